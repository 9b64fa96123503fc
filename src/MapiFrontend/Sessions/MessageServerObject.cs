using Mapigate.Gateway.Core.Items;

namespace Mapigate.MapiFrontend.Sessions;

/// <summary>An open message. [MS-OXCMSG] 3.2.1</summary>
/// <param name="logon">Where it was opened.</param>
/// <param name="message">The message.</param>
/// <param name="attachment">The attachment that it lies in; null for a message of a folder.</param>
/// <param name="isReadOnly">Opened for reading only.</param>
internal sealed class MessageServerObject(LogonObject logon, MessageObject message, AttachmentServerObject? attachment, bool isReadOnly) : ServerObject, IPropertyHolder
{
    public override LogonObject Logon => logon;

    public MessageObject Message => message;

    public AttachmentServerObject? Attachment => attachment;

    public bool IsReadOnly { get; set; } = isReadOnly;

    public PropertyObject Properties => message;

    public ValueTask PersistAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public override ValueTask DisposeAsync()
    {
        if (attachment is null)
            message.Release();
        return base.DisposeAsync();
    }
}
