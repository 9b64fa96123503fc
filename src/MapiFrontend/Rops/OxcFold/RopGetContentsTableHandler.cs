using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Tables;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcFold;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcFold;

/// <summary>[MS-OXCFOLD] 3.2.5.14</summary>
internal sealed class RopGetContentsTableHandler : IRopHandler<RopGetContentsTableRequest, RopGetContentsTableResponse>
{
    private const ContentsTableFlags Members = ContentsTableFlags.ConversationMembers | ContentsTableFlags.ConversationMembersAlt;

    private const ContentsTableFlags Known = Members | ContentsTableFlags.Associated | ContentsTableFlags.DeferredErrors | ContentsTableFlags.NoNotifications
        | ContentsTableFlags.SoftDeletes | ContentsTableFlags.UseUnicode;

    public async ValueTask<RopResult<RopGetContentsTableResponse>> HandleAsync(RopGetContentsTableRequest request, RopContext context, CancellationToken cancellationToken)
    {
        if (!context.TryGet<FolderServerObject>(out var folder, out var error))
            return error;
        var flags = request.TableFlags;
        if ((flags & ~Known) != 0)
            return ErrorCode.InvalidParameter;
        if (folder.Folder.Record is not { } record)
            return ErrorCode.ObjectDeleted;

        var logon = context.Logon;
        var queue = (flags & ContentsTableFlags.NoNotifications) != 0 ? null : context.Session.Notifications;
        TableServerObject table;
        if ((flags & Members) != 0)
        {
            // Conversations reach over all folders; their table hangs on the root. [MS-OXCFOLD] 2.2.1.14.1
            if (record.Role != SpecialFolder.Root || (flags & (ContentsTableFlags.Associated | ContentsTableFlags.SoftDeletes)) != 0)
                return ErrorCode.NotSupported;
            var source = new MailboxContentsSource(logon.Mailbox);
            await source.LoadAsync(cancellationToken);
            table = TableServerObject.OfContents(logon, source, null, queue);
        }
        else if ((flags & ContentsTableFlags.SoftDeletes) != 0)
        {
            // What other clients marked lies in the folder itself, what was deleted through the gateway elsewhere.
            await logon.Mailbox.RefreshAsync(record.Id, cancellationToken);
            await logon.Mailbox.Recoverable.RefreshAsync(cancellationToken);
            IRowSource source = (flags & ContentsTableFlags.Associated) != 0 ? EmptySource.Instance : new SoftDeletedSource(logon.Mailbox, record.Id);
            table = TableServerObject.Of(logon, source, TableKind.Contents);
        }
        else
        {
            // What other clients did to the messages shows at the next look; associated ones are the gateway's own.
            var isAssociated = (flags & ContentsTableFlags.Associated) != 0;
            if (isAssociated)
                await logon.Mailbox.Index.GetSnapshotAsync(record.Id, cancellationToken);
            else
                await logon.Mailbox.RefreshAsync(record.Id, cancellationToken);
            table = TableServerObject.OfContents(logon, new ContentsSource(logon.Mailbox, record.Id, isAssociated), record.Id, queue);
        }

        context.Output = table;
        return new RopGetContentsTableResponse((uint)table.Table.RowCount);
    }
}
