using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Gateway.Core.Index;

/// <summary>Entry ids of a mailbox's folders and messages. [MS-OXCDATA] 2.2.4</summary>
public static class EntryIds
{
    private const ushort PrivateFolder = 0x0001;
    private const ushort PrivateMessage = 0x0007;

    public static byte[] Folder(MailboxIdentity identity, ulong folder)
    {
        using var writer = new WireWriter(46);
        WriteHead(writer, identity, PrivateFolder);
        WriteId(writer, identity, folder);
        return writer.ToArray();
    }

    public static byte[] Message(MailboxIdentity identity, ulong folder, ulong message)
    {
        using var writer = new WireWriter(70);
        WriteHead(writer, identity, PrivateMessage);
        WriteId(writer, identity, folder);
        WriteId(writer, identity, message);
        return writer.ToArray();
    }

    /// <summary>The folder's counter in an entry id of this mailbox, or null where it is something else.</summary>
    public static ulong? FolderOf(MailboxIdentity identity, ReadOnlySpan<byte> entryId)
    {
        if (entryId.Length is not (46 or 70) || new Guid(entryId.Slice(4, 16)) != identity.MailboxGuid || new Guid(entryId.Slice(22, 16)) != identity.ReplicaGuid)
            return null;
        return GlobalCounter.Read(entryId.Slice(38, 6)).Value;
    }

    /// <summary>Folder and message counters in a message's entry id of this mailbox, or null where it is something else.</summary>
    public static (ulong Folder, ulong Message)? MessageOf(MailboxIdentity identity, ReadOnlySpan<byte> entryId) =>
        entryId.Length == 70 && FolderOf(identity, entryId) is { } folder ? (folder, GlobalCounter.Read(entryId.Slice(62, 6)).Value) : null;

    private static void WriteHead(WireWriter writer, MailboxIdentity identity, ushort type)
    {
        writer.WriteUInt32(0);
        writer.WriteGuid(identity.MailboxGuid);
        writer.WriteUInt16(type);
    }

    private static void WriteId(WireWriter writer, MailboxIdentity identity, ulong counter) =>
        new LongTermId(identity.ReplicaGuid, new GlobalCounter(counter)).Write(writer);
}
