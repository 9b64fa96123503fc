using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxoCal;

/// <summary>PidLidAppointmentRecur: the pattern of a series, its time of day and its modified instances. [MS-OXOCAL] 2.2.1.44.5</summary>
public sealed record AppointmentRecurrencePattern
{
    public required RecurrencePattern Pattern { get; init; }

    public uint ReaderVersion2 { get; init; } = 0x3006;

    public uint WriterVersion2 { get; init; } = ExtendedException.VersionWithChangeHighlight;

    /// <summary>Minutes from local midnight to the start.</summary>
    public uint StartTimeOffset { get; init; }

    /// <summary>Minutes from local midnight to the end; beyond 1440 where an instance ends on a later day.</summary>
    public uint EndTimeOffset { get; init; }

    /// <summary>Modified instances in ascending order of their starts.</summary>
    public IReadOnlyList<ExceptionInfo> Exceptions { get; init; } = [];

    public byte[] ReservedBlock1 { get; init; } = [];

    /// <summary>One for each of <see cref="Exceptions"/>, in their order.</summary>
    public IReadOnlyList<ExtendedException> ExtendedExceptions { get; init; } = [];

    public byte[] ReservedBlock2 { get; init; } = [];

    /// <exception cref="WireFormatException">The bytes are not such a structure.</exception>
    public static AppointmentRecurrencePattern Read(ref WireReader reader)
    {
        var blob = new AppointmentRecurrencePattern
        {
            Pattern = RecurrencePattern.Read(ref reader),
            ReaderVersion2 = reader.ReadUInt32(),
            WriterVersion2 = reader.ReadUInt32(),
            StartTimeOffset = reader.ReadUInt32(),
            EndTimeOffset = reader.ReadUInt32(),
        };
        var exceptions = new ExceptionInfo[reader.CheckCount(reader.ReadUInt16(), ExceptionInfo.SmallestSize)];
        for (var i = 0; i < exceptions.Length; i++)
            exceptions[i] = ExceptionInfo.Read(ref reader);
        var reserved1 = ExtendedException.ReadBlock(ref reader);
        var extended = new ExtendedException[exceptions.Length];
        for (var i = 0; i < extended.Length; i++)
            extended[i] = ExtendedException.Read(ref reader, blob.WriterVersion2, exceptions[i]);
        return blob with
        {
            Exceptions = exceptions,
            ReservedBlock1 = reserved1,
            ExtendedExceptions = extended,
            ReservedBlock2 = ExtendedException.ReadBlock(ref reader),
        };
    }

    public void Write(WireWriter writer)
    {
        Pattern.Write(writer);
        writer.WriteUInt32(ReaderVersion2);
        writer.WriteUInt32(WriterVersion2);
        writer.WriteUInt32(StartTimeOffset);
        writer.WriteUInt32(EndTimeOffset);
        writer.WriteUInt16(checked((ushort)Exceptions.Count));
        foreach (var exception in Exceptions)
            exception.Write(writer);
        ExtendedException.WriteBlock(writer, ReservedBlock1);
        for (var i = 0; i < Exceptions.Count; i++)
            (i < ExtendedExceptions.Count ? ExtendedExceptions[i] : new ExtendedException()).Write(writer, WriterVersion2, Exceptions[i]);
        ExtendedException.WriteBlock(writer, ReservedBlock2);
    }

    public static AppointmentRecurrencePattern Parse(ReadOnlySpan<byte> blob)
    {
        var reader = new WireReader(blob);
        return Read(ref reader);
    }

    public byte[] ToBytes()
    {
        using var writer = new WireWriter();
        Write(writer);
        return writer.ToArray();
    }
}
