using System.Buffers;
using System.IO.Pipelines;
using Mapigate.Mapi.Wire.OxcMapiHttp;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Client.Transport;

/// <summary>Reads meta-tags, additional headers and body from a response as they arrive. [MS-OXCMAPIHTTP] 3.1.5.6</summary>
internal static class ResponseStream
{
    /// <param name="stream">The HTTP response's content.</param>
    /// <param name="headers">The HTTP response's headers; the additional ones replace them.</param>
    /// <param name="maxBody">Longest body in bytes.</param>
    /// <param name="mayBeEmpty">The content may end without a DONE meta-tag. [MS-OXCMAPIHTTP] 2.2.6</param>
    /// <param name="deadline">Extended by whatever arrives.</param>
    /// <exception cref="WireFormatException">The content is not such a response.</exception>
    public static async Task<MapiHttpReply> ReadAsync(Stream stream, Dictionary<string, string> headers, int maxBody, bool mayBeEmpty, SilenceDeadline deadline)
    {
        var pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));
        var tags = new List<MetaTag>();
        var reader = new MetaTagReader();
        try
        {
            while (true)
            {
                var read = await pipe.ReadAsync(deadline.Token).ConfigureAwait(false);
                deadline.Extend();
                var buffer = read.Buffer;
                while (reader.TryRead(ref buffer, out var tag))
                {
                    // A wait of minutes has as many PENDING as the server likes; only the kinds matter.
                    if (tags.Count == 0 || tags[^1] != tag)
                        tags.Add(tag);
                    if (tag != MetaTag.Done)
                        continue;
                    pipe.AdvanceTo(buffer.Start);
                    var body = await ReadBodyAsync(pipe, maxBody, deadline).ConfigureAwait(false);
                    foreach (var (name, value) in reader.Headers)
                        headers[name] = value;
                    return new MapiHttpReply(body, tags, headers);
                }

                if (read.IsCompleted)
                {
                    return mayBeEmpty && buffer.IsEmpty
                        ? new MapiHttpReply([], tags, headers)
                        : throw new WireFormatException("the response ended before its DONE meta-tag");
                }

                pipe.AdvanceTo(buffer.Start, buffer.End);
            }
        }
        finally
        {
            await pipe.CompleteAsync().ConfigureAwait(false);
        }
    }

    private static async Task<byte[]> ReadBodyAsync(PipeReader pipe, int maxBody, SilenceDeadline deadline)
    {
        while (true)
        {
            var read = await pipe.ReadAsync(deadline.Token).ConfigureAwait(false);
            deadline.Extend();
            if (read.Buffer.Length > maxBody)
                throw new WireFormatException($"the response body is longer than {maxBody} bytes");
            if (read.IsCompleted)
                return read.Buffer.ToArray();
            pipe.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
