using Mapigate.Formats.ICalendar;
using Mapigate.Mapi.Wire.OxoCal;
using NodaTime;

namespace Mapigate.Conversion.Calendar;

/// <summary>Between the shapes of rules that both iCalendar and MAPI have. [MS-OXCICAL] 2.1.3.2.1, [MS-OXOCAL] 2.2.1.44.1</summary>
internal static class RecurrenceRuleConverter
{
    private const uint MinutesOfDay = 1440;

    // What Outlook's dialog takes; larger numbers would not survive there.
    private const int MaxInterval = 999;

    /// <summary>
    /// The pattern of a rule, without its range. Null when MAPI has none. It may give more days than the rule: a MAPI month without a 31st takes its
    /// last day.
    /// </summary>
    public static RecurrencePattern? ToPattern(RecurrenceRule rule, LocalDate start)
    {
        if (!rule.IsGregorian || rule.Interval > MaxInterval || rule.ByYearDay.Count > 0 || rule.ByWeekNumber.Count > 0
            || rule.ByHour.Count > 1 || rule.ByMinute.Count > 1 || rule.BySecond.Count > 1)
        {
            return null;
        }

        var pattern = rule.Frequency switch
        {
            RecurrenceFrequency.Daily => Daily(rule),
            RecurrenceFrequency.Weekly => Weekly(rule, start),
            RecurrenceFrequency.Monthly when rule.ByMonth.Count == 0 => Monthly(rule, start.Day, RecurFrequency.Monthly, 1),
            RecurrenceFrequency.Yearly when rule.ByMonth.Count <= 1 => Yearly(rule, start),
            _ => null,
        };
        return pattern is null ? null : pattern with { FirstDayOfWeek = ToDayOfWeek(rule.WeekStart) };
    }

    /// <summary>The rule of a pattern, without its range; null for the patterns of other calendars.</summary>
    public static RecurrenceRule? ToRule(RecurrencePattern pattern)
    {
        var interval = (int)Math.Clamp(pattern.Period, 1, 1_000_000);
        var weekStart = ToIso((DayOfWeek)((uint)pattern.FirstDayOfWeek % 7));
        switch (pattern.PatternType)
        {
            case RecurrencePatternType.Day:
                return new RecurrenceRule { Frequency = RecurrenceFrequency.Daily, Interval = Math.Max(1, interval / (int)MinutesOfDay) };
            case RecurrencePatternType.Week:
                return new RecurrenceRule { Frequency = RecurrenceFrequency.Weekly, Interval = interval, ByDay = [.. Days(pattern.Weekdays, 0)], WeekStart = weekStart };
            case RecurrencePatternType.Month or RecurrencePatternType.MonthEnd or RecurrencePatternType.MonthNth:
                var isYearly = pattern.Frequency == RecurFrequency.Yearly && interval % 12 == 0;
                var rule = new RecurrenceRule
                {
                    Frequency = isYearly ? RecurrenceFrequency.Yearly : RecurrenceFrequency.Monthly,
                    Interval = isYearly ? interval / 12 : interval,
                    ByMonth = isYearly ? [pattern.StartDate.ToDateTime().Month] : [],
                };
                return pattern.PatternType == RecurrencePatternType.MonthNth ? WithWeekdays(rule, pattern) : WithDay(rule, pattern);
            default:
                return null;
        }
    }

    internal static DayOfWeek ToDayOfWeek(IsoDayOfWeek day) => (DayOfWeek)((int)day % 7);

    private static IsoDayOfWeek ToIso(DayOfWeek day) => day == DayOfWeek.Sunday ? IsoDayOfWeek.Sunday : (IsoDayOfWeek)(int)day;

    private static RecurrencePattern? Daily(RecurrenceRule rule)
    {
        if (rule.ByMonth.Count > 0 || rule.ByMonthDay.Count > 0 || rule.BySetPosition.Count > 0)
            return null;
        if (rule.ByDay.Count == 0)
            return new RecurrencePattern { Frequency = RecurFrequency.Daily, PatternType = RecurrencePatternType.Day, Period = (uint)rule.Interval * MinutesOfDay };

        // "Every weekday" is a weekly pattern that calls itself daily.
        var weekdays = Mask(rule.ByDay);
        return rule.Interval != 1 ? null
            : new RecurrencePattern { Frequency = weekdays == RecurrenceWeekdays.Workdays ? RecurFrequency.Daily : RecurFrequency.Weekly, PatternType = RecurrencePatternType.Week, Period = 1, Weekdays = weekdays };
    }

