namespace Mapigate.Mapi.Wire.OxoCal;

/// <summary>The FirstDateTime field: the place of a series in the cycle of its period, counted from 1601. [MS-OXOCAL] 2.2.1.44.1.1</summary>
public static class RecurrenceCycle
{
    private const uint MinutesOfDay = 1440;
    private const uint MinutesOfWeek = 7 * MinutesOfDay;

    /// <summary>The value of FirstDateTime that belongs to the other fields of the pattern.</summary>
    public static uint FirstDateTime(RecurrencePattern pattern)
    {
        var period = Math.Max(1, pattern.Period);
        switch (pattern.PatternType)
        {
            case RecurrencePatternType.Day:
                return pattern.StartDate.Date.Minutes % period;
            case RecurrencePatternType.Week:
                var start = pattern.StartDate.ToDateTime().Date;
                var back = ((int)start.DayOfWeek - (int)pattern.FirstDayOfWeek + 7) % 7;
                var weekStart = RecurrenceTime.From(start).Minutes - Math.Min(RecurrenceTime.From(start).Minutes, (uint)back * MinutesOfDay);
                return (uint)(weekStart % ((ulong)period * MinutesOfWeek));
            default:
                var first = pattern.StartDate.ToDateTime();
                var months = (uint)(((first.Year - 1601) * 12) + first.Month - 1) % period;
                return RecurrenceTime.From(new DateTime(1601, 1, 1).AddMonths((int)months)).Minutes;
        }
    }
}
