using Mapigate.Formats.ICalendar;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;
using NodaTime;

namespace Mapigate.Conversion.Calendar;

/// <summary>The first VALARM that shows or sounds, as Outlook's one reminder. [MS-OXCICAL] 2.1.3.1.1.20.62, [MS-OXORMDR] 2.2.1</summary>
internal sealed record ReminderConverter(bool IsSet, int MinutesBefore, Instant? Acknowledged)
{
    /// <summary>What Outlook offers when a reminder is switched on.</summary>
    private const int DefaultMinutes = 15;

    private const int MaxMinutes = 4 * 7 * 24 * 60 * 13;

    public static ReminderConverter Of(ICalendarComponent component, Interval interval, CalendarTimeZones zones)
    {
        foreach (var alarm in component.AllChildren("VALARM").Take(50))
        {
            var action = alarm.Property("ACTION")?.GetText().Trim().ToUpperInvariant();
            if (action is null or "DISPLAY" or "AUDIO" && alarm.Property("TRIGGER") is { } trigger && At(trigger, interval, zones) is { } at)
            {
                var minutes = Math.Clamp((interval.Start - at).TotalMinutes, 0, MaxMinutes);
                var acknowledged = alarm.Property("ACKNOWLEDGED")?.GetDateTime() is { } time ? zones.ToInstant(time) : (Instant?)null;
                return new ReminderConverter(true, (int)minutes, acknowledged);
            }
        }

        return new ReminderConverter(false, DefaultMinutes, null);
    }

    /// <param name="bag">Receives the properties.</param>
    /// <param name="start">Start of the instance for which the reminder signals next; null where there is none any more.</param>
    public void Set(PropertyBag bag, Instant? start)
    {
        var isSet = IsSet && start is not null;
        bag.Set(PidLid.ReminderSet, isSet);
        bag.Set(PidLid.ReminderDelta, MinutesBefore);
        if (start is not { } next)
            return;
        bag.Set(PidLid.ReminderTime, MapiTime.Of(next));
        bag.Set(PidLid.ReminderSignalTime, MapiTime.Of(next - Duration.FromMinutes(MinutesBefore)));
    }

    private static Instant? At(ICalendarProperty trigger, Interval interval, CalendarTimeZones zones)
    {
        if (trigger.GetDuration() is not { } duration)
            return trigger.GetDateTime() is { } at ? zones.ToInstant(at) : null;
        var isOfEnd = trigger.ParameterValue("RELATED")?.Equals("END", StringComparison.OrdinalIgnoreCase) == true;
        var offset = Duration.FromMinutes(Math.Clamp(duration.ToDuration().TotalMinutes, -MaxMinutes, MaxMinutes));
        return CalendarTimeZones.Add(isOfEnd ? interval.End : interval.Start, offset);
    }
}
