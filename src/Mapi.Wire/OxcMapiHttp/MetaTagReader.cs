using System.Buffers;
using System.Text;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMapiHttp;

/// <summary>Reads the lines before a response body as they arrive, in pieces of any size. [MS-OXCMAPIHTTP] 2.2.2.2 and 2.2.7</summary>
public sealed class MetaTagReader
{
    private const int MaxLine = 4096;
    private const int MaxHeaders = 100;

    private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase);
    private bool _inHeaders;

    /// <summary>Additional headers, complete once <see cref="MetaTag.Done"/> was returned.</summary>
    public IReadOnlyDictionary<string, string> Headers => _headers;

    /// <summary>
    /// Takes the next meta-tag from the buffer; false where more bytes are needed. With <see cref="MetaTag.Done"/>, which comes
    /// when the empty line behind the headers has been read, the buffer begins with the body.
    /// </summary>
    /// <exception cref="WireFormatException">The bytes are neither a meta-tag nor a header, or a line has no end.</exception>
    public bool TryRead(ref ReadOnlySequence<byte> buffer, out MetaTag tag)
    {
        while (TryReadLine(ref buffer, out var line))
        {
            if (_inHeaders)
            {
                if (line.Length > 0)
                {
                    AddHeader(line);
                    continue;
                }

                _inHeaders = false;
                tag = MetaTag.Done;
                return true;
            }

            switch (line)
            {
                case "PROCESSING":
                    tag = MetaTag.Processing;
                    return true;
                case "PENDING":
                    tag = MetaTag.Pending;
                    return true;
                case "DONE":
                    _inHeaders = true;
                    break;
                default:
                    throw new WireFormatException($"'{(line.Length > 40 ? line[..40] : line)}' is no meta-tag");
            }
        }

        tag = default;
        return false;
    }

    private static bool TryReadLine(ref ReadOnlySequence<byte> buffer, out string line)
    {
        var reader = new SequenceReader<byte>(buffer);
        if (!reader.TryReadTo(out ReadOnlySequence<byte> bytes, "\r\n"u8))
        {
            if (buffer.Length > MaxLine)
                throw new WireFormatException($"A line before the body is longer than {MaxLine} bytes");
            line = string.Empty;
            return false;
        }

        if (bytes.Length > MaxLine)
            throw new WireFormatException($"A line before the body is longer than {MaxLine} bytes");
        line = Encoding.Latin1.GetString(bytes);
        buffer = buffer.Slice(reader.Position);
        return true;
    }

    private void AddHeader(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0)
            throw new WireFormatException("An additional header has no name");
        if (_headers.Count >= MaxHeaders)
            throw new WireFormatException($"More than {MaxHeaders} additional headers");
        _headers[line[..colon].Trim()] = line[(colon + 1)..].Trim();
    }
}
