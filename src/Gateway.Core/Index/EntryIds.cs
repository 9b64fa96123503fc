using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Gateway.Core.Index;

/// <summary>Entry ids of a mailbox's folders and messages by their counters. [MS-OXCDATA] 2.2.4</summary>
public static class EntryIds
{
    public static byte[] Folder(MailboxIdentity identity, ulong folder) =>
        new FolderEntryId(identity.MailboxGuid, StoreObjectType.PrivateFolder, LongTerm(identity, folder)).ToArray();

    public static byte[] Message(MailboxIdentity identity, ulong folder, ulong message) =>
        new MessageEntryId(identity.MailboxGuid, StoreObjectType.PrivateMessage, LongTerm(identity, folder), LongTerm(identity, message)).ToArray();

    private static LongTermId LongTerm(MailboxIdentity identity, ulong counter) => new(identity.ReplicaGuid, new GlobalCounter(counter));
}
