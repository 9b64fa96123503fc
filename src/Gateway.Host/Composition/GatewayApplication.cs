using System.Net;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Gateway.Host.Configuration;
using Mapigate.Gateway.Store;
using Mapigate.MapiFrontend;
using Mapigate.WebFrontend;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mapigate.Gateway.Host.Composition;

/// <summary>Puts the gateway together: which service stands for which part, and what is answered where.</summary>
internal static class GatewayApplication
{
    /// <summary>How long requests may go on once the gateway was told to stop.</summary>
    private static readonly TimeSpan ShutdownPatience = TimeSpan.FromSeconds(5);

    public static WebApplication Build(GatewayConfiguration configuration)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "Mapigate" });
        builder.Host.UseConsoleLifetime(options => options.SuppressStatusMessages = true);
        builder.Logging.AddGatewayConsole(Enum.Parse<LogLevel>(configuration.LogLevel, ignoreCase: true));
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.ListenFor(configuration));

        var services = builder.Services;
        services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownPatience);
        services.AddRoutingCore();
        services.AddSingleton(configuration);
        services.AddSingleton(TimeProvider.System);
        services.AddBackends(configuration.Backends);
        services.AddMailboxes(configuration);
        services.AddSingleton(FrontendOptions(configuration));
        services.AddMapiFrontend();

        var app = builder.Build();
        app.UseTrustedProxies(configuration.Listen);
        app.MapHealth();
        app.MapMapiHttp();
        app.MapWebFrontend(WebServices.OptionsFor(configuration, app.Services));
        return app;
    }

    private static void AddMailboxes(this IServiceCollection services, GatewayConfiguration configuration)
    {
        var extensionKey = ExtensionKey.Of(configuration);
        services.AddSingleton(new MailboxOptions
        {
            Organization = configuration.Organization,
            Domains = [.. configuration.Domains.Select(d => d.ToLowerInvariant())],
            TimeZone = configuration.TimeZone,
            Poll = configuration.Session.Poll,
            MailFolders = configuration.Backends.Imap?.Folders.ByRole() ?? new Dictionary<SpecialFolder, string>(),
            Retention = configuration.Retention,
            DisplayNames = configuration.People(),
            ServerFilesSentMail = configuration.Backends.Smtp?.FilesSentMail ?? false,
            ExtensionKey = extensionKey,
        });
        services.AddSingleton<IStateStore>(provider =>
            new SqliteStateStore(Path.Combine(configuration.State, "mailboxes"), provider.GetRequiredService<ILogger<SqliteStateStore>>()));
        services.AddSingleton<MailboxRegistry>();
        services.AddHostedService(provider => provider.GetRequiredService<MailboxRegistry>());
    }

    private static MapiFrontendOptions FrontendOptions(GatewayConfiguration configuration) => new()
    {
        ExternalUrl = configuration.ExternalAddress(),
        Organization = configuration.Organization,
        Administrators = [.. configuration.Administrators.Select(a => a.ToLowerInvariant())],
        SessionExpiry = configuration.Session.Expiry,
        PendingPeriod = configuration.Session.PendingPeriod,
        NotificationWait = configuration.Session.NotificationWait,
        Poll = configuration.Session.Poll,
    };

    private static void ListenFor(this KestrelServerOptions kestrel, GatewayConfiguration configuration)
    {
        kestrel.AddServerHeader = false;
        KestrelBounds.Apply(kestrel.Limits);
        var address = ListenAddress.Of(configuration.Listen.Url)!;
        if (address.Host == "localhost")
            kestrel.ListenLocalhost(address.Port, Protect);
        else
            kestrel.Listen(IPAddress.Parse(address.Host), address.Port, Protect);

        void Protect(ListenOptions listen)
        {
            // MAPI over HTTP is defined for HTTP/1.1 ([MS-OXCMAPIHTTP] 2.1), and long polls need a connection each anyway.
            listen.Protocols = HttpProtocols.Http1;
            if (address.IsHttps)
                listen.UseHttps(ListenCertificate.Load(configuration, TimeProvider.System).Handshake());
        }
    }
}
