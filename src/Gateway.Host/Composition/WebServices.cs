using System.Security.Cryptography;
using System.Text;
using Mapigate.Backends;
using Mapigate.Backends.Items;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Gateway.Host.Configuration;
using Mapigate.WebFrontend;
using Microsoft.Extensions.DependencyInjection;

namespace Mapigate.Gateway.Host.Composition;

/// <summary>The web services' settings.</summary>
internal static class WebServices
{
    public static WebFrontendOptions OptionsFor(GatewayConfiguration configuration, IServiceProvider services)
    {
        var mailboxes = services.GetRequiredService<MailboxRegistry>();
        return new WebFrontendOptions
        {
            ExternalUrl = configuration.ExternalAddress(),
            DeploymentId = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{configuration.Organization}\n{configuration.ExternalAddress()}")).AsSpan(0, 16)),
            OpenItems = configuration.Backends.Local is null ? null : (user, cancellationToken) => OpenItemsAsync(mailboxes, user, cancellationToken),
            Authenticate = (name, password, cancellationToken) => AuthenticateAsync(mailboxes, name, password, cancellationToken),
        };
    }

    private static Task<IItemStore> OpenItemsAsync(MailboxRegistry mailboxes, AuthenticatedUser user, CancellationToken cancellationToken) =>
        mailboxes.Find(user.Address)?.OpenItemsAsync(cancellationToken) ?? throw new BackendException(BackendError.Unavailable, "The mailbox has just been closed");

    private static async Task<AuthenticatedUser?> AuthenticateAsync(MailboxRegistry mailboxes, string name, string password, CancellationToken cancellationToken)
    {
        try
        {
            return (await mailboxes.AuthenticateAsync(name, password, cancellationToken)).User;
        }
        catch (BackendException refused) when (refused.Error == BackendError.AuthenticationFailed)
        {
            return null;
        }
    }
}
