using Mapigate.WebFrontend.Authentication;
using Mapigate.WebFrontend.Autodiscover;
using Mapigate.WebFrontend.Dav;
using Mapigate.WebFrontend.Ews;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mapigate.WebFrontend;

/// <summary>Puts the web services around the mailbox into an application's routes. Routes match in letters of any case.</summary>
public static class WebFrontendEndpoints
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static IEndpointRouteBuilder MapWebFrontend(this IEndpointRouteBuilder endpoints, WebFrontendOptions options)
    {
        var loggers = endpoints.ServiceProvider.GetRequiredService<ILoggerFactory>();
        var time = endpoints.ServiceProvider.GetService<TimeProvider>() ?? TimeProvider.System;
        var gate = new BasicGate(options, loggers.CreateLogger<BasicGate>());
        var pox = new PoxService(options, time, loggers.CreateLogger<PoxService>());
        var json = new JsonService(options);
        var ews = new EwsService(loggers.CreateLogger<EwsService>());

        endpoints.MapPost("/autodiscover/autodiscover.xml", http => gate.EnterAsync(http, pox.AnswerAsync));
        endpoints.MapMethods("/autodiscover/autodiscover.xml", Reading, http => http.Request.IsHttps ? gate.EnterAsync(http, pox.AnswerAsync) : pox.RedirectAsync(http));
        endpoints.MapMethods("/autodiscover/autodiscover.json", Reading, http => json.AnswerAsync(http, http.Request.Query["Email"]));
        endpoints.MapMethods("/autodiscover/autodiscover.json/v1.0/{address}", Reading, http => json.AnswerAsync(http, http.Request.RouteValues["address"] as string));
        endpoints.Map("/ews/{**path}", http => gate.EnterAsync(http, ews.AnswerAsync));
        // Clients that look for an address book to download go on without one; a challenge here would make them ask for a password.
        endpoints.Map("/oab/{**path}", NotFound);
        if (options.OpenItems is not null)
        {
            endpoints.MapDav(options, gate, loggers);
        }

        return endpoints;
    }

    private static Task NotFound(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
