using Mapigate.Mapi.Client.Sessions;
using Mapigate.Mapi.Wire.OxcMsg;
using Mapigate.Mapi.Wire.OxcPrpt;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Mapi.Client.Stores;

/// <summary>An attachment of a message. [MS-OXCMSG] 2.2.2</summary>
public sealed class MapiAttachment : MapiObject
{
    private const ushort LogonCodePage = 0x0FFF;

    internal MapiAttachment(MapiMessage message, uint handle, uint number)
        : base(message.Session, message.LogonId, handle)
    {
        Message = message;
        Number = number;
    }

    public MapiMessage Message { get; }

    /// <summary>PidTagAttachNumber.</summary>
    public uint Number { get; }

    /// <summary>The content as a stream. [MS-OXCMSG] 2.2.2.7</summary>
    public Task<MapiStream> OpenContentAsync(OpenStreamFlags mode, CancellationToken cancellation) => OpenStreamAsync(PidTag.AttachDataBinary, mode, cancellation);

    /// <summary>The message inside. [MS-OXCMSG] 2.2.3.16</summary>
    public async Task<MapiMessage> OpenEmbeddedAsync(OpenEmbeddedMessageFlags mode, CancellationToken cancellation)
    {
        var batch = new RopBatch();
        var slot = batch.Output();
        var call = batch.Add<RopOpenEmbeddedMessageRequest, RopOpenEmbeddedMessageResponse>(
            LogonId, batch.Input(this), new RopOpenEmbeddedMessageRequest(slot, LogonCodePage, mode));
        await Session.ExecuteAsync(batch, cancellation).ConfigureAwait(false);
        return new MapiMessage(Session, LogonId, batch.HandleAt(slot), call.Response.MessageId, call.Response.Message.RecipientColumns);
    }

    /// <summary>Saves the attachment into its message, which must be saved too. [MS-OXCMSG] 2.2.3.15</summary>
    public async Task SaveAsync(CancellationToken cancellation)
    {
        var batch = new RopBatch();
        var attachment = batch.Input(this);
        var call = batch.Add<RopSaveChangesAttachmentRequest, RopEmptyResponse>(
            LogonId, batch.Input(Message), new RopSaveChangesAttachmentRequest(attachment, SaveFlags.KeepOpenReadWrite));
        await Session.ExecuteAsync(batch, cancellation).ConfigureAwait(false);
        call.RequireSuccess();
    }
}
