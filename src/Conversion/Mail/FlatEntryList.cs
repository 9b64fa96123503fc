using System.Buffers.Binary;

namespace Mapigate.Conversion.Mail;

/// <summary>Several entry ids in one binary value, each padded to four bytes. [MS-OXCDATA] 2.3.3</summary>
internal static class FlatEntryList
{
    private const int Alignment = 4;

    public static byte[] Encode(IReadOnlyList<byte[]> entries)
    {
        var bytes = new List<byte>(new byte[8]);
        Span<byte> size = stackalloc byte[4];
        for (var i = 0; i < entries.Count; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(size, entries[i].Length);
            bytes.AddRange(size);
            bytes.AddRange(entries[i]);
            while (i + 1 < entries.Count && bytes.Count % Alignment != 0)
                bytes.Add(0);
        }

        var array = bytes.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(array, entries.Count);
        BinaryPrimitives.WriteInt32LittleEndian(array.AsSpan(4), array.Length - 8);
        return array;
    }

    /// <summary>The entries, as many as can be read.</summary>
    public static IEnumerable<byte[]> Decode(byte[] list)
    {
        if (list.Length < 8)
            yield break;
        var count = BinaryPrimitives.ReadUInt32LittleEndian(list);
        var at = 8;
        for (var i = 0; i < count && at + 4 <= list.Length; i++)
        {
            var size = BinaryPrimitives.ReadInt32LittleEndian(list.AsSpan(at));
            if (size < 0 || size > list.Length - at - 4)
                yield break;
            yield return list.AsSpan(at + 4, size).ToArray();
            at += (4 + size + Alignment - 1) / Alignment * Alignment;
        }
    }
}
