using Mapigate.Gateway.Core.Changes;
using Mapigate.Gateway.Core.Index;
using Mapigate.Mapi.Wire.OxcNotif;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.MapiFrontend.Sessions;

/// <summary>A client's wish to be told of events. [MS-OXCNOTIF] 3.1.5.1</summary>
internal sealed class SubscriptionServerObject : ServerObject
{
    private readonly LogonObject _logon;
    private readonly NotificationTypes _types;
    private readonly ulong? _folder;
    private readonly ulong? _message;
    private readonly NotificationQueue _queue;
    private readonly IDisposable _subscription;

    /// <param name="logon">Where it was asked for.</param>
    /// <param name="types">Events that are wanted.</param>
    /// <param name="folder">The folder; null for the whole mailbox.</param>
    /// <param name="message">The message; null for the folder.</param>
    /// <param name="queue">Where the session's notifications wait.</param>
    public SubscriptionServerObject(LogonObject logon, NotificationTypes types, ulong? folder, ulong? message, NotificationQueue queue)
    {
        _logon = logon;
        _types = types;
        _folder = folder;
        _message = message;
        _queue = queue;
        _subscription = logon.Mailbox.Events.Subscribe(Take);
    }

    public override LogonObject Logon => _logon;

    public override ValueTask DisposeAsync()
    {
        _subscription.Dispose();
        return base.DisposeAsync();
    }

    private void Take(IReadOnlyList<MailboxEvent> events)
    {
        foreach (var change in events)
        {
            foreach (var data in NotificationsOf(change))
                _queue.Enqueue(new QueuedNotification(new RopNotify(Handle, _logon.LogonId, data)));
        }
    }

    private IEnumerable<NotificationData> NotificationsOf(MailboxEvent change)
    {
        switch (change)
        {
            case ItemCreated created when Concerns(created.FolderId, created.Item.RowId):
                if (created.IsNewMail && Wants(NotificationTypes.NewMail))
                    yield return NewMail(created);
                if (Wants(NotificationTypes.ObjectCreated))
                    yield return OfItem(NotificationTypes.ObjectCreated, created.FolderId, created.Item.RowId);
                break;
            case ItemChanged changed when Wants(NotificationTypes.ObjectModified) && Concerns(changed.FolderId, changed.Item.RowId):
                yield return OfItem(NotificationTypes.ObjectModified, changed.FolderId, changed.Item.RowId);
                break;
            case ItemRemoved removed when Wants(NotificationTypes.ObjectDeleted) && Concerns(removed.FolderId, removed.Item.RowId):
                yield return OfItem(NotificationTypes.ObjectDeleted, removed.FolderId, removed.Item.RowId);
                break;
            case ItemMoved moved when Wants(NotificationTypes.ObjectMoved) && (Concerns(moved.FolderId, moved.Item.RowId) || Concerns(moved.OldFolderId, moved.OldItemId)):
                yield return OfItem(NotificationTypes.ObjectMoved, moved.FolderId, moved.Item.RowId) with
                {
                    OldFolderId = MailboxIdentity.FolderId(moved.OldFolderId),
                    OldMessageId = MailboxIdentity.MessageId(moved.OldItemId),
                };
                break;
            case FolderCreated created when Wants(NotificationTypes.ObjectCreated) && ConcernsFolder(created.Folder):
                yield return OfFolder(NotificationTypes.ObjectCreated, created.Folder);
                break;
            case FolderRemoved removed when Wants(NotificationTypes.ObjectDeleted) && ConcernsFolder(removed.Folder):
                yield return OfFolder(NotificationTypes.ObjectDeleted, removed.Folder);
                break;
            case FolderChanged changed when Wants(NotificationTypes.ObjectModified) && ConcernsFolder(changed.Folder):
                yield return OfFolder(NotificationTypes.ObjectModified, changed.Folder) with
                {
                    Tags = [PidTag.ContentCount, PidTag.ContentUnreadCount],
                    TotalMessageCount = (uint)changed.Folder.Messages,
                    UnreadMessageCount = (uint)changed.Folder.Unread,
                };
                break;
        }
    }

    private bool Wants(NotificationTypes type) => (_types & type) != 0;

    private bool Concerns(ulong folder, ulong message) => _folder is null || (_folder == folder && (_message is null || _message == message));

    private bool ConcernsFolder(FolderRecord folder) => _message is null && (_folder is null || _folder == folder.Id || _folder == folder.ParentId);

    private static NewMailNotification NewMail(ItemCreated created) => new(
        MailboxIdentity.FolderId(created.FolderId),
        MailboxIdentity.MessageId(created.Item.RowId),
        (uint)(created.Item.Get(PidTag.MessageFlags) as int? ?? 0),
        IsUnicode: true,
        created.Item.Get(PidTag.MessageClass) as string ?? "IPM.Note");

    private static ObjectNotification OfItem(NotificationTypes type, ulong folder, ulong item) => new(type, MailboxIdentity.FolderId(folder), MailboxIdentity.MessageId(item));

    private static ObjectNotification OfFolder(NotificationTypes type, FolderRecord folder) =>
        new(type, MailboxIdentity.FolderId(folder.Id), null) { ParentFolderId = MailboxIdentity.FolderId(folder.ParentId) };
}
