using System.Text;
using Mapigate.Gateway.Core.Index;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Gateway.Core.SideStore;

/// <summary>What one message of the mirror says of itself, in its header, so that a look at the headers shows what there is to read.</summary>
/// <param name="Head">The counters when it was written. Sequence is that of the last commit which it holds.</param>
/// <param name="Set">Names the whole of which the message is a part; zero for a message of the log.</param>
/// <param name="Part">Which part, from one.</param>
/// <param name="Parts">How many parts make the whole.</param>
internal sealed record SideBatch(MailboxHead Head, ulong Set, int Part, int Parts)
{
    private const byte Version = 1;
    private const int Length = 47;

    public ulong Sequence => Head.Sequence;

    public bool IsLog => Set == 0;

    public byte[] Encode()
    {
        using var writer = new WireWriter();
        writer.WriteByte(Version);
        writer.WriteUInt32(Head.Generation);
        writer.WriteUInt16(Head.NextSlot);
        writer.WriteUInt64(Head.NextDrawn);
        writer.WriteUInt64(Head.LastChange);
        writer.WriteUInt64(Head.Sequence);
        writer.WriteUInt64(Set);
        writer.WriteInt32(Part);
        writer.WriteInt32(Parts);
        return writer.ToArray();
    }

    /// <summary>Null where another version wrote it.</summary>
    public static SideBatch? Decode(ReadOnlySpan<byte> content)
    {
        var reader = new WireReader(content);
        if (content.Length != Length || reader.ReadByte() != Version)
            return null;
        var head = new MailboxHead(reader.ReadUInt32(), reader.ReadUInt16(), reader.ReadUInt64(), reader.ReadUInt64(), reader.ReadUInt64());
        return new SideBatch(head, reader.ReadUInt64(), reader.ReadInt32(), reader.ReadInt32());
    }

    public static byte[] EncodeRecords(IReadOnlyCollection<SideRecord> records)
    {
        using var writer = new WireWriter(4096);
        writer.WriteInt32(records.Count);
        foreach (var record in records)
        {
            var key = Encoding.UTF8.GetBytes(record.Key);
            writer.WriteInt32(key.Length);
            writer.WriteBytes(key);
            writer.WriteInt32(record.Content?.Length ?? -1);
            if (record.Content is { } content)
                writer.WriteBytes(content.Span);
        }

        return writer.ToArray();
    }

    /// <exception cref="WireFormatException">Not what <see cref="EncodeRecords"/> writes.</exception>
    public static List<SideRecord> DecodeRecords(byte[] content)
    {
        var reader = new WireReader(content);
        var records = new List<SideRecord>(reader.CheckCount(reader.ReadUInt32(), 8));
        for (var i = records.Capacity; i > 0; i--)
        {
            var key = Encoding.UTF8.GetString(reader.ReadBytes(reader.ReadInt32()));
            var length = reader.ReadInt32();
            var from = reader.Position;
            if (length >= 0)
                reader.Skip(length);
            records.Add(length < 0 ? new SideRecord(key, null) : new SideRecord(key, content.AsMemory(from, length)));
        }

        return records;
    }
}
