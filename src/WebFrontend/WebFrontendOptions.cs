using Mapigate.Backends;
using Mapigate.Backends.Items;
using Mapigate.Gateway.Core.Mailboxes;

namespace Mapigate.WebFrontend;

/// <summary>Settings and bounds of the web services around the mailbox.</summary>
public sealed record WebFrontendOptions
{
    /// <summary>Where clients reach the gateway: https, without a path.</summary>
    public required Uri ExternalUrl { get; init; }

    /// <summary>
    /// Proves a user by log-in name and password; null where the backends refuse him.
    /// <see cref="BackendException"/> other than AuthenticationFailed where they cannot tell just now.
    /// </summary>
    public required Func<string, string, CancellationToken, Task<AuthenticatedUser?>> Authenticate { get; init; }

    /// <summary>
    /// The calendars and address books of a proven user, served to CalDAV and CardDAV clients at <c>/dav/</c>; null where the site has a server of its own for them,
    /// and <c>/dav/</c> is not there. The store stays the callee's.
    /// </summary>
    public Func<AuthenticatedUser, CancellationToken, Task<IItemStore>>? OpenItems { get; init; }

    /// <summary>Names this installation to clients; they compare it only with itself. [MS-OXDSCLI] 2.2.4.1.1.1.4</summary>
    public required Guid DeploymentId { get; init; }

    /// <summary>What Retry-After asks of a client while a backend is down.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Largest request that is looked into, in bytes; what comes beyond is read and thrown away.</summary>
    public int LargestRequest { get; init; } = 64 * 1024;

    /// <summary>Realm of the challenge.</summary>
    public string Realm { get; init; } = "Mapigate";
}