    private static RecurrencePattern? Weekly(RecurrenceRule rule, LocalDate start)
    {
        if (rule.ByMonth.Count > 0 || rule.ByMonthDay.Count > 0 || rule.BySetPosition.Count > 0)
            return null;
        var weekdays = rule.ByDay.Count > 0 ? Mask(rule.ByDay) : Bit(start.DayOfWeek);
        return new RecurrencePattern { Frequency = RecurFrequency.Weekly, PatternType = RecurrencePatternType.Week, Period = (uint)rule.Interval, Weekdays = weekdays };
    }

    private static RecurrencePattern? Yearly(RecurrenceRule rule, LocalDate start)
    {
        // Weekdays without a month count within the year, which MAPI cannot.
        if (rule.ByMonth.Count == 0 && rule.ByDay.Count > 0)
            return null;
        return rule.ByMonth.Count == 1 && rule.ByMonth[0] != start.Month ? null : Monthly(rule, start.Day, RecurFrequency.Yearly, 12);
    }

    private static RecurrencePattern? Monthly(RecurrenceRule rule, int startDay, RecurFrequency frequency, uint months)
    {
        var pattern = new RecurrencePattern { Frequency = frequency, PatternType = RecurrencePatternType.Month, Period = (uint)rule.Interval * months };
        if (rule.ByDay.Count > 0)
            return rule.ByMonthDay.Count > 0 ? null : Nth(rule, pattern);

        var days = rule.ByMonthDay;
        if (rule.BySetPosition.Count > 0)
        {
            // 28,29,30 of which the last: the thirtieth, or the last day of a shorter month.
            var isClamped = rule.BySetPosition is [-1] && days.Count is >= 2 and <= 4 && days.Order().SequenceEqual(Enumerable.Range(28, days.Count));
            return isClamped ? pattern with { DayOfMonth = (uint)(27 + days.Count) } : null;
        }

        return days switch
        {
            [] => pattern with { DayOfMonth = (uint)startDay },
            [-1] => pattern with { DayOfMonth = 31 },
            [> 0] => pattern with { DayOfMonth = (uint)days[0] },
            _ => null,
        };
    }

    private static RecurrencePattern? Nth(RecurrenceRule rule, RecurrencePattern pattern)
    {
        var ordinal = rule.ByDay[0].Ordinal;
        int nth;
        if (rule.BySetPosition.Count == 0)
        {
            if (rule.ByDay.Count != 1)
                return null;
            nth = ordinal;
        }
        else if (rule.BySetPosition.Count == 1 && rule.ByDay.All(day => day.Ordinal == 0))
        {
            nth = rule.BySetPosition[0];
        }
        else
        {
            return null;
        }

        // A fifth one that some months lack is not the last one.
        return nth is not (-1 or (>= 1 and <= 4)) ? null
            : pattern with { PatternType = RecurrencePatternType.MonthNth, Weekdays = Mask(rule.ByDay), Nth = (uint)(nth == -1 ? 5 : nth) };
    }

    private static RecurrenceRule WithDay(RecurrenceRule rule, RecurrencePattern pattern)
    {
        var day = (int)pattern.DayOfMonth;
        return day switch
        {
            >= 31 => rule with { ByMonthDay = [-1] },
            > 28 => rule with { ByMonthDay = [.. Enumerable.Range(28, day - 27)], BySetPosition = [-1] },
            _ => rule with { ByMonthDay = [pattern.PatternType == RecurrencePatternType.MonthEnd ? -1 : Math.Max(1, day)] },
        };
    }

    private static RecurrenceRule WithWeekdays(RecurrenceRule rule, RecurrencePattern pattern)
    {
        var nth = pattern.Nth >= 5 ? -1 : (int)Math.Max(1, pattern.Nth);
        var days = Days(pattern.Weekdays, 0).ToList();
        return days.Count == 1 ? rule with { ByDay = [days[0] with { Ordinal = nth }] } : rule with { ByDay = days, BySetPosition = [nth] };
    }

    private static IEnumerable<WeekdayNumber> Days(RecurrenceWeekdays mask, int ordinal)
    {
        for (var i = 0; i < 7; i++)
        {
            if (((uint)mask & (1u << i)) != 0)
                yield return new WeekdayNumber(ordinal, ToIso((DayOfWeek)i));
        }
    }

    private static RecurrenceWeekdays Mask(IEnumerable<WeekdayNumber> days) => days.Aggregate(RecurrenceWeekdays.None, (mask, day) => mask | Bit(day.Day));

    private static RecurrenceWeekdays Bit(IsoDayOfWeek day) => (RecurrenceWeekdays)(1u << ((int)day % 7));
}
