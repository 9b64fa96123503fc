using System.Net.Http.Headers;
using System.Text;
using Mapigate.Backends;
using Mapigate.Gateway.Core.Mailboxes;
using Microsoft.AspNetCore.Http;

namespace Mapigate.MapiFrontend.Authentication;

/// <summary>
/// HTTP Basic authentication, RFC 7617. Clients send the password in UTF-8 or, as Outlook for Windows does, in the system's legacy code page;
/// both readings are tried where the bytes allow both, so that a password of ASCII alone is never proven twice.
/// </summary>
internal sealed class BasicAuthentication(MailboxRegistry mailboxes)
{
    /// <summary>Longest user name and password together, in bytes.</summary>
    private const int MaxLength = 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding Legacy = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>The mailbox of the user whom the Authorization header proves; null where there is none or the backends refuse him.</summary>
    /// <exception cref="BackendException">The backends cannot tell just now.</exception>
    public async Task<Mailbox?> AuthenticateAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (Decode(request) is not { } bytes)
            return null;
        foreach (var credentials in Readings(bytes))
        {
            var colon = credentials.IndexOf(':');
            if (colon <= 0)
                continue;
            try
            {
                return await mailboxes.AuthenticateAsync(credentials[..colon], credentials[(colon + 1)..], cancellationToken);
            }
            catch (BackendException e) when (e.Error == BackendError.AuthenticationFailed)
            {
                // The other reading, if there is one, may be the right one.
            }
        }

        return null;
    }

    public static void Challenge(HttpResponse response) => response.Headers.WWWAuthenticate = "Basic realm=\"Mapigate\", charset=\"UTF-8\"";

    private static byte[]? Decode(HttpRequest request)
    {
        var header = request.Headers.Authorization;
        if (header.Count != 1 || !AuthenticationHeaderValue.TryParse(header[0], out var value)
            || !value.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase) || value.Parameter is not { Length: > 0 and <= MaxLength * 2 } parameter)
            return null;
        var bytes = new byte[parameter.Length];
        return Convert.TryFromBase64String(parameter, bytes, out var length) && length <= MaxLength ? bytes[..length] : null;
    }

    private static IEnumerable<string> Readings(byte[] bytes)
    {
        string? utf8 = null;
        try
        {
            utf8 = Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            // Not UTF-8: the legacy code page alone remains.
        }

        if (utf8 is not null)
            yield return utf8;
        if (utf8 is null || !Ascii.IsValid(bytes))
            yield return Legacy.GetString(bytes);
    }
}
