using System.Buffers;
using System.Globalization;
using System.Text;

namespace Mapigate.Backends.Smtp;

/// <summary>A mailbox as it may stand between the angle brackets of MAIL and RCPT (RFC 5321 4.1.2, RFC 6531 3.3). It holds no control character, so no second command.</summary>
internal readonly record struct SmtpAddress
{
    // The path with its brackets may have 256 octets (RFC 5321 4.5.3.1.3).
    private const int LongestAddress = 254;
    private const int LongestLocalPart = 64;

    private static readonly SearchValues<char> AtomText =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~.");

    private static readonly SearchValues<char> LiteralText = SearchValues.Create("0123456789abcdefABCDEFIPvipV.:");

    private static readonly SearchValues<char> LabelText =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private static readonly IdnMapping Idn = new() { AllowUnassigned = false, UseStd3AsciiRules = true };

    private SmtpAddress(string given, string path) => (Given, Path) = (given, path);

    /// <summary>The null reverse-path, "&lt;&gt;".</summary>
    public static SmtpAddress Null { get; } = new("", "");

    /// <summary>As the caller wrote it.</summary>
    public string Given { get; }

    /// <summary>Text between the brackets; the domain in ASCII where that is possible.</summary>
    public string Path { get; }

    /// <summary>Outside ASCII: the server must offer SMTPUTF8.</summary>
    public bool NeedsUtf8 => !Ascii.IsValid(Path);

    /// <exception cref="BackendException">Refused: it is no address.</exception>
    public static SmtpAddress Parse(string address)
    {
        var at = address.LastIndexOf('@');
        if (at <= 0 || !IsLocalPart(address.AsSpan(0, at)) || ReadDomain(address[(at + 1)..]) is not { } domain)
        {
            throw NoAddress();
        }

        var local = address[..at];
        if (!Ascii.IsValid(local))
        {
            // With SMTPUTF8 in use anyway the domain stays as people write it (RFC 6531 3.3).
            domain = address[(at + 1)..];
        }

        var path = $"{local}@{domain}";
        return Octets(local) <= LongestLocalPart && Octets(path) <= LongestAddress ? new SmtpAddress(address, path) : throw NoAddress();
    }

    private static int Octets(string text)
    {
        try
        {
            return StrictUtf8.GetByteCount(text);
        }
        catch (EncoderFallbackException)
        {
            // Half of a surrogate pair.
            return int.MaxValue;
        }
    }

    private static bool IsLocalPart(ReadOnlySpan<char> local) => local[0] == '"' ? IsQuoted(local) : IsDotString(local);

    private static bool IsDotString(ReadOnlySpan<char> local)
    {
        // Leading, trailing and doubled dots are forbidden by the grammar but are found in real addresses; servers judge those.
        foreach (var c in local)
        {
            if (!AtomText.Contains(c) && !IsBeyondAscii(c))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsQuoted(ReadOnlySpan<char> local)
    {
        if (local.Length < 2 || local[^1] != '"')
        {
            return false;
        }

        var escaped = false;
        foreach (var c in local[1..^1])
        {
            if (c is < ' ' or '\x7F' || (c > '\x7F' && !IsBeyondAscii(c)) || (c == '"' && !escaped))
            {
                return false;
            }

            escaped = c == '\\' && !escaped;
        }

        return !escaped;
    }

    private static string? ReadDomain(string domain)
    {
        if (domain.StartsWith('['))
        {
            return domain.Length > 2 && domain[^1] == ']' && !domain.AsSpan(1, domain.Length - 2).ContainsAnyExcept(LiteralText) ? domain : null;
        }

        try
        {
            domain = Idn.GetAscii(domain);
        }
        catch (ArgumentException)
        {
            // Some hosts' names hold an underscore, which the IDN rules refuse; the check below stands.
        }

        return domain.Split('.').All(IsLabel) ? domain : null;
    }

    private static bool IsLabel(string label) => label.Length is > 0 and < 64 && !label.AsSpan().ContainsAnyExcept(LabelText);

    private static bool IsBeyondAscii(char c) => c is > '\xA0' and not ('\u2028' or '\u2029' or '\uFFFD');

    private static BackendException NoAddress() => new(BackendError.Refused, "An address of the message is not one that SMTP can carry.");
}
