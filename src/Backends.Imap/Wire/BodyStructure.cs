using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Wire;

/// <summary>
/// Reads BODYSTRUCTURE. Servers leave out fields, write NIL for strings and numbers, or add fields: what is there is taken in its order, the rest is skipped.
/// RFC 3501 7.4.2
/// </summary>
internal ref struct BodyStructure
{
    private const int MostParameters = 200;

    private static readonly TextCache.Maker<PairList> MakePairs = ParsePairs;

    private readonly TextCache _cache;
    private int _parts;

    private BodyStructure(TextCache cache) => _cache = cache;

    /// <summary>Null where it is NIL or makes no sense; the reader then stands behind it all the same.</summary>
    /// <exception cref="ImapProtocolException">Not even its end can be found.</exception>
    public static MailPart? Read(ref ResponseReader reader, TextCache cache)
    {
        reader.SkipSpaces();
        if (reader.Peek != '(')
        {
            reader.SkipValue();
            return null;
        }

        return new BodyStructure(cache).ReadPart(ref reader, depth: 0);
    }

    private MailPart? ReadPart(ref ResponseReader reader, int depth)
    {
        if (depth >= ImapLimits.Depth || ++_parts > ImapLimits.Parts)
        {
            reader.SkipValue();
            return null;
        }

        reader.TryTakeAfterSpaces((byte)'(');
        reader.SkipSpaces();
        var part = reader.Peek == '(' ? ReadMultipart(ref reader, depth) : ReadSingle(ref reader, depth);
        SkipToClose(ref reader);
        return part;
    }

    private MailPart ReadMultipart(ref ResponseReader reader, int depth)
    {
        var children = new List<MailPart>(2);
        while (reader.TryPeekAfterSpaces((byte)'('))
        {
            if (ReadPart(ref reader, depth + 1) is { } child)
            {
                children.Add(child);
            }
        }

        var subtype = ReadText(ref reader);
        var parameters = ReadPairs(ref reader);
        var (disposition, dispositionParameters) = ReadDisposition(ref reader);
        return new MailPart(MediaType("multipart", subtype ?? "mixed"), parameters, null, disposition, dispositionParameters, null, 0, children);
    }

    private MailPart? ReadSingle(ref ResponseReader reader, int depth)
    {
        var type = ReadText(ref reader);
        var subtype = ReadText(ref reader);
        if (type is null && subtype is null && reader.TryPeekAfterSpaces((byte)')'))
        {
            return null;
        }

        var parameters = ReadPairs(ref reader);
        var contentId = ReadId(ref reader);
        SkipUnlessClose(ref reader);
        var encoding = ReadText(ref reader);
        var size = ReadSize(ref reader);
        IReadOnlyList<MailPart> parts = [];
        if (type == "message" && reader.TryPeekAfterSpaces((byte)'('))
        {
            // Envelope, structure and lines of what is embedded.
            reader.SkipValue();
            if (reader.TryPeekAfterSpaces((byte)'(') && ReadPart(ref reader, depth + 1) is { } root)
            {
                parts = [root];
            }

            SkipUnlessClose(ref reader);
        }
        else if (type is "text" or "message" && reader.TryPeekNumberAfterSpaces())
        {
            SkipUnlessClose(ref reader);
        }

        // MD5
        SkipUnlessClose(ref reader);
        var (disposition, dispositionParameters) = ReadDisposition(ref reader);
        return new MailPart(MediaType(type ?? "application", subtype ?? "octet-stream"), parameters, contentId, disposition, dispositionParameters, encoding, size, parts);
    }

    private readonly string MediaType(string type, string subtype)
    {
        Span<byte> key = stackalloc byte[96];
        return type.Length + subtype.Length < key.Length && System.Text.Encoding.ASCII.GetByteCount(type) + System.Text.Encoding.ASCII.GetByteCount(subtype) < key.Length
            ? _cache.Lower(key[..Join(type, subtype, key)])
            : $"{type}/{subtype}";

        static int Join(string type, string subtype, Span<byte> key)
        {
            var length = System.Text.Encoding.ASCII.GetBytes(type, key);
            key[length++] = (byte)'/';
            return length + System.Text.Encoding.ASCII.GetBytes(subtype, key[length..]);
        }
    }

    /// <summary>"(attachment (filename x))", or the bare word that some servers send.</summary>
    private readonly (string? Disposition, IReadOnlyDictionary<string, string> Parameters) ReadDisposition(ref ResponseReader reader)
    {
        if (!reader.TryTakeAfterSpaces((byte)'('))
        {
            return (ReadText(ref reader), PairList.Empty);
        }

        var disposition = ReadText(ref reader);
        var parameters = ReadPairs(ref reader);
        SkipToClose(ref reader);
        return (disposition, parameters);
    }

    private readonly PairList ReadPairs(ref ResponseReader reader)
    {
        if (!reader.TryPeekAfterSpaces((byte)'('))
        {
            SkipUnlessClose(ref reader);
            return PairList.Empty;
        }

        var begin = reader.Position;
        reader.SkipValue();
        return _cache.Get(reader.Since(begin), MakePairs);
    }

    private static PairList ParsePairs(ReadOnlySpan<byte> list)
    {
        var reader = new ResponseReader(list);
        reader.TryTakeAfterSpaces((byte)'(');
        var pairs = new List<KeyValuePair<string, string>>(2);
        while (!reader.AtEnd && !reader.TryPeekAfterSpaces((byte)')') && pairs.Count < MostParameters)
        {
            if (reader.Peek == '(')
            {
                reader.SkipValue();
                continue;
            }

            var name = TextCache.Decode(reader.ReadString(out _)).ToLowerInvariant();
            if (reader.TryPeekAfterSpaces((byte)')'))
            {
                break;
            }

            var value = TextCache.Decode(reader.ReadString(out var isNil));
            if (!isNil && name.Length > 0 && !pairs.Exists(pair => pair.Key == name))
            {
                pairs.Add(new(name, value));
            }
        }

        return pairs.Count == 0 ? PairList.Empty : new PairList([.. pairs]);
    }

    /// <summary>A string in lower case; null for NIL or where the part has ended.</summary>
    private readonly string? ReadText(ref ResponseReader reader)
    {
        if (!IsStringNext(ref reader))
        {
            return null;
        }

        var text = reader.ReadString(out var isNil);
        return isNil || text.IsEmpty ? null : _cache.Lower(text);
    }

    private static string? ReadId(ref ResponseReader reader)
    {
        if (!IsStringNext(ref reader))
        {
            return null;
        }

        var text = reader.ReadString(out var isNil);
        return isNil || text.IsEmpty ? null : TextCache.Decode(text);
    }

    private static long ReadSize(ref ResponseReader reader) => IsStringNext(ref reader) ? (long)Math.Min(reader.ReadNumber(), long.MaxValue) : 0;

    private static bool IsStringNext(ref ResponseReader reader)
    {
        reader.SkipSpaces();
        if (reader.Peek == '(')
        {
            reader.SkipValue();
            return false;
        }

        return reader.Peek is not (0 or (byte)')');
    }

    private static void SkipUnlessClose(ref ResponseReader reader)
    {
        reader.SkipSpaces();
        if (reader.Peek is not (0 or (byte)')'))
        {
            reader.SkipValue();
        }
    }

    private static void SkipToClose(ref ResponseReader reader)
    {
        while (!reader.TryTakeAfterSpaces((byte)')'))
        {
            if (reader.AtEnd)
            {
                throw new ImapProtocolException("A body structure has no end.");
            }

            reader.SkipValue();
        }
    }
}
