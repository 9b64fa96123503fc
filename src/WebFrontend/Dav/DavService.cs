using Mapigate.Backends;
using Mapigate.WebFrontend.Authentication;
using Mapigate.WebFrontend.Dav.Methods;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Mapigate.WebFrontend.Dav;

/// <summary>Answers every request below <c>/dav/</c>: proves the user, opens his collections, hands over to the method.</summary>
internal sealed partial class DavService(WebFrontendOptions options, BasicGate gate, ILogger<DavService> logger)
{
    public async Task AnswerAsync(HttpContext http)
    {
        if (await gate.AdmitAsync(http) is not { } user)
        {
            return;
        }

        // RFC 4918 10.1; every answer says so, since some clients look at any but that of OPTIONS.
        http.Response.Headers["DAV"] = DavMethods.Compliance;
        if (DavMethods.Find(http.Request.Method) is not { } method)
        {
            http.Response.Headers.Allow = DavMethods.Allowed;
            http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }

        if (DavPath.Of(http.Request.Path.Value ?? "") is not { } path)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        try
        {
            var store = await options.OpenItems!(user, http.RequestAborted);
            await method.AnswerAsync(new DavCall(http, user, store, path));
        }
        catch (BackendException fault) when (!http.Response.HasStarted)
        {
            Log.Refused(logger, http.Request.Method, user.Address, fault.Error, fault.Message);
            await DavAnswer.RefuseAsync(http, fault, options.RetryAfter);
        }
        catch (BackendException fault)
        {
            // The status has gone out: only a broken answer tells the client that this one is not whole.
            Log.BrokenOff(logger, http.Request.Method, user.Address, fault.Error, fault.Message);
            http.Abort();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4030, LogLevel.Information, "DAV {Method} of {User} was refused: {Error}: {Fault}")]
        public static partial void Refused(ILogger logger, string method, string user, BackendError error, string fault);

        [LoggerMessage(4031, LogLevel.Warning, "The answer to DAV {Method} of {User} was broken off: {Error}: {Fault}")]
        public static partial void BrokenOff(ILogger logger, string method, string user, BackendError error, string fault);
    }
}
