using System.Text;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxoCal;

/// <summary>The Unicode half of a modified instance. [MS-OXOCAL] 2.2.1.44.4</summary>
public sealed record ExtendedException
{
    /// <summary>WriterVersion2 from which on a ChangeHighlight is written. [MS-OXOCAL] 2.2.1.44.3</summary>
    internal const uint VersionWithChangeHighlight = 0x3009;

    /// <summary>What changed, PidLidChangeHighlight's flags; null where the writer's version has none.</summary>
    public uint? ChangeHighlight { get; init; } = 0;

    public byte[] ChangeHighlightReserved { get; init; } = [];

    public byte[] ReservedBlock1 { get; init; } = [];

    public string? Subject { get; init; }

    public string? Location { get; init; }

    public byte[] ReservedBlock2 { get; init; } = [];

    /// <param name="reader">Stands at the structure.</param>
    /// <param name="writerVersion2">WriterVersion2 of the blob.</param>
    /// <param name="info">The other half, whose flags tell which fields follow.</param>
    public static ExtendedException Read(ref WireReader reader, uint writerVersion2, ExceptionInfo info)
    {
        var extended = new ExtendedException { ChangeHighlight = null };
        if (writerVersion2 >= VersionWithChangeHighlight)
        {
            var size = reader.CheckCount(reader.ReadUInt32(), 1);
            var highlight = reader.ReadSlice(size);
            extended = extended with
            {
                ChangeHighlight = size >= sizeof(uint) ? highlight.ReadUInt32() : null,
                ChangeHighlightReserved = highlight.Rest.ToArray(),
            };
        }

        extended = extended with { ReservedBlock1 = ReadBlock(ref reader) };
        if (info.Subject is null && info.Location is null)
            return extended;

        // StartDateTime, EndDateTime and OriginalStartDate again.
        reader.Skip(3 * sizeof(uint));
        return extended with
        {
            Subject = info.Subject is not null ? ReadString(ref reader) : null,
            Location = info.Location is not null ? ReadString(ref reader) : null,
            ReservedBlock2 = ReadBlock(ref reader),
        };
    }

    public void Write(WireWriter writer, uint writerVersion2, ExceptionInfo info)
    {
        if (writerVersion2 >= VersionWithChangeHighlight)
        {
            writer.WriteUInt32((uint)(ChangeHighlightReserved.Length + (ChangeHighlight is null ? 0 : sizeof(uint))));
            if (ChangeHighlight is { } highlight)
                writer.WriteUInt32(highlight);
            writer.WriteBytes(ChangeHighlightReserved);
        }

        WriteBlock(writer, ReservedBlock1);
        if (info.Subject is null && info.Location is null)
            return;

        writer.WriteUInt32(info.StartDateTime.Minutes);
        writer.WriteUInt32(info.EndDateTime.Minutes);
        writer.WriteUInt32(info.OriginalStartDate.Minutes);
        if (info.Subject is not null)
            WriteString(writer, Subject ?? info.Subject);
        if (info.Location is not null)
            WriteString(writer, Location ?? info.Location);
        WriteBlock(writer, ReservedBlock2);
    }

    internal static byte[] ReadBlock(ref WireReader reader) => reader.ReadBytes(reader.CheckCount(reader.ReadUInt32(), 1)).ToArray();

    internal static void WriteBlock(WireWriter writer, byte[] block)
    {
        writer.WriteUInt32((uint)block.Length);
        writer.WriteBytes(block);
    }

    private static string ReadString(ref WireReader reader)
    {
        var length = reader.ReadUInt16();
        return Encoding.Unicode.GetString(reader.ReadBytes(length * sizeof(char)));
    }

    private static void WriteString(WireWriter writer, string value)
    {
        var text = value.AsSpan(0, Math.Min(value.Length, ushort.MaxValue));
        writer.WriteUInt16((ushort)text.Length);
        writer.WriteBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(text));
    }
}
