using System.Buffers;

namespace Mapigate.Gateway.Core.Mailboxes;

/// <summary>
/// A log-in name in any of the three forms <c>user</c>, <c>user@domain</c>, <c>DOMAIN\user</c>, brought to one address. The first served domain
/// completes a name without one; a NetBIOS domain names the served domain that begins with it.
/// </summary>
public static class UserName
{
    /// <summary>Longest local part and domain that any server accepts. RFC 5321 4.5.3.1</summary>
    private const int MaxLength = 64 + 1 + 255;

    private static readonly SearchValues<char> NotInAddresses = SearchValues.Create(" \"<>()[]\\,;:*%");

    /// <summary>The address in lower case, or null where the name cannot be one.</summary>
    public static string? ToAddress(string logInName, IReadOnlyList<string> domains)
    {
        var name = logInName.Trim();
        string domain;
        var slash = name.IndexOf('\\');
        var at = name.LastIndexOf('@');
        if (slash >= 0)
        {
            var prefix = name[..slash];
            name = name[(slash + 1)..];
            at = name.LastIndexOf('@');
            domain = at >= 0 ? name[(at + 1)..] : Complete(prefix, domains);
        }
        else
        {
            domain = at >= 0 ? name[(at + 1)..] : domains.Count > 0 ? domains[0] : "";
        }

        var local = at >= 0 ? name[..at] : name;
        if (local.Length == 0 || domain.Length == 0 || local.Length + domain.Length >= MaxLength)
            return null;
        if (local.Contains('@', StringComparison.Ordinal))
            return null;
        var address = $"{local}@{domain}".ToLowerInvariant();
        return address.AsSpan().ContainsAny(NotInAddresses) || address.Any(char.IsControl) ? null : address;
    }

    private static string Complete(string prefix, IReadOnlyList<string> domains) =>
        domains.FirstOrDefault(d => d.Equals(prefix, StringComparison.OrdinalIgnoreCase) || d.StartsWith(prefix + ".", StringComparison.OrdinalIgnoreCase))
        ?? (domains.Count > 0 ? domains[0] : "");
}
