using Mapigate.Formats.ICalendar;
using Mapigate.Mapi.Wire.OxoCal;
using NodaTime;
using NodaTime.TimeZones;

namespace Mapigate.Conversion.Calendar;

/// <summary>A zone with its history into the rules by year that MAPI knows. [MS-OXOCAL] 2.2.1.39, 2.2.1.41</summary>
internal static class TimeZoneConverter
{
    private const int FirstRuleYear = 1601;
    private const int YearsAhead = 6;

    /// <summary>The definition of a zone for appointments from a year on.</summary>
    /// <param name="zone">The zone.</param>
    /// <param name="year">Year of the first instance.</param>
    /// <param name="isRecurring">Whether it stands beside a PidLidTimeZoneStruct, of which its last rule is the equal.</param>
    public static TimeZoneDefinition ToDefinition(DateTimeZone zone, int year, bool isRecurring)
    {
        var first = Math.Clamp(year, 1602, 9000) - 1;
        var rules = new List<TimeZoneRule>();
        for (var y = first; y <= first + YearsAhead; y++)
        {
            var rule = ToRule(zone, y);
            if (rules.Count == 0 || !IsSameRule(rules[^1], rule))
                rules.Add(rule with { Year = (ushort)(rules.Count == 0 ? FirstRuleYear : y) });
        }

        var flags = TimeZoneRuleFlags.Effective | (isRecurring ? TimeZoneRuleFlags.RecurringCurrent : TimeZoneRuleFlags.None);
        rules[^1] = rules[^1] with { Flags = flags };
        return new TimeZoneDefinition { KeyName = TimeZoneNames.ToWindows(zone.Id) ?? zone.Id, Rules = rules };
    }

    public static TimeZoneStruct ToStruct(TimeZoneDefinition definition)
    {
        var rule = definition.EffectiveRule!;
        return new TimeZoneStruct
        {
            Bias = rule.Bias,
            StandardBias = rule.StandardBias,
            DaylightBias = rule.DaylightBias,
            StandardDate = rule.StandardDate,
            DaylightDate = rule.DaylightDate,
        };
    }

    /// <summary>The zone in the words of PidLidTimeZoneDescription.</summary>
    public static string Describe(TimeZoneDefinition definition)
    {
        var minutes = -definition.EffectiveRule!.Bias;
        return $"(UTC{(minutes < 0 ? '-' : '+')}{Math.Abs(minutes) / 60:D2}:{Math.Abs(minutes) % 60:D2}) {definition.KeyName}";
    }

    private static TimeZoneRule ToRule(DateTimeZone zone, int year)
    {
        var transitions = Transitions(zone, year);
        if (transitions.Count != 2)
        {
            // One offset all year, or changes that no such rule can tell: the offset at the year's end.
            var offset = zone.GetUtcOffset(Instant.FromUtc(year, 12, 31, 0, 0));
            return new TimeZoneRule { Bias = -offset.Seconds / 60 };
        }

        var toDaylight = transitions[0].Before < transitions[0].After ? transitions[0] : transitions[1];
        var toStandard = toDaylight == transitions[0] ? transitions[1] : transitions[0];
        return new TimeZoneRule
        {
            Bias = -toStandard.After.Seconds / 60,
            DaylightBias = -(toDaylight.After - toStandard.After).Seconds / 60,
            DaylightDate = ToSystemTime(zone, toDaylight),
            StandardDate = ToSystemTime(zone, toStandard),
        };
    }

    /// <summary>Month, weekday and its place in the month; whether the fourth is also the last is seen in the years after.</summary>
    private static SystemTime ToSystemTime(DateTimeZone zone, Transition transition)
    {
        var local = transition.Local;
        var nth = ((local.Day - 1) / 7) + 1;
        var isLast = local.Day + 7 > CalendarSystem.Iso.GetDaysInMonth(local.Year, local.Month);
        if (isLast && nth == 4)
        {
            var later = Enumerable.Range(local.Year + 1, 5).SelectMany(year => Transitions(zone, year)).Where(other => other.Local.Month == local.Month).ToList();
            nth = later.Count == 0 || later.Any(other => other.Local.Day > 28) ? 5 : 4;
        }

        return new SystemTime(0, (ushort)local.Month, (ushort)((int)local.DayOfWeek % 7), (ushort)nth, (ushort)local.Hour, (ushort)local.Minute, (ushort)local.Second, 0);
    }

    private static List<Transition> Transitions(DateTimeZone zone, int year)
    {
        var transitions = new List<Transition>();
        ZoneInterval? before = null;
        foreach (var interval in zone.GetZoneIntervals(Instant.FromUtc(year, 1, 1, 0, 0), Instant.FromUtc(year + 1, 1, 1, 0, 0)).Take(20))
        {
            if (before is not null && interval.WallOffset != before.WallOffset)
                transitions.Add(new Transition(interval.Start.WithOffset(before.WallOffset).LocalDateTime, before.WallOffset, interval.WallOffset));
            before = interval;
        }

        return transitions;
    }

    private static bool IsSameRule(TimeZoneRule a, TimeZoneRule b) =>
        a.Bias == b.Bias && a.DaylightBias == b.DaylightBias && a.StandardDate == b.StandardDate && a.DaylightDate == b.DaylightDate;

    private sealed record Transition(LocalDateTime Local, Offset Before, Offset After);
}
