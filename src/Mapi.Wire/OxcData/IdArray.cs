using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcData;

/// <summary>Identifiers after a 16-bit count.</summary>
internal static class IdArray
{
    public static MessageId[] ReadMessages(ref WireReader reader)
    {
        var ids = new MessageId[reader.CheckCount(reader.ReadUInt16(), 8)];
        for (var i = 0; i < ids.Length; i++)
            ids[i] = new MessageId(reader.ReadUInt64());
        return ids;
    }

    public static void Write(WireWriter writer, ReadOnlySpan<MessageId> ids)
    {
        writer.WriteUInt16(checked((ushort)ids.Length));
        foreach (var id in ids)
            writer.WriteUInt64(id.Value);
    }

    public static FolderId[] ReadFolders(ref WireReader reader)
    {
        var ids = new FolderId[reader.CheckCount(reader.ReadUInt16(), 8)];
        for (var i = 0; i < ids.Length; i++)
            ids[i] = new FolderId(reader.ReadUInt64());
        return ids;
    }

    public static void Write(WireWriter writer, ReadOnlySpan<FolderId> ids)
    {
        writer.WriteUInt16(checked((ushort)ids.Length));
        foreach (var id in ids)
            writer.WriteUInt64(id.Value);
    }

    public static LongTermId[] ReadLongTerm(ref WireReader reader)
    {
        var ids = new LongTermId[reader.CheckCount(reader.ReadUInt16(), 24)];
        for (var i = 0; i < ids.Length; i++)
            ids[i] = LongTermId.Read(ref reader);
        return ids;
    }

    public static void Write(WireWriter writer, ReadOnlySpan<LongTermId> ids)
    {
        writer.WriteUInt16(checked((ushort)ids.Length));
        foreach (var id in ids)
            id.Write(writer);
    }

    public static ushort[] ReadPropertyIds(ref WireReader reader)
    {
        var ids = new ushort[reader.CheckCount(reader.ReadUInt16(), 2)];
        for (var i = 0; i < ids.Length; i++)
            ids[i] = reader.ReadUInt16();
        return ids;
    }

    public static void Write(WireWriter writer, ReadOnlySpan<ushort> ids)
    {
        writer.WriteUInt16(checked((ushort)ids.Length));
        foreach (var id in ids)
            writer.WriteUInt16(id);
    }
}
