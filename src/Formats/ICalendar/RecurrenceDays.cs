using NodaTime;

namespace Mapigate.Formats.ICalendar;

/// <summary>
/// The days of one day, week, month or year that a rule selects: the date columns of the table in RFC 5545 3.3.10. Periods are numbered
/// from that of DTSTART in steps of INTERVAL.
/// </summary>
internal sealed class RecurrenceDays
{
    /// <summary>Nothing recurs beyond it.</summary>
    public static readonly LocalDate LastDay = new(9999, 12, 1);

    private readonly RecurrenceRule _rule;
    private readonly LocalDate _start;
    private readonly int _startYear;
    private readonly bool _hasOrdinals;

    public RecurrenceDays(RecurrenceRule rule, LocalDate start)
    {
        // Lists of a stranger may repeat one value a thousand times.
        _rule = rule with
        {
            ByDay = [.. rule.ByDay.Distinct()],
            ByMonthDay = [.. rule.ByMonthDay.Distinct()],
            ByYearDay = [.. rule.ByYearDay.Distinct()],
            ByWeekNumber = [.. rule.ByWeekNumber.Distinct()],
        };
        _start = start;
        _startYear = rule.Frequency == RecurrenceFrequency.Yearly && rule.ByWeekNumber.Count > 0 ? WeekYearOf(start) : start.Year;
        Filter = new RecurrenceDayFilter(_rule);
        _hasOrdinals = rule.ByDay.Any(day => day.Ordinal != 0);
    }

    /// <summary>The parts that limit.</summary>
    public RecurrenceDayFilter Filter { get; }

    /// <summary>The number of a period that begins at or before the day, with one to spare for days that SKIP moves; not before the first.</summary>
    public long PeriodBefore(LocalDate day)
    {
        var units = _rule.Frequency switch
        {
            RecurrenceFrequency.Daily => Period.DaysBetween(_start, day),
            RecurrenceFrequency.Weekly => Period.DaysBetween(_start, day) / 7,
            RecurrenceFrequency.Monthly => ((day.Year - _start.Year) * 12) + day.Month - _start.Month,
            _ => day.Year - _startYear,
        };
        return Math.Max(0, ((units - 1) / _rule.Interval) - 1);
    }

    /// <summary>Fills in the days of a period, sorted. False beyond the end of time.</summary>
    public bool TryFill(long period, List<LocalDate> days, out LocalDate periodStart)
    {
        days.Clear();
        periodStart = LastDay;
        var units = period * _rule.Interval;
        switch (_rule.Frequency)
        {
            case RecurrenceFrequency.Daily:
                if (units > Period.DaysBetween(_start, LastDay))
                {
                    return false;
                }

                periodStart = _start.PlusDays((int)units);
                AddIf(days, periodStart, Filter.IsIncluded(periodStart));
                return true;
            case RecurrenceFrequency.Weekly:
                if (units * 7 > Period.DaysBetween(_start, LastDay))
                {
                    return false;
                }

                periodStart = WeekStart(_start).PlusDays((int)units * 7);
                FillWeek(periodStart, days);
                return true;
            case RecurrenceFrequency.Monthly:
                var month = (_start.Year * 12L) + _start.Month - 1 + units;
                if (month >= (LastDay.Year * 12) + LastDay.Month - 1)
                {
                    return false;
                }

                periodStart = new LocalDate((int)(month / 12), (int)(month % 12) + 1, 1);
                FillMonth(periodStart, days);
                break;
            default:
                if (_startYear + units >= LastDay.Year)
                {
                    return false;
                }

                var year = _startYear + (int)units;
                periodStart = new LocalDate(year, 1, 1);
                FillYear(year, days);
                if (_rule.ByWeekNumber.Count > 0)
                {
                    periodStart = FirstWeek(year);
                }

                break;
        }

        SortDistinct(days);
        return true;
    }

    private void FillWeek(LocalDate weekStart, List<LocalDate> days)
    {
        for (var i = 0; i < 7; i++)
        {
            var day = weekStart.PlusDays(i);
            AddIf(days, day, (Filter.Weekdays == 0 ? day.DayOfWeek == _start.DayOfWeek : Filter.WeekdayFits(day)) && Filter.MonthFits(day) && Filter.MonthDayFits(day) && Filter.YearDayFits(day));
        }
    }

