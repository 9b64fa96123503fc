using System.Text;
using Mapigate.Mapi.Client.Sessions;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMsg;
using Mapigate.Mapi.Wire.OxoMsg;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Mapi.Client.Stores;

/// <summary>A message: mail, appointment, contact, task, or one inside an attachment. [MS-OXCMSG]</summary>
public sealed class MapiMessage : MapiObject
{
    private PropertyTag[]? _recipientColumns;

    /// <summary>An object of the session.</summary>
    /// <param name="session">The session.</param>
    /// <param name="logonId">The logon.</param>
    /// <param name="handle">The object's handle.</param>
    /// <param name="id">Zero for a new one.</param>
    /// <param name="recipientColumns">What its opening told; null for a new one.</param>
    internal MapiMessage(MapiSession session, byte logonId, uint handle, MessageId id, PropertyTag[]? recipientColumns = null)
        : base(session, logonId, handle)
    {
        Id = id;
        _recipientColumns = recipientColumns;
    }

    /// <summary>Zero before a new message is saved, and for one inside an attachment.</summary>
    public MessageId Id { get; private set; }

    /// <summary>The whole plain text; null where the message has none. [MS-OXCMSG] 2.2.1.56.1</summary>
    public async Task<string?> TextAsync(CancellationToken cancellation) =>
        await ReadStreamAsync(PidTag.Body, cancellation).ConfigureAwait(false) is { } bytes ? Encoding.Unicode.GetString(bytes).TrimEnd('\0') : null;

    /// <summary>The whole HTML as bytes in its own code page; null where the message has none. [MS-OXCMSG] 2.2.1.56.9</summary>
    public Task<byte[]?> HtmlAsync(CancellationToken cancellation) => ReadStreamAsync(PidTag.Html, cancellation);

    /// <summary>The recipients. [MS-OXCMSG] 2.2.3.6</summary>
    public async Task<IReadOnlyList<Recipient>> RecipientsAsync(CancellationToken cancellation)
    {
        _recipientColumns ??= await RecipientColumnsAsync(cancellation).ConfigureAwait(false);
        var recipients = new List<Recipient>();
        await foreach (var recipient in RecipientRows.ReadAsync(this, _recipientColumns, cancellation).ConfigureAwait(false))
            recipients.Add(recipient);
        return recipients;
    }

    /// <summary>Sets the recipients in place of those that the message has. [MS-OXCMSG] 2.2.3.5</summary>
    public async Task SetRecipientsAsync(IReadOnlyList<Recipient> recipients, CancellationToken cancellation)
    {
        var batch = new RopBatch();
        var message = batch.Input(this);
        var remove = batch.Add(LogonId, message, new RopRemoveAllRecipientsRequest(0));
        var modify = batch.Add(LogonId, message, RecipientRows.Request(recipients));
        await Session.ExecuteAsync(batch, cancellation).ConfigureAwait(false);
        remove.RequireSuccess();
        modify.RequireSuccess();
        _recipientColumns = null;
    }

    /// <summary>The table of attachments. [MS-OXCMSG] 2.2.3.17</summary>
    public async Task<MapiTable> AttachmentsAsync(CancellationToken cancellation)
    {
        var batch = new RopBatch();
        var slot = batch.Output();
        var call = batch.Add(LogonId, batch.Input(this), new RopGetAttachmentTableRequest(slot, AttachmentTableFlags.None));
        await Session.ExecuteAsync(batch, cancellation).ConfigureAwait(false);
        call.RequireSuccess();
        return new MapiTable(Session, LogonId, batch.HandleAt(slot), 0);
    }

    /// <summary>Opens an attachment. [MS-OXCMSG] 2.2.3.12</summary>
    public async Task<MapiAttachment> OpenAttachmentAsync(uint number, CancellationToken cancellation)
    {
        var batch = new RopBatch();
        var slot = batch.Output();
        var call = batch.Add(LogonId, batch.Input(this), new RopOpenAttachmentRequest(slot, OpenModeFlags.BestAccess, number));
        await Session.ExecuteAsync(batch, cancellation).ConfigureAwait(false);
        call.RequireSuccess();
        return new MapiAttachment(this, batch.HandleAt(slot), number);
    }

    /// <summary>Makes an attachment. [MS-OXCMSG] 2.2.3.13</summary>
    public async Task<MapiAttachment> CreateAttachmentAsync(CancellationToken cancellation)
    {
        var batch = new RopBatch();
        var slot = batch.Output();
        var call = batch.Add<RopCreateAttachmentRequest, RopCreateAttachmentResponse>(LogonId, batch.Input(this), new RopCreateAttachmentRequest(slot));
        await Session.ExecuteAsync(batch, cancellation).ConfigureAwait(false);
        return new MapiAttachment(this, batch.HandleAt(slot), call.Response.AttachmentId);
    }

    /// <summary>Saves what was changed. [MS-OXCMSG] 2.2.3.3</summary>
    /// <exception cref="MapiException">ObjectModified: somebody else has changed the message since it was opened.</exception>
    public async Task SaveAsync(CancellationToken cancellation, SaveFlags flags = SaveFlags.KeepOpenReadWrite)
    {
        var batch = new RopBatch();
        var message = batch.Input(this);

        // ResponseHandleIndex and InputHandleIndex may be one.
        var call = batch.Add<RopSaveChangesMessageRequest, RopSaveChangesMessageResponse>(LogonId, message, new RopSaveChangesMessageRequest(message, flags));
        await Session.ExecuteAsync(batch, cancellation).ConfigureAwait(false);
        Id = call.Response.MessageId;
    }

    /// <summary>Sends a saved message. [MS-OXOMSG] 2.2.3.1</summary>
    public Task SubmitAsync(CancellationToken cancellation) => Session.ExecuteAsync(this, new RopSubmitMessageRequest(SubmitFlags.None), cancellation);

    /// <summary>Sends a message that need not be saved; returns what the server set on it. [MS-OXOMSG] 2.2.3.6</summary>
    public async Task<IReadOnlyList<PropertyValue>> TransportSendAsync(CancellationToken cancellation)
    {
        var response = await Session.ExecuteAsync<RopTransportSendRequest, RopTransportSendResponse>(this, default, cancellation).ConfigureAwait(false);
        return response.PropertyValues ?? [];
    }

    /// <summary>Marks the message as read or unread. [MS-OXCMSG] 2.2.3.11</summary>
    public async Task SetReadFlagAsync(ReadFlags flags, CancellationToken cancellation)
    {
        var batch = new RopBatch();
        var message = batch.Input(this);
        var call = batch.Add<RopSetMessageReadFlagRequest, RopSetMessageReadFlagResponse>(LogonId, message, new RopSetMessageReadFlagRequest(message, flags));
        await Session.ExecuteAsync(batch, cancellation).ConfigureAwait(false);
        call.RequireSuccess();
    }

    // Rows of recipients can be read only with the columns that this tells.
    private async Task<PropertyTag[]> RecipientColumnsAsync(CancellationToken cancellation)
    {
        var cached = await Session.ExecuteAsync<RopReloadCachedInformationRequest, RopReloadCachedInformationResponse>(this, default, cancellation).ConfigureAwait(false);
        return cached.Message.RecipientColumns;
    }
}
