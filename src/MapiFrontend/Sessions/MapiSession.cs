using Mapigate.Gateway.Core.Mailboxes;

namespace Mapigate.MapiFrontend.Sessions;

/// <summary>One client's session with mailboxes: his logons, their open objects and the notifications that wait for him. [MS-OXCRPC] 3.1.1</summary>
internal sealed class MapiSession(AuthenticatedUser user, NotificationQueue notifications) : IAsyncDisposable
{
    public AuthenticatedUser User { get; } = user;

    public NotificationQueue Notifications { get; } = notifications;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
