using System.Runtime.CompilerServices;
using System.Xml;

namespace Mapigate.Backends.CalDav;

/// <summary>A multistatus body, read response by response as it arrives (RFC 4918 13).</summary>
internal sealed class DavMultistatus(DavReply reply, Uri origin, int largestResponse)
{
    /// <summary>The collection's new token (RFC 6578 6.4); known once all responses are read.</summary>
    public string? SyncToken { get; private set; }

    /// <summary>Reads all; the connection is free once the last response was taken.</summary>
    /// <exception cref="BackendException">Protocol, Timeout, Unavailable.</exception>
    /// <exception cref="XmlException">It is not well-formed; what was given before is sound.</exception>
    public async IAsyncEnumerable<DavResponse> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var stream = await reply.OpenBodyAsync(cancellationToken);
        using var reader = DavXml.Open(stream);
        await reader.MoveToContentAsync();
        if (reader.LocalName != DavNames.Multistatus.LocalName || reader.NamespaceURI != DavNames.Multistatus.NamespaceName)
        {
            throw new BackendException(BackendError.Protocol, "The DAV server's answer is no multistatus.");
        }

        if (reader.IsEmptyElement)
        {
            yield break;
        }

        await reader.ReadAsync();
        while (reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                if (!await reader.ReadAsync())
                {
                    throw new BackendException(BackendError.Protocol, "The DAV server's multistatus has no end.");
                }

                continue;
            }

            var element = await DavXml.ReadElementAsync(reader, largestResponse);
            if (element.Name == DavNames.SyncToken)
            {
                SyncToken = element.Value.Trim();
            }
            else if (element.Name == DavNames.Response)
            {
                foreach (var response in DavResponse.Read(element, origin, reply.Path))
                {
                    yield return response;
                }
            }
        }

        reply.Dispose();
    }
}
