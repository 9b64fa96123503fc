using Mapigate.Backends;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Items;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMsg;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcMsg;

/// <summary>[MS-OXCMSG] 3.2.5.3</summary>
internal sealed class RopSaveChangesMessageHandler : IRopHandler<RopSaveChangesMessageRequest, RopSaveChangesMessageResponse>
{
    public async ValueTask<RopResult<RopSaveChangesMessageResponse>> HandleAsync(RopSaveChangesMessageRequest request, RopContext context, CancellationToken cancellationToken)
    {
        if (!context.TryGet<MessageServerObject>(out var target, out var error))
            return error;
        var force = (request.SaveFlags & SaveFlags.ForceSave) != 0;
        if (target.IsReadOnly && !force)
            return ErrorCode.AccessDenied;

        // An embedded message is stored with the message around it.
        var id = default(MessageId);
        if (target.Attachment is null)
        {
            try
            {
                var row = await new MessageSaver(target.Message.Mailbox).SaveAsync(target.Message, force, cancellationToken);
                id = MailboxIdentity.MessageId(row.RowId);
            }
            catch (BackendException conflict) when (conflict.Error == BackendError.Conflict)
            {
                return ErrorCode.ObjectModified;
            }
            catch (BackendException gone) when (gone.Error == BackendError.NotFound && target.Message.Row is not null)
            {
                return ErrorCode.ObjectDeleted;
            }
        }

        if ((request.SaveFlags & SaveFlags.KeepOpenReadOnly) != 0)
            target.IsReadOnly = true;
        return new RopSaveChangesMessageResponse(request.InputHandleIndex, id);
    }
}
