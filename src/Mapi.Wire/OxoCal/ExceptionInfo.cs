using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxoCal;

/// <summary>
/// A modified instance: its times and what else is changed; null stands for what is as in the series. Subject and location are 8-bit here;
/// <see cref="ExtendedException"/> repeats them in Unicode. [MS-OXOCAL] 2.2.1.44.2
/// </summary>
public sealed record ExceptionInfo
{
    /// <summary>Bytes of the fields that are always there.</summary>
    internal const int SmallestSize = 14;

    public RecurrenceTime StartDateTime { get; init; }

    public RecurrenceTime EndDateTime { get; init; }

    /// <summary>When the instance would start by the pattern.</summary>
    public RecurrenceTime OriginalStartDate { get; init; }

    public string? Subject { get; init; }

    public uint? MeetingType { get; init; }

    /// <summary>Minutes before the start.</summary>
    public uint? ReminderDelta { get; init; }

    public uint? ReminderSet { get; init; }

    public string? Location { get; init; }

    public uint? BusyStatus { get; init; }

    public uint? Attachment { get; init; }

    /// <summary>1 for an instance that lasts all day.</summary>
    public uint? SubType { get; init; }

    public uint? AppointmentColor { get; init; }

    /// <summary>The body differs; it stands in the embedded message alone.</summary>
    public bool HasExceptionalBody { get; init; }

    public OverrideFlags Flags =>
        Flag(Subject is not null, OverrideFlags.Subject) | Flag(MeetingType is not null, OverrideFlags.MeetingType) | Flag(ReminderDelta is not null, OverrideFlags.ReminderDelta)
        | Flag(ReminderSet is not null, OverrideFlags.ReminderSet) | Flag(Location is not null, OverrideFlags.Location) | Flag(BusyStatus is not null, OverrideFlags.BusyStatus)
        | Flag(Attachment is not null, OverrideFlags.Attachment) | Flag(SubType is not null, OverrideFlags.SubType)
        | Flag(AppointmentColor is not null, OverrideFlags.AppointmentColor) | Flag(HasExceptionalBody, OverrideFlags.ExceptionalBody);

    public static ExceptionInfo Read(ref WireReader reader)
    {
        var info = new ExceptionInfo
        {
            StartDateTime = new RecurrenceTime(reader.ReadUInt32()),
            EndDateTime = new RecurrenceTime(reader.ReadUInt32()),
            OriginalStartDate = new RecurrenceTime(reader.ReadUInt32()),
        };
        var flags = (OverrideFlags)reader.ReadUInt16();
        return info with
        {
            Subject = flags.HasFlag(OverrideFlags.Subject) ? ReadString(ref reader) : null,
            MeetingType = ReadIf(ref reader, flags, OverrideFlags.MeetingType),
            ReminderDelta = ReadIf(ref reader, flags, OverrideFlags.ReminderDelta),
            ReminderSet = ReadIf(ref reader, flags, OverrideFlags.ReminderSet),
            Location = flags.HasFlag(OverrideFlags.Location) ? ReadString(ref reader) : null,
            BusyStatus = ReadIf(ref reader, flags, OverrideFlags.BusyStatus),
            Attachment = ReadIf(ref reader, flags, OverrideFlags.Attachment),
            SubType = ReadIf(ref reader, flags, OverrideFlags.SubType),
            AppointmentColor = ReadIf(ref reader, flags, OverrideFlags.AppointmentColor),
            HasExceptionalBody = flags.HasFlag(OverrideFlags.ExceptionalBody),
        };
    }

    public void Write(WireWriter writer)
    {
        writer.WriteUInt32(StartDateTime.Minutes);
        writer.WriteUInt32(EndDateTime.Minutes);
        writer.WriteUInt32(OriginalStartDate.Minutes);
        writer.WriteUInt16((ushort)Flags);
        WriteString(writer, Subject);
        WriteIf(writer, MeetingType);
        WriteIf(writer, ReminderDelta);
        WriteIf(writer, ReminderSet);
        WriteString(writer, Location);
        WriteIf(writer, BusyStatus);
        WriteIf(writer, Attachment);
        WriteIf(writer, SubType);
        WriteIf(writer, AppointmentColor);
    }

    private static OverrideFlags Flag(bool condition, OverrideFlags flag) => condition ? flag : OverrideFlags.None;

    private static uint? ReadIf(ref WireReader reader, OverrideFlags flags, OverrideFlags flag) => flags.HasFlag(flag) ? reader.ReadUInt32() : null;

    private static string ReadString(ref WireReader reader)
    {
        // The first length counts a terminator that is not there.
        reader.Skip(sizeof(ushort));
        var length = reader.ReadUInt16();
        return reader.String8.GetString(reader.ReadBytes(length));
    }

    private static void WriteIf(WireWriter writer, uint? value)
    {
        if (value is { } given)
            writer.WriteUInt32(given);
    }

    private static void WriteString(WireWriter writer, string? value)
    {
        if (value is null)
            return;
        var bytes = writer.String8.GetBytes(value).AsSpan();
        bytes = bytes[..Math.Min(bytes.Length, ushort.MaxValue - 1)];
        writer.WriteUInt16((ushort)(bytes.Length + 1));
        writer.WriteUInt16((ushort)bytes.Length);
        writer.WriteBytes(bytes);
    }
}
