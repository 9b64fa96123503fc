using Mapigate.Gateway.Core.AddressBook;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.MapiFrontend.Authentication;
using Mapigate.MapiFrontend.Http;
using Mapigate.MapiFrontend.Nspi;
using Mapigate.MapiFrontend.Rops;
using Mapigate.MapiFrontend.Sessions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Mapigate.MapiFrontend;

/// <summary>The services of the MAPI front end.</summary>
public static class MapiFrontendServices
{
    /// <summary>Adds the front end; <see cref="MapiFrontendOptions"/>, <see cref="MailboxOptions"/> and <see cref="MailboxRegistry"/> are the application's to add.</summary>
    public static IServiceCollection AddMapiFrontend(this IServiceCollection services)
    {
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<MapiMetrics>();
        services.AddSingleton<BasicAuthentication>();
        services.AddSingleton<EmsmdbOperations>();
        services.AddSingleton(static s => new RopTable(s.GetRequiredService<ILoggerFactory>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<RopDispatcher>();
        services.AddSingleton<ExecuteOperation>();
        services.AddSingleton<GlobalAddressList>();
        services.AddSingleton<NspiProperties>();
        services.AddSingleton<NspiRows>();
        services.AddSingleton<NspiOperations>();
        services.AddSingleton<NspiTableOperations>();
        services.AddSingleton<NspiObjectOperations>();
        services.AddSingleton<MapiHttpOperations>();
        services.AddSingleton<SessionContexts>();
        services.AddHostedService(provider => provider.GetRequiredService<SessionContexts>());
        services.AddSingleton<MapiHttpTransport>();
        return services;
    }
}
