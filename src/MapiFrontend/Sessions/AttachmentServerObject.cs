using Mapigate.Gateway.Core.Items;

namespace Mapigate.MapiFrontend.Sessions;

/// <summary>An open attachment. [MS-OXCMSG] 3.2.1</summary>
internal sealed class AttachmentServerObject(MessageServerObject message, AttachmentObject attachment) : ServerObject, IPropertyHolder
{
    public override LogonObject Logon => message.Logon;

    public MessageServerObject Message => message;

    public AttachmentObject Attachment => attachment;

    public PropertyObject Properties => attachment;

    public ValueTask PersistAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
