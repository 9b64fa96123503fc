namespace Mapigate.Mapi.Wire.OxRtfCp;

/// <summary>The CRC of compressed contents: that of Ethernet without its inversions. [MS-OXRTFCP] 2.1.3.2</summary>
internal static class RtfChecksum
{
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[] Table = Enumerable.Range(0, 256).Select(i =>
    {
        var value = (uint)i;
        for (var bit = 0; bit < 8; bit++)
            value = (value & 1) != 0 ? (value >> 1) ^ Polynomial : value >> 1;
        return value;
    }).ToArray();

    public static uint Of(ReadOnlySpan<byte> octets)
    {
        var crc = 0u;
        foreach (var octet in octets)
            crc = Table[(byte)(crc ^ octet)] ^ (crc >> 8);
        return crc;
    }
}
