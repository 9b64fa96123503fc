using System.Runtime.CompilerServices;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Mapigate.Backends.Items;

namespace Mapigate.Backends.CalDav;

/// <summary>Fetches items, many in one request (RFC 4791 7.9, RFC 6352 8.7), and one by one where the server cannot or one item's text breaks the XML of all.</summary>
internal sealed class DavMultiget(DavSession session, string collection, bool isAddressBook)
{
    private readonly XName _data = isAddressBook ? DavNames.AddressData : DavNames.CalendarData;
    private readonly XName _report = isAddressBook ? DavNames.CardDav + "addressbook-multiget" : DavNames.CalDav + "calendar-multiget";
    private readonly HashSet<string> _failed = new(StringComparer.Ordinal);
    private bool _isUnsupported;

    public async IAsyncEnumerable<StoredItem> GetAsync(IReadOnlyCollection<string> hrefs, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var batch in hrefs.Chunk(session.Options.MultigetBatch))
        {
            // By the spelling of this client; the caller gets back the one that he gave.
            var wanted = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var href in batch)
            {
                wanted[DavSession.Path(href)] = href;
            }

            await foreach (var item in ReportAsync(wanted, cancellationToken))
            {
                yield return item;
            }

            foreach (var (path, href) in wanted)
            {
                if (await GetOneAsync(path, href, cancellationToken) is { } item)
                {
                    yield return item;
                }
            }
        }
    }

    /// <summary>Takes out of <paramref name="wanted"/> what the report settles.</summary>
    private async IAsyncEnumerable<StoredItem> ReportAsync(Dictionary<string, string> wanted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_isUnsupported || wanted.Count < 2)
        {
            yield break;
        }

        var body = new XElement(_report, DavRequest.Prop(DavNames.GetETag, _data), wanted.Keys.Select(path => new XElement(DavNames.Href, path)));
        using var reply = await session.SendAsync(DavRequest.Report(collection, "1", body), cancellationToken);
        if (!reply.IsMultistatus)
        {
            var fault = await DavFault.ReadAsync(reply, cancellationToken);
            if (!fault.IsUnsupported)
            {
                throw fault.ToException(new HttpMethod("REPORT"));
            }

            _isUnsupported = true;
            yield break;
        }

        await using var responses = new DavMultistatus(reply, session.Origin, session.Options.LargestItem).ReadAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await MoveNextAsync(responses))
        {
            var response = responses.Current;
            if (!wanted.TryGetValue(response.Href, out var href))
            {
                continue;
            }

            if (response.Status is 404 or 410)
            {
                wanted.Remove(response.Href);
            }
            else if (response.Status != 200)
            {
                _failed.Add(response.Href);
            }
            else if (response[_data] is { } data && DavETag.Read(response.Text(DavNames.GetETag)) is { } etag)
            {
                wanted.Remove(response.Href);
                yield return new StoredItem(href, etag, ToContent(data.Value));
            }
        }
    }

    private static async Task<bool> MoveNextAsync(IAsyncEnumerator<DavResponse> responses)
    {
        try
        {
            return await responses.MoveNextAsync();
        }
        catch (XmlException)
        {
            // A control character in somebody's text is enough; GET carries it, so the rest is fetched singly.
            return false;
        }
    }

    private async Task<StoredItem?> GetOneAsync(string path, string href, CancellationToken cancellationToken)
    {
        try
        {
            return await new DavItem(session, path).ReadAsync(cancellationToken) is { } item ? item with { Href = href } : null;
        }
        catch (BackendException e) when (e.Error == BackendError.AccessDenied || (e.InnerException is null && _failed.Contains(path)))
        {
            // One item that the user may not see, or that the server failed to give twice, costs no other.
            return null;
        }
    }

    /// <summary>An XML reader turns every line end into LF (XML 1.0 2.11); both formats end lines with CRLF.</summary>
    private static byte[] ToContent(string text)
    {
        var octets = Encoding.UTF8.GetBytes(text);
        var ends = 0;
        for (var i = 0; i < octets.Length; i++)
        {
            ends += IsBareLineFeed(octets, i) ? 1 : 0;
        }

        var content = new byte[octets.Length + ends];
        var written = 0;
        for (var i = 0; i < octets.Length; i++)
        {
            if (IsBareLineFeed(octets, i))
            {
                content[written++] = (byte)'\r';
            }

            content[written++] = octets[i];
        }

        return content;
    }

    private static bool IsBareLineFeed(byte[] octets, int i) => octets[i] == '\n' && (i == 0 || octets[i - 1] != '\r');
}
