using Mapigate.Mapi.Wire.OxoCal;

namespace Mapigate.Conversion.Tests.Calendar;

/// <summary>
/// Expands a blob day by day, as its document describes a client doing it ([MS-OXOCAL] 2.2.1.44.1.1, 3.1.4.5): the periods that count are those
/// whose place in the cycle is FirstDateTime. Shares nothing with the product's own expansion.
/// </summary>
internal static class RecurrenceReading
{
    /// <summary>Local starts of the instances up to a day, exceptions moved, deleted ones left out.</summary>
    public static IReadOnlyList<DateTime> Starts(AppointmentRecurrencePattern blob, DateTime until)
    {
        var pattern = blob.Pattern;
        var deleted = pattern.DeletedInstanceDates.Select(date => date.ToDateTime()).ToHashSet();
        var starts = new List<DateTime>();
        var end = pattern.EndDate.ToDateTime();
        for (var day = pattern.StartDate.ToDateTime(); day <= end && day <= until.Date; day = day.AddDays(1))
        {
            if (IsInPattern(pattern, day) && !deleted.Contains(day))
                starts.Add(day.AddMinutes(blob.StartTimeOffset));
        }

        starts.AddRange(blob.Exceptions.Select(exception => exception.StartDateTime.ToDateTime()).Where(start => start <= until));
        return [.. starts.Order()];
    }

    /// <summary>How many days the pattern selects from first to last.</summary>
    public static int Count(RecurrencePattern pattern)
    {
        var count = 0;
        for (var day = pattern.StartDate.ToDateTime(); day <= pattern.EndDate.ToDateTime(); day = day.AddDays(1))
            count += IsInPattern(pattern, day) ? 1 : 0;
        return count;
    }

    private static bool IsInPattern(RecurrencePattern pattern, DateTime day)
    {
        var minutes = (long)(day - new DateTime(1601, 1, 1)).TotalMinutes;
        switch (pattern.PatternType)
        {
            case RecurrencePatternType.Day:
                return minutes % pattern.Period == pattern.FirstDateTime;
            case RecurrencePatternType.Week:
                var weekStart = minutes - ((((int)day.DayOfWeek - (int)pattern.FirstDayOfWeek + 7) % 7) * 1440L);
                return weekStart % (pattern.Period * 10080L) == pattern.FirstDateTime && Has(pattern, day);
            default:
                var months = ((day.Year - 1601) * 12) + day.Month - 1;
                var place = new DateTime(1601, 1, 1).AddMinutes(pattern.FirstDateTime);
                if (months % (int)pattern.Period != ((place.Year - 1601) * 12) + place.Month - 1)
                    return false;
                var length = DateTime.DaysInMonth(day.Year, day.Month);
                if (pattern.PatternType == RecurrencePatternType.Month)
                    return day.Day == Math.Min((int)pattern.DayOfMonth, length);
                var fitting = Enumerable.Range(1, length).Where(number => Has(pattern, new DateTime(day.Year, day.Month, number))).ToList();
                return pattern.Nth == 5 ? fitting[^1] == day.Day : fitting.Count >= pattern.Nth && fitting[(int)pattern.Nth - 1] == day.Day;
        }
    }

    private static bool Has(RecurrencePattern pattern, DateTime day) => ((uint)pattern.Weekdays & (1u << (int)day.DayOfWeek)) != 0;
}
