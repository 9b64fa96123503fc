using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.MapiFrontend.Rops.OxcPrpt;

/// <summary>Bytes that property values take in a response. A value that is too large for it is read as a stream. [MS-OXCPRPT] 3.2.5.1</summary>
internal static class PropertySizes
{
    /// <summary>The longest binary value that the format can carry.</summary>
    private const int LongestBinary = ushort.MaxValue;

    public static int Of(object value) => value switch
    {
        string text => (text.Length * 2) + 2,
        byte[] bytes => bytes.Length + 2,
        string[] texts => 4 + texts.Sum(t => (t.Length * 2) + 2),
        byte[][] parts => 4 + parts.Sum(p => p.Length + 2),
        Array array => 4 + (array.Length * 16),
        Guid => 16,
        _ => 8,
    };

    /// <summary>The value, or NotEnoughMemory in its place where it is larger than the room, the client's limit or the format allow.</summary>
    public static object Fit(object value, int limit, ref int room)
    {
        var size = Of(value);
        if (size > room || (limit > 0 && size > limit && value is string or byte[]) || value is byte[] { Length: > LongestBinary } || (value is byte[][] parts && Array.Exists(parts, p => p.Length > LongestBinary)))
            return ErrorCode.NotEnoughMemory;
        room -= size;
        return value;
    }
}
