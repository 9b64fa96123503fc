using System.Text;
using Mapigate.Gateway.Core.Items;
using Mapigate.Gateway.Core.Mailboxes;

namespace Mapigate.MapiFrontend.Sessions;

/// <summary>A logon to a mailbox. [MS-OXCSTOR] 3.2.1</summary>
/// <param name="logonId">The client's own number for it.</param>
/// <param name="mailbox">The mailbox.</param>
/// <param name="string8">The code page of 8-bit strings within it.</param>
internal sealed class LogonObject(byte logonId, Mailbox mailbox, Encoding string8) : ServerObject, IPropertyHolder
{
    public override LogonObject Logon => this;

    public byte LogonId { get; } = logonId;

    public Mailbox Mailbox { get; } = mailbox;

    public Encoding String8 { get; } = string8;

    /// <summary>The mailbox's own properties.</summary>
    public PropertyObject Properties { get; } = new StoreObject(mailbox);

    public ValueTask PersistAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
