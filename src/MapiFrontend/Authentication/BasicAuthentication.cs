using Mapigate.Backends;
using Mapigate.Gateway.Core.Mailboxes;
using Microsoft.AspNetCore.Http;

namespace Mapigate.MapiFrontend.Authentication;

/// <summary>HTTP Basic authentication, RFC 7617: the backends are asked for each reading of the header.</summary>
internal sealed class BasicAuthentication(MailboxRegistry mailboxes)
{
    /// <summary>The mailbox of the user whom the Authorization header proves; null where there is none or the backends refuse him.</summary>
    /// <exception cref="BackendException">The backends cannot tell just now.</exception>
    public async Task<Mailbox?> AuthenticateAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var header = request.Headers.Authorization;
        foreach (var credentials in BasicCredentials.Read(header.Count == 1 ? header[0] : null))
        {
            try
            {
                return await mailboxes.AuthenticateAsync(credentials.User, credentials.Password, cancellationToken);
            }
            catch (BackendException e) when (e.Error == BackendError.AuthenticationFailed)
            {
                // The other reading, if there is one, may be the right one.
            }
        }

        return null;
    }

    public static void Challenge(HttpResponse response) => response.Headers.WWWAuthenticate = "Basic realm=\"Mapigate\", charset=\"UTF-8\"";
}
