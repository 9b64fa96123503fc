using System.Runtime.InteropServices;
using System.Text;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxoCal;

/// <summary>
/// PidLidAppointmentTimeZoneDefinitionRecur, -StartDisplay and -EndDisplay: a zone by name, with its rules by year. [MS-OXOCAL] 2.2.1.41
/// </summary>
public sealed record TimeZoneDefinition
{
    /// <summary>No zone has more rules than this. [MS-OXOCAL] 2.2.1.41</summary>
    public const int MaxRules = 1024;

    /// <summary>The name under which Windows knows the zone.</summary>
    public required string KeyName { get; init; }

    /// <summary>Rules in ascending order of their years.</summary>
    public IReadOnlyList<TimeZoneRule> Rules { get; init; } = [];

    /// <summary>The rule that is marked effective, else the last.</summary>
    public TimeZoneRule? EffectiveRule => Rules.FirstOrDefault(rule => rule.Flags.HasFlag(TimeZoneRuleFlags.Effective)) ?? (Rules.Count > 0 ? Rules[^1] : null);

    public static TimeZoneDefinition Read(ref WireReader reader)
    {
        reader.Skip(2);
        var header = reader.ReadSlice(reader.ReadUInt16());
        header.Skip(2);
        var length = header.ReadUInt16();
        var name = Encoding.Unicode.GetString(header.ReadBytes(length * sizeof(char)));
        var count = header.ReadUInt16();
        if (count > MaxRules)
            throw new WireFormatException($"{count} time zone rules");
        var rules = new TimeZoneRule[reader.CheckCount(count, TimeZoneRule.Size)];
        for (var i = 0; i < rules.Length; i++)
            rules[i] = TimeZoneRule.Read(ref reader);
        return new TimeZoneDefinition { KeyName = name, Rules = rules };
    }

    public void Write(WireWriter writer)
    {
        var name = KeyName.AsSpan(0, Math.Min(KeyName.Length, 260));
        writer.WriteByte(2);
        writer.WriteByte(1);
        writer.WriteUInt16((ushort)(6 + (name.Length * sizeof(char))));
        writer.WriteUInt16(2);
        writer.WriteUInt16((ushort)name.Length);
        writer.WriteBytes(MemoryMarshal.AsBytes(name));
        writer.WriteUInt16(checked((ushort)Rules.Count));
        foreach (var rule in Rules)
            rule.Write(writer);
    }

    public static TimeZoneDefinition Parse(ReadOnlySpan<byte> blob)
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
