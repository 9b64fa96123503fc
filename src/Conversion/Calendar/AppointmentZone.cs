using Mapigate.Formats.ICalendar;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxoCal;
using Mapigate.Mapi.Wire.OxProps;
using Mapigate.Mapi.Wire.Primitives;
using NodaTime;

namespace Mapigate.Conversion.Calendar;

/// <summary>The zone in which an appointment was made, and the VTIMEZONE that says so. [MS-OXCICAL] 2.1.3.1.1.19</summary>
/// <param name="Zone">The zone.</param>
/// <param name="Component">Its VTIMEZONE; null for UTC.</param>
internal sealed record AppointmentZone(DateTimeZone Zone, ICalendarComponent? Component)
{
    public static AppointmentZone Of(PropertyBag bag, bool isRecurring, AppointmentComposeOptions options)
    {
        // [MS-OXOCAL] 2.2.1.41: the definition counts only while it agrees with the older structure.
        var name = isRecurring ? PidLid.AppointmentTimeZoneDefinitionRecur : PidLid.AppointmentTimeZoneDefinitionStartDisplay;
        var definition = Definition(bag.Get<byte[]>(name)) ?? Definition(bag.Get<byte[]>(PidLid.AppointmentTimeZoneDefinitionStartDisplay));
        var structure = Structure(bag.Get<byte[]>(PidLid.TimeZoneStruct));
        if (definition?.EffectiveRule is { } rule && TimeZoneNames.ToIana(definition.KeyName) is { } iana && (!isRecurring || structure is null || IsSame(rule, structure)))
            return OfKnown(DateTimeZoneProviders.Tzdb[iana], StartYear(bag));

        var custom = structure is not null && isRecurring ? ToRule(structure) : definition?.EffectiveRule ?? (structure is null ? null : ToRule(structure));
        if (custom is null)
            return OfKnown(options.Zone, StartYear(bag));
        var id = string.IsNullOrWhiteSpace(definition?.KeyName) ? "Customized Time Zone" : definition.KeyName;
        var component = VTimeZoneComposer.Compose(id, custom);
        return VTimeZone.Read(component) is { } zone ? new AppointmentZone(zone, component) : OfKnown(options.Zone, StartYear(bag));
    }

    /// <summary>A moment as a value of the appointment's zone.</summary>
    public ICalendarDateTime ToValue(Instant instant) =>
        Component is null ? ICalendarDateTime.OfInstant(instant) : ToValue(instant.InZone(Zone).LocalDateTime);

    public ICalendarDateTime ToValue(LocalDateTime local) =>
        Component is null ? new ICalendarDateTime(local, ICalendarDateTimeForm.Utc) : new ICalendarDateTime(local, ICalendarDateTimeForm.Zoned, Zone.Id);

    private static AppointmentZone OfKnown(DateTimeZone zone, int year)
    {
        if (zone.Id is "UTC" or "Etc/UTC" or "Etc/GMT")
            return new AppointmentZone(DateTimeZone.Utc, null);
        var rule = TimeZoneConverter.ToDefinition(zone, year, isRecurring: true).EffectiveRule!;
        return new AppointmentZone(zone, VTimeZoneComposer.Compose(zone.Id, rule));
    }

    private static int StartYear(PropertyBag bag) => bag.Get<FileTime>(PidLid.AppointmentStartWhole).ToDateTimeUtc().Year;

    private static bool IsSame(TimeZoneRule rule, TimeZoneStruct structure) =>
        rule.Bias == structure.Bias && rule.StandardDate == structure.StandardDate && rule.DaylightDate == structure.DaylightDate
        && (rule.StandardDate.IsEmpty || (rule.StandardBias == structure.StandardBias && rule.DaylightBias == structure.DaylightBias));

    private static TimeZoneRule ToRule(TimeZoneStruct structure) => new()
    {
        Bias = structure.Bias,
        StandardBias = structure.StandardBias,
        DaylightBias = structure.DaylightBias,
        StandardDate = structure.StandardDate,
        DaylightDate = structure.DaylightDate,
    };

    private static TimeZoneDefinition? Definition(byte[]? blob)
    {
        try
        {
            return blob is null ? null : TimeZoneDefinition.Parse(blob);
        }
        catch (WireFormatException)
        {
            return null;
        }
    }

    private static TimeZoneStruct? Structure(byte[]? blob)
    {
        try
        {
            return blob is null ? null : TimeZoneStruct.Parse(blob);
        }
        catch (WireFormatException)
        {
            return null;
        }
    }
}
