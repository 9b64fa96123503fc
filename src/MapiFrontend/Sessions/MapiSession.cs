using System.Text;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.MapiFrontend.Http;

namespace Mapigate.MapiFrontend.Sessions;

/// <summary>One client's session: his logons, their open objects and the notifications that wait for him. [MS-OXCRPC] 3.1.1</summary>
internal sealed class MapiSession(Mailbox mailbox, ClientApplication client, Encoding string8, MapiFrontendOptions options, TimeProvider time) : IAsyncDisposable
{
    private readonly IDisposable _lease = mailbox.Lease();

    /// <summary>The user's own mailbox.</summary>
    public Mailbox Mailbox { get; } = mailbox;

    public ClientApplication Client { get; } = client;

    /// <summary>The code page of 8-bit strings, from Connect.</summary>
    public Encoding String8 { get; } = string8;

    /// <summary>The user may act as administrator, and asked for it.</summary>
    public bool IsAdministrator { get; init; }

    public HandleTable Handles { get; } = new(options.MaxHandlesPerSession, options.MaxLogonsPerSession);

    public NotificationQueue Notifications { get; } = new(options.MaxQueuedNotifications, time);

    public async ValueTask DisposeAsync()
    {
        await Handles.DisposeAsync();
        _lease.Dispose();
    }
}
