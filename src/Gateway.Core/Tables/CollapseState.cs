using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Gateway.Core.Tables;

/// <summary>Which categories of a table are expanded: the first levels at first, and what a client has switched since. [MS-OXCTABL] 2.2.2.19</summary>
internal sealed class CollapseState(int expandedCount)
{
    /// <summary>Most switched categories that a blob carries; it must fit a 16-bit size.</summary>
    private const int MaxSwitched = 4096;
    private const byte Format = 1;

    private readonly HashSet<ulong> _switched = [];

    public bool IsExpanded(ulong category, int depth) => depth < expandedCount != _switched.Contains(category);

    public void Switch(ulong category)
    {
        if (!_switched.Remove(category))
            _switched.Add(category);
    }

    /// <summary>The state and a row as bytes that only <see cref="TryRead"/> understands.</summary>
    public byte[] Write(ulong rowId, uint instance)
    {
        using var writer = new WireWriter();
        writer.WriteByte(Format);
        writer.WriteUInt64(rowId);
        writer.WriteUInt32(instance);
        writer.WriteUInt16((ushort)Math.Min(_switched.Count, MaxSwitched));
        foreach (var category in _switched.Take(MaxSwitched))
            writer.WriteUInt64(category);
        return writer.ToArray();
    }

    /// <summary>Takes over a state; false where the bytes are not one.</summary>
    public bool TryRead(ReadOnlySpan<byte> blob, out ulong rowId, out uint instance)
    {
        (rowId, instance) = (0, 0);
        const int head = 15;
        if (blob.Length < head || blob[0] != Format)
            return false;
        var reader = new WireReader(blob[1..]);
        rowId = reader.ReadUInt64();
        instance = reader.ReadUInt32();
        var count = reader.ReadUInt16();
        if (reader.Remaining != count * sizeof(ulong))
            return false;
        _switched.Clear();
        for (var i = 0; i < count; i++)
            _switched.Add(reader.ReadUInt64());
        return true;
    }
}