    private void FillMonth(LocalDate monthStart, List<LocalDate> days)
    {
        if (!Filter.MonthFits(monthStart))
        {
            return;
        }

        if (_rule.ByMonthDay.Count > 0)
        {
            AddMonthDays(monthStart, days);
            RemoveUnfit(days, monthStart, monthStart.PlusMonths(1));
        }
        else if (Filter.Weekdays != 0)
        {
            AddWeekdays(monthStart, monthStart.PlusMonths(1), days);
        }
        else
        {
            AddMonthDay(monthStart, _start.Day, days);
        }

        if (_rule.ByYearDay.Count > 0)
        {
            days.RemoveAll(day => !Filter.YearDayFits(day));
        }
    }

    private void FillYear(int year, List<LocalDate> days)
    {
        if (_rule.ByWeekNumber.Count > 0)
        {
            AddWeeks(year, days);
            return;
        }

        var yearStart = new LocalDate(year, 1, 1);
        var nextYear = yearStart.PlusYears(1);
        if (_rule.ByYearDay.Count > 0)
        {
            AddYearDays(year, days);
            days.RemoveAll(day => !Filter.MonthFits(day) || !Filter.MonthDayFits(day));
            RemoveUnfit(days, yearStart, nextYear);
            return;
        }

        if (_rule.ByMonth.Count == 0 && _rule.ByMonthDay.Count == 0 && Filter.Weekdays != 0)
        {
            AddWeekdays(yearStart, nextYear, days);
            return;
        }

        // What the rule leaves open comes from DTSTART: a yearly 29th is the 29th of its month.
        var months = Filter.Months != 0 ? Filter.Months : 1 << _start.Month;
        for (var month = 1; month <= 12; month++)
        {
            if ((months & (1 << month)) == 0)
            {
                continue;
            }

            var monthStart = new LocalDate(year, month, 1);
            if (_rule.ByMonthDay.Count > 0)
            {
                AddMonthDays(monthStart, days);
            }
            else if (Filter.Weekdays != 0)
            {
                AddWeekdays(monthStart, monthStart.PlusMonths(1), days);
            }
            else
            {
                AddMonthDay(monthStart, _start.Day, days);
            }
        }

        if (_rule.ByMonthDay.Count > 0)
        {
            RemoveUnfit(days, yearStart, nextYear);
        }
    }

    private void AddWeeks(int year, List<LocalDate> days)
    {
        var firstWeek = FirstWeek(year);
        var weeks = Period.DaysBetween(firstWeek, FirstWeek(year + 1)) / 7;
        foreach (var number in _rule.ByWeekNumber)
        {
            var week = number > 0 ? number - 1 : weeks + number;
            if (week < 0 || week >= weeks)
            {
                continue;
            }

            for (var i = 0; i < 7; i++)
            {
                var day = firstWeek.PlusDays((week * 7) + i);
                var isWeekday = Filter.Weekdays != 0 ? (Filter.Weekdays & (1 << (int)day.DayOfWeek)) != 0
                    : _rule.ByMonthDay.Count > 0 || _rule.ByYearDay.Count > 0 || day.DayOfWeek == _start.DayOfWeek;
                AddIf(days, day, isWeekday && Filter.MonthFits(day) && Filter.MonthDayFits(day) && Filter.YearDayFits(day));
            }
        }
    }

    private void AddYearDays(int year, List<LocalDate> days)
    {
        var length = CalendarSystem.Iso.GetDaysInYear(year);
        foreach (var number in _rule.ByYearDay)
        {
            var index = number > 0 ? number - 1 : length + number;
            if (index >= 0 && index < length)
            {
                days.Add(new LocalDate(year, 1, 1).PlusDays(index));
            }
            else if (_rule.Skip != RecurrenceSkip.Omit)
            {
                days.Add(Skipped(new LocalDate(year, 1, 1), length, index));
            }
        }
    }

