using Mapigate.WebFrontend.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Mapigate.WebFrontend.Dav;

/// <summary>Where phones and other CalDAV and CardDAV clients come in.</summary>
internal static class DavEndpoints
{
    public static void MapDav(this IEndpointRouteBuilder endpoints, WebFrontendOptions options, BasicGate gate, ILoggerFactory loggers)
    {
        var service = new DavService(options, gate, loggers.CreateLogger<DavService>());
        endpoints.Map("/dav/{**path}", service.AnswerAsync);

        // RFC 6764 5: a client that knows nothing but the host begins here, with whatever method.
        endpoints.Map("/.well-known/caldav", RedirectAsync);
        endpoints.Map("/.well-known/carddav", RedirectAsync);
    }

    private static Task RedirectAsync(HttpContext http)
    {
        http.Response.Redirect(DavPath.Root, permanent: true);
        return Task.CompletedTask;
    }
}
