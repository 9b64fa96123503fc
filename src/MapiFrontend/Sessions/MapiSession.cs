using Mapigate.Gateway.Core.Mailboxes;

namespace Mapigate.MapiFrontend.Sessions;

/// <summary>One client's session with mailboxes: his logons, their open objects and the notifications that wait for him. [MS-OXCRPC] 3.1.1</summary>
internal sealed class MapiSession(Mailbox mailbox, NotificationQueue notifications) : IAsyncDisposable
{
    private readonly IDisposable _lease = mailbox.Lease();

    /// <summary>The user's own mailbox.</summary>
    public Mailbox Mailbox { get; } = mailbox;

    public NotificationQueue Notifications { get; } = notifications;

    public ValueTask DisposeAsync()
    {
        _lease.Dispose();
        return ValueTask.CompletedTask;
    }
}