    private void AddMonthDays(LocalDate monthStart, List<LocalDate> days)
    {
        foreach (var number in _rule.ByMonthDay)
        {
            AddMonthDay(monthStart, number, days);
        }
    }

    private void AddMonthDay(LocalDate monthStart, int number, List<LocalDate> days)
    {
        var length = CalendarSystem.Iso.GetDaysInMonth(monthStart.Year, monthStart.Month);
        var index = number > 0 ? number - 1 : length + number;
        if (index >= 0 && index < length)
        {
            days.Add(monthStart.PlusDays(index));
        }
        else if (_rule.Skip != RecurrenceSkip.Omit)
        {
            days.Add(Skipped(monthStart, length, index));
        }
    }

    /// <summary>RFC 7529 4.1: the neighbour of a day that would lie before the first or after the last of its month or year.</summary>
    private LocalDate Skipped(LocalDate first, int length, int index)
    {
        var neighbour = index < 0 ? first.PlusDays(-1) : first.PlusDays(length - 1);
        return _rule.Skip == RecurrenceSkip.Backward ? neighbour : neighbour.PlusDays(1);
    }

    private void AddWeekdays(LocalDate from, LocalDate to, List<LocalDate> days)
    {
        foreach (var (ordinal, weekday) in _rule.ByDay)
        {
            if (ordinal >= 0)
            {
                var first = from.PlusDays(((int)weekday - (int)from.DayOfWeek + 7) % 7);
                for (var day = first.PlusDays(Math.Max(0, ordinal - 1) * 7); day < to; day = day.PlusDays(7))
                {
                    days.Add(day);
                    if (ordinal > 0)
                    {
                        break;
                    }
                }
            }
            else
            {
                var lastDay = to.PlusDays(-1);
                var day = lastDay.PlusDays(-(((int)lastDay.DayOfWeek - (int)weekday + 7) % 7) + ((ordinal + 1) * 7));
                AddIf(days, day, day >= from);
            }
        }
    }

    /// <summary>Keeps the days that BYDAY names; ordinals count within the month when months are given, else within the period.</summary>
    private void RemoveUnfit(List<LocalDate> days, LocalDate from, LocalDate to)
    {
        if (Filter.Weekdays == 0)
        {
            return;
        }

        if (!_hasOrdinals)
        {
            days.RemoveAll(day => !Filter.WeekdayFits(day));
            return;
        }

        var named = new List<LocalDate>();
        if (Filter.Months == 0 || _rule.Frequency == RecurrenceFrequency.Monthly)
        {
            AddWeekdays(from, to, named);
        }
        else
        {
            for (var month = from; month < to; month = month.PlusMonths(1))
            {
                AddWeekdays(month, month.PlusMonths(1), named);
            }
        }

        var set = named.ToHashSet();
        days.RemoveAll(day => !set.Contains(day));
    }

    private LocalDate WeekStart(LocalDate day)
    {
        var back = ((int)day.DayOfWeek - (int)_rule.WeekStart + 7) % 7;
        return day > LocalDate.MinIsoValue.PlusDays(7) ? day.PlusDays(-back) : day;
    }

    /// <summary>RFC 5545 3.3.10: week 1 is the first with at least four days in the year.</summary>
    private LocalDate FirstWeek(int year) => WeekStart(new LocalDate(year, 1, 4));

    private int WeekYearOf(LocalDate day)
    {
        if (day < FirstWeek(day.Year))
        {
            return day.Year - 1;
        }

        return day.Year < LastDay.Year && day >= FirstWeek(day.Year + 1) ? day.Year + 1 : day.Year;
    }

    private static void AddIf(List<LocalDate> days, LocalDate day, bool condition)
    {
        if (condition)
        {
            days.Add(day);
        }
    }

    private static void SortDistinct(List<LocalDate> days)
    {
        if (days.Count < 2)
        {
            return;
        }

        days.Sort();
        var kept = 1;
        for (var i = 1; i < days.Count; i++)
        {
            if (days[i] != days[kept - 1])
            {
                days[kept++] = days[i];
            }
        }

        days.RemoveRange(kept, days.Count - kept);
    }
}
