using System.Globalization;
using Mapigate.Backends;
using Mapigate.Gateway.Core.Mailboxes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Mapigate.WebFrontend.Authentication;

/// <summary>Lets proven users in. 401 means the password and nothing else: a backend that is down is 503, or clients would ask for passwords that are right.</summary>
internal sealed partial class BasicGate(WebFrontendOptions options, ILogger<BasicGate> logger)
{
    public async Task EnterAsync(HttpContext http, Func<WebCall, Task> answer)
    {
        // Outlook waits for ever where an answer leaves its body unread, the challenge included.
        var body = await ReadBodyAsync(http.Request, http.RequestAborted);
        if (await AdmitAsync(http) is { } user)
        {
            await answer(new WebCall(http, user, body));
        }
    }

    /// <summary>Proves the user, before anything of the body is read.</summary>
    /// <returns>Null where the request has been answered: nobody was proven.</returns>
    public async Task<AuthenticatedUser?> AdmitAsync(HttpContext http)
    {
        http.Response.Headers.CacheControl = "private";
        AuthenticatedUser? user;
        try
        {
            user = await AuthenticateAsync(http.Request, http.RequestAborted);
        }
        catch (BackendException e)
        {
            Log.BackendDown(logger, e.Error, e.Message);
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            http.Response.Headers.RetryAfter = Math.Ceiling(options.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return null;
        }

        if (user is null)
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            http.Response.Headers.WWWAuthenticate = $"Basic realm=\"{options.Realm}\", charset=\"UTF-8\"";
        }

        return user;
    }

    private async Task<AuthenticatedUser?> AuthenticateAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        foreach (var credentials in BasicCredentials.Read(request.Headers.Authorization))
        {
            try
            {
                if (await options.Authenticate(credentials.User, credentials.Password, cancellationToken) is { } user)
                {
                    return user;
                }
            }
            catch (BackendException e) when (e.Error == BackendError.AuthenticationFailed)
            {
                // The other reading, where there is one, may be the right one.
            }
        }

        return null;
    }

    private async Task<ReadOnlyMemory<byte>?> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[4096];
        var isWhole = true;
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            isWhole = isWhole && kept.Length + read <= options.LargestRequest;
            if (isWhole)
            {
                kept.Write(buffer, 0, read);
            }
        }

        return isWhole ? kept.ToArray() : null;
    }

    private static partial class Log
    {
        [LoggerMessage(4001, LogLevel.Warning, "A user cannot be proven: {Error}: {Fault}")]
        public static partial void BackendDown(ILogger logger, BackendError error, string fault);
    }
}
