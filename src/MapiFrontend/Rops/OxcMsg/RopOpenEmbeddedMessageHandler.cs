using Mapigate.Gateway.Core.Items;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMsg;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcMsg;

/// <summary>[MS-OXCMSG] 3.2.5.16</summary>
internal sealed class RopOpenEmbeddedMessageHandler : IRopHandler<RopOpenEmbeddedMessageRequest, RopOpenEmbeddedMessageResponse>
{
    public ValueTask<RopResult<RopOpenEmbeddedMessageResponse>> HandleAsync(RopOpenEmbeddedMessageRequest request, RopContext context, CancellationToken cancellationToken) => new(Open(request, context));

    private static RopResult<RopOpenEmbeddedMessageResponse> Open(RopOpenEmbeddedMessageRequest request, RopContext context)
    {
        if (!context.TryGet<AttachmentServerObject>(out var target, out var error))
            return error;
        MessageObject? message = null;
        if (target.Attachment.IsEmbeddedMessage)
            message = target.Attachment.Embedded;
        if (message is null)
        {
            if ((request.OpenModeFlags & OpenEmbeddedMessageFlags.Create) == 0)
                return ErrorCode.NotFound;
            if (target.Message.IsReadOnly)
                return ErrorCode.AccessDenied;
            message = target.Message.Message.CreateEmbedded(target.Attachment);
        }

        var isReadOnly = target.Message.IsReadOnly || request.OpenModeFlags == OpenEmbeddedMessageFlags.ReadOnly;
        context.Output = new MessageServerObject(target.Logon, message, target, isReadOnly);

        // An embedded message has no id of its own in the store.
        return new RopOpenEmbeddedMessageResponse(0, default, RecipientRows.Open(message, context.Room / 2));
    }
}
