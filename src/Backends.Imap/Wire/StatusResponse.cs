namespace Mapigate.Backends.Imap.Wire;

/// <summary>A status response, tagged or not: "OK [CODE arguments] text". RFC 3501 7.1</summary>
/// <param name="Status">Its word.</param>
/// <param name="Code">Response code in upper case; empty where there is none.</param>
/// <param name="Arguments">What follows the code inside the brackets.</param>
/// <param name="Text">For people, one line.</param>
internal sealed record StatusResponse(ResponseStatus Status, string Code, string Arguments, string Text)
{
    private const int LongestText = 300;

    public bool IsOk => Status == ResponseStatus.Ok;

    /// <summary>Reads from behind the tag or asterisk; null where the word is none of a status response.</summary>
    public static StatusResponse? TryRead(ReadOnlySpan<byte> response)
    {
        var reader = new ResponseReader(response);
        var word = reader.ReadAtom();
        ResponseStatus status;
        if (Ascii.Is(word, "OK"u8))
        {
            status = ResponseStatus.Ok;
        }
        else if (Ascii.Is(word, "NO"u8))
        {
            status = ResponseStatus.No;
        }
        else if (Ascii.Is(word, "BAD"u8))
        {
            status = ResponseStatus.Bad;
        }
        else if (Ascii.Is(word, "BYE"u8))
        {
            status = ResponseStatus.Bye;
        }
        else if (Ascii.Is(word, "PREAUTH"u8))
        {
            status = ResponseStatus.PreAuth;
        }
        else
        {
            return null;
        }

        reader.SkipSpaces();
        return ReadText(status, reader.Rest);
    }

    /// <summary>Reads what follows the status word.</summary>
    public static StatusResponse ReadText(ResponseStatus status, ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty || rest[0] != '[' || CodeEnd(rest) is not (> 0 and var end))
        {
            return new StatusResponse(status, "", "", Shorten(rest));
        }

        var code = rest[1..end];
        var space = code.IndexOf((byte)' ');
        var name = space < 0 ? code : code[..space];
        var arguments = space < 0 ? default : code[(space + 1)..];
        return new StatusResponse(status, TextCache.Decode(name).ToUpperInvariant(), TextCache.Decode(arguments), Shorten(rest[(end + 1)..]));
    }

    private static string Shorten(ReadOnlySpan<byte> text)
    {
        text = text.Trim((byte)' ');
        return TextCache.Decode(text[..Math.Min(text.Length, LongestText)]);
    }

    /// <summary>The bracket that ends the code; one inside a quoted string does not.</summary>
    private static int CodeEnd(ReadOnlySpan<byte> rest)
    {
        var quoted = false;
        for (var i = 1; i < rest.Length; i++)
        {
            if (rest[i] == '"')
            {
                quoted = !quoted;
            }
            else if (rest[i] == ']' && !quoted)
            {
                return i;
            }
        }

        return -1;
    }
}
