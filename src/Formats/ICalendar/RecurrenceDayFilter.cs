using NodaTime;

namespace Mapigate.Formats.ICalendar;

/// <summary>The date parts of a rule as limits: whether a day passes each of them (RFC 5545 3.3.10). A part that is absent lets every day pass.</summary>
internal sealed class RecurrenceDayFilter(RecurrenceRule rule)
{
    /// <summary>Bit n for month n of BYMONTH; zero where it is absent.</summary>
    public int Months { get; } = rule.ByMonth.Aggregate(0, (mask, month) => mask | (1 << month));

    /// <summary>Bit n for weekday n (Monday is 1) of BYDAY; zero where it is absent.</summary>
    public int Weekdays { get; } = rule.ByDay.Aggregate(0, (mask, day) => mask | (1 << (int)day.Day));

    /// <summary>Whether the parts that limit let the day through, for DAILY and shorter frequencies.</summary>
    public bool IsIncluded(LocalDate day) => MonthFits(day) && MonthDayFits(day) && YearDayFits(day) && (Weekdays == 0 || WeekdayFits(day));

    public bool MonthFits(LocalDate day) => Months == 0 || (Months & (1 << day.Month)) != 0;

    public bool WeekdayFits(LocalDate day) => (Weekdays & (1 << (int)day.DayOfWeek)) != 0;

    public bool MonthDayFits(LocalDate day)
    {
        if (rule.ByMonthDay.Count == 0)
        {
            return true;
        }

        var fromEnd = day.Day - CalendarSystem.Iso.GetDaysInMonth(day.Year, day.Month) - 1;
        return rule.ByMonthDay.Any(number => number == day.Day || number == fromEnd);
    }

    public bool YearDayFits(LocalDate day)
    {
        if (rule.ByYearDay.Count == 0)
        {
            return true;
        }

        var fromEnd = day.DayOfYear - CalendarSystem.Iso.GetDaysInYear(day.Year) - 1;
        return rule.ByYearDay.Any(number => number == day.DayOfYear || number == fromEnd);
    }
}
