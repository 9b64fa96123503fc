using System.Buffers.Binary;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Index;

/// <summary>
/// The properties of the root and the Inbox by which clients find the special folders. A client may set them; what it set is kept with the folder and stands before these. [MS-OXOSFLD] 2.2.2 to 2.2.6
/// </summary>
public static class SpecialFolderPointers
{
    private static readonly (PropertyTag Tag, SpecialFolder Folder)[] Single =
    [
        (PidTag.IpmAppointmentEntryId, SpecialFolder.Calendar),
        (PidTag.IpmContactEntryId, SpecialFolder.Contacts),
        (PidTag.IpmJournalEntryId, SpecialFolder.Journal),
        (PidTag.IpmNoteEntryId, SpecialFolder.Notes),
        (PidTag.IpmTaskEntryId, SpecialFolder.Tasks),
        (PidTag.RemindersOnlineEntryId, SpecialFolder.Reminders),
        (PidTag.IpmDraftsEntryId, SpecialFolder.Drafts),
    ];

    /// <summary>Order of the entries in PidTagAdditionalRenEntryIds. [MS-OXOSFLD] 2.2.4</summary>
    private static readonly SpecialFolder[] Additional =
        [SpecialFolder.Conflicts, SpecialFolder.SyncIssues, SpecialFolder.LocalFailures, SpecialFolder.ServerFailures, SpecialFolder.JunkEmail];

    /// <summary>Blocks of PidTagAdditionalRenEntryIdsEx. [MS-OXOSFLD] 2.2.5.1</summary>
    private static readonly (ushort Id, SpecialFolder Folder)[] Persisted =
        [(0x8006, SpecialFolder.ConversationActions), (0x800A, SpecialFolder.ImContactList), (0x800B, SpecialFolder.QuickContacts)];

    /// <summary>The pointers are the same on both: what is written to one is written to the other.</summary>
    public static bool IsBearer(SpecialFolder role) => role is SpecialFolder.Root or SpecialFolder.Inbox;

    public static IEnumerable<PropertyTag> TagsOn(SpecialFolder role) =>
        IsBearer(role) ? Single.Select(s => s.Tag).Concat([PidTag.AdditionalRenEntryIds, PidTag.AdditionalRenEntryIdsEx, PidTag.FreeBusyEntryIds]) : [];

    public static bool IsPointer(ushort id) =>
        id is 0x36D8 or 0x36D9 or 0x36E4 or 0x7C04 or 0x36DA or 0x36D6 || Array.Exists(Single, s => s.Tag.Id == id);

    internal static object? Get(SpecialFolder role, PropertyTag tag, FolderTree tree, MailboxIdentity identity)
    {
        if (!IsBearer(role))
            return null;
        if (tag == PidTag.AdditionalRenEntryIds)
            return Additional.Select(EntryId).ToArray();
        if (tag == PidTag.AdditionalRenEntryIdsEx)
            return PersistData(EntryId);
        if (tag == PidTag.FreeBusyEntryIds)
            return new byte[][] { [], [], [], EntryId(SpecialFolder.FreebusyData) };
        foreach (var (pointer, folder) in Single)
        {
            if (pointer.Id == tag.Id && (tag.Type is PropertyType.Binary or PropertyType.Unspecified))
                return EntryId(folder);
        }

        return null;

        byte[] EntryId(SpecialFolder folder) => EntryIds.Folder(identity, tree[folder].Id);
    }

    /// <summary>For each folder a block of its entry id (element 1) and a header (element 2), then a closing block.</summary>
    private static byte[] PersistData(Func<SpecialFolder, byte[]> entryId)
    {
        var data = new List<byte>();
        foreach (var (id, folder) in Persisted)
        {
            var entry = entryId(folder);
            AddUInt16(id);
            AddUInt16((ushort)(4 + entry.Length + 8));
            AddUInt16(0x0001);
            AddUInt16((ushort)entry.Length);
            data.AddRange(entry);
            AddUInt16(0x0002);
            AddUInt16(4);
            AddUInt16(0);
            AddUInt16(0);
        }

        AddUInt16(0);
        AddUInt16(0);
        return data.ToArray();

        void AddUInt16(ushort value)
        {
            Span<byte> two = stackalloc byte[2];
            BinaryPrimitives.WriteUInt16LittleEndian(two, value);
            data.AddRange(two);
        }
    }
}
