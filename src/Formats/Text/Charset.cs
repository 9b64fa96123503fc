using System.Buffers;
using System.Text;

namespace Mapigate.Formats.Text;

/// <summary>Charset labels as mail, HTML, iCalendar and vCard carry them, resolved to encodings, and text decoded by them without ever failing.</summary>
/// <remarks>Labels are read as browsers read them (WHATWG Encoding): iso-8859-1 means windows-1252, gb2312 means gb18030, and so on, because that is what senders mean.</remarks>
public static class Charset
{
    private const int Utf7CodePage = 65000;

    private static readonly SearchValues<char> LabelEnd = SearchValues.Create(" \t;,\"'(*");

    /// <summary>Windows-1252: the last resort for bytes that are neither labelled nor UTF-8. It maps every byte.</summary>
    public static Encoding Windows1252 { get; } = Register().GetEncoding(1252)!;

    /// <summary>UTF-8 without byte order mark; malformed sequences become U+FFFD.</summary>
    public static Encoding Utf8 { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The encoding that a label names, or null for an unknown label. Quotes, space and trailing junk around the label are ignored.</summary>
    public static Encoding? Find(string? label)
    {
        if (string.IsNullOrEmpty(label))
            return null;
        var name = Normalize(label);
        if (CharsetAliases.CodePages.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var codePage))
            return FindCodePage(codePage);
        var digits = name.TrimStart("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_");
        if (digits.Length is 3 or 4 or 5 && CharsetAliases.IsCodePagePrefix(name[..^digits.Length]) && int.TryParse(digits, out codePage))
            return FindCodePage(codePage);
        return CodePagesEncodingProvider.Instance.GetEncoding(name.ToString());
    }

    /// <summary>The encoding of a Windows code page number (as in PidTagInternetCodepage), or null for an unknown number.</summary>
    public static Encoding? FindCodePage(int codePage) => codePage switch
    {
        20127 => Encoding.ASCII,
        28591 => Windows1252,
        65001 => Utf8,
        1200 => Encoding.Unicode,
        1201 => Encoding.BigEndianUnicode,
        12000 => Encoding.UTF32,
        12001 => new UTF32Encoding(bigEndian: true, byteOrderMark: true),
#pragma warning disable SYSLIB0001 // Old mail is read in UTF-7; nothing is ever written in it.
        Utf7CodePage => Encoding.UTF7,
#pragma warning restore SYSLIB0001
        _ => CodePagesEncodingProvider.Instance.GetEncoding(codePage),
    };

    /// <summary>Decodes by a label; an unknown, missing or plainly wrong label falls back to UTF-8 and then to windows-1252.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes, string? label)
    {
        if (bytes.IsEmpty)
            return "";
        var encoding = Find(label);
        if (encoding is null || encoding.CodePage == 20127)
            return DecodeUnlabelled(bytes);
        return encoding.CodePage switch
        {
            65001 => DecodeUtf8(bytes),
            1200 or 1201 => DecodeUtf16(bytes, encoding),
            _ => encoding.GetString(bytes),
        };
    }

    /// <summary>Decodes bytes that nobody labelled: ISO-2022-JP by its escapes, else UTF-8 where valid, else <paramref name="hint"/>, else windows-1252.</summary>
    /// <param name="bytes">The text.</param>
    /// <param name="hint">The label of something nearby, such as the body below the header that is read.</param>
    public static string DecodeUnlabelled(ReadOnlySpan<byte> bytes, string? hint = null)
    {
        if (Ascii.IsValid(bytes))
        {
            return bytes.IndexOf("\u001b$"u8) >= 0 && FindCodePage(50220) is { } japanese
                ? japanese.GetString(bytes)
                : Encoding.ASCII.GetString(bytes);
        }
        if (System.Text.Unicode.Utf8.IsValid(bytes))
            return Utf8.GetString(WithoutMark(bytes));
        var hinted = Find(hint);
        return hinted is null || hinted.CodePage is 20127 or 65001 or 1200 or 1201 ? Windows1252.GetString(bytes) : hinted.GetString(bytes);
    }

    private static string DecodeUtf8(ReadOnlySpan<byte> bytes)
    {
        if (System.Text.Unicode.Utf8.IsValid(bytes) || HasMultibyteSequence(bytes))
            return Utf8.GetString(WithoutMark(bytes));
        return Windows1252.GetString(bytes);
    }

    /// <summary>Tells damaged UTF-8 from a single-byte charset that was labelled UTF-8: only the former holds whole sequences.</summary>
    private static bool HasMultibyteSequence(ReadOnlySpan<byte> bytes)
    {
        while (true)
        {
            var high = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (high < 0)
                return false;
            bytes = bytes[high..];
            Rune.DecodeFromUtf8(bytes, out var rune, out var consumed);
            if (rune != Rune.ReplacementChar)
                return true;
            bytes = bytes[Math.Max(consumed, 1)..];
        }
    }

    /// <summary>RFC 2781 4.3: a byte order mark decides; without one the side with more zero bytes does, and big endian when neither has.</summary>
    private static string DecodeUtf16(ReadOnlySpan<byte> bytes, Encoding labelled)
    {
        if (bytes.StartsWith<byte>([0xFF, 0xFE]))
            return Encoding.Unicode.GetString(bytes[2..]);
        if (bytes.StartsWith<byte>([0xFE, 0xFF]))
            return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        var sample = bytes[..Math.Min(bytes.Length, 512)];
        int even = 0, odd = 0;
        for (var i = 0; i < sample.Length; i++)
        {
            if (sample[i] == 0)
                _ = (i & 1) == 0 ? even++ : odd++;
        }
        if (even == odd)
            return labelled.GetString(bytes);
        return (even > odd ? Encoding.BigEndianUnicode : Encoding.Unicode).GetString(bytes);
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith<byte>([0xEF, 0xBB, 0xBF]) ? bytes[3..] : bytes;

    private static ReadOnlySpan<char> Normalize(ReadOnlySpan<char> label)
    {
        label = label.Trim(" \t\r\n\"'");
        var end = label.IndexOfAny(LabelEnd);
        return end < 0 ? label : label[..end];
    }

    private static EncodingProvider Register()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return CodePagesEncodingProvider.Instance;
    }
}
