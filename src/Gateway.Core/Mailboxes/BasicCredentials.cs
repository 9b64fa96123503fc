using System.Text;

namespace Mapigate.Gateway.Core.Mailboxes;

/// <summary>Name and password of a Basic Authorization header (RFC 7617).</summary>
public readonly record struct BasicCredentials(string User, string Password)
{
    private const int LongestParameter = 2048;
    private const string Scheme = "Basic ";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>
    /// What the header can mean: Windows clients send the octets of the system's code page, others UTF-8. Text of ASCII alone means one thing, so that a
    /// wrong password counts once.
    /// </summary>
    public static IEnumerable<BasicCredentials> Read(string? header)
    {
        if (header is null || header.Length > LongestParameter || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            yield break;
        }

        var octets = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[Scheme.Length..].Trim(), octets, out var length))
        {
            yield break;
        }

        if (ReadUtf8(octets.AsSpan(0, length)) is { } text && Split(text) is { } credentials)
        {
            yield return credentials;
        }

        if (!Ascii.IsValid(octets.AsSpan(0, length)) && Split(Western.GetString(octets, 0, length)) is { } western)
        {
            yield return western;
        }
    }

    public override string ToString() => User;

    private static string? ReadUtf8(ReadOnlySpan<byte> octets)
    {
        try
        {
            return Utf8.GetString(octets);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static BasicCredentials? Split(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 ? new BasicCredentials(text[..colon], text[(colon + 1)..]) : null;
    }
}
