using System.Collections.Concurrent;
using System.Xml.Linq;

namespace Mapigate.Backends.CalDav;

/// <summary>Names for people of the principals that own collections; each is asked for once.</summary>
internal sealed class DavOwners(DavSession session)
{
    private const int MostAsked = 200;
    private const string MailScheme = "mailto:";

    /// <summary>The properties that tell a principal's name.</summary>
    public static readonly XName[] Asked = [DavNames.CalendarUserAddressSet, DavNames.DisplayName];

    private readonly ConcurrentDictionary<string, string> _names = new(StringComparer.Ordinal);

    public async Task<string> NameAsync(string principal, CancellationToken cancellationToken)
    {
        if (_names.TryGetValue(principal, out var known))
        {
            return known;
        }

        if (_names.Count >= MostAsked)
        {
            return LastPart(principal);
        }

        try
        {
            var found = await session.ListAsync(DavRequest.PropFind(principal, members: false, Asked), cancellationToken);
            return _names[principal] = found.Find(r => r.Status == 200) is { } response ? Name(response) : LastPart(principal);
        }
        catch (BackendException e) when (!e.IsTransient && e.Error != BackendError.AuthenticationFailed)
        {
            // Servers hide principals from users who may still see what those share.
            return _names[principal] = LastPart(principal);
        }
    }

    /// <summary>The mail address where there is one (RFC 6638 2.4.1), else the display name, else the last part of the path.</summary>
    public static string Name(DavResponse principal) =>
        principal.Hrefs(DavNames.CalendarUserAddressSet).Select(h => h.Trim()).FirstOrDefault(h => h.StartsWith(MailScheme, StringComparison.OrdinalIgnoreCase)) is { } address
            ? Uri.UnescapeDataString(address[MailScheme.Length..])
            : principal.Text(DavNames.DisplayName) ?? LastPart(principal.Href);

    private static string LastPart(string href) => Uri.UnescapeDataString(href.TrimEnd('/').Split('/')[^1]);
}
