using System.Net;
using Mapigate.Gateway.Host.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Mapigate.Gateway.Host.Composition;

/// <summary>Believes forwarded headers of trusted proxies alone, and speaks plain HTTP with nobody else.</summary>
internal static class ProxyTrust
{
    private const string ForwardedProto = "X-Forwarded-Proto";

    public static void UseTrustedProxies(this IApplicationBuilder app, ListenSettings listen)
    {
        var networks = listen.TrustedProxies.Select(Parse).ToArray();
        app.Use((http, next) => IsRefused(http, networks) ? RefuseAsync(http) : next(http));
        if (networks.Length == 0)
            return;
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in networks)
            options.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(options);

        // A proxy that does not say how it was reached stands for clients that came by TLS: all others were refused above.
        app.Use(static (http, next) =>
        {
            http.Request.Scheme = Uri.UriSchemeHttps;
            return next(http);
        });
    }

    /// <summary>An address or a network in prefix notation.</summary>
    public static IPNetwork Parse(string text)
    {
        if (IPNetwork.TryParse(text, out var network))
            return network;
        var address = IPAddress.Parse(text);
        return new IPNetwork(address, address.GetAddressBytes().Length * 8);
    }

    private static bool IsRefused(HttpContext http, IPNetwork[] networks)
    {
        if (http.Request.IsHttps || http.Request.Path.StartsWithSegments(HealthEndpoints.Path, StringComparison.Ordinal))
            return false;
        var remote = http.Connection.RemoteIpAddress;
        if (remote is { IsIPv4MappedToIPv6: true })
            remote = remote.MapToIPv4();
        return remote is null
            || !Array.Exists(networks, n => n.Contains(remote))
            || http.Request.Headers[ForwardedProto].Any(proto => proto is not null && proto.Contains("http", StringComparison.OrdinalIgnoreCase) && !proto.Contains("https", StringComparison.OrdinalIgnoreCase));
    }

    private static Task RefuseAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        http.Response.ContentType = "text/plain";
        return http.Response.WriteAsync("Plain HTTP is for trusted proxies alone.\n", http.RequestAborted);
    }
}
