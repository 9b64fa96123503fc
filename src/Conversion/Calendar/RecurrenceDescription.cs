using System.Globalization;
using Mapigate.Mapi.Wire.OxoCal;

namespace Mapigate.Conversion.Calendar;

/// <summary>A recurrence in words, for PidLidRecurrencePattern. [MS-OXOCAL] 2.2.1.46</summary>
internal static class RecurrenceDescription
{
    private static readonly string[] Ordinals = ["first", "second", "third", "fourth", "last"];

    public static string Of(AppointmentRecurrencePattern recurrence)
    {
        var pattern = recurrence.Pattern;
        var start = recurrence.StartTimeOffset % 1440;
        var end = recurrence.EndTimeOffset % 1440;
        var time = recurrence.EndTimeOffset - recurrence.StartTimeOffset >= 1440 ? string.Empty : $" from {start / 60:D2}:{start % 60:D2} to {end / 60:D2}:{end % 60:D2}";
        return $"every {Cycle(pattern)}{time}";
    }

    private static string Cycle(RecurrencePattern pattern)
    {
        var isYearly = pattern.Frequency == RecurFrequency.Yearly;
        var months = isYearly ? Every(pattern.Period / 12, "year") : Every(pattern.Period, "month");
        var ofMonth = isYearly ? " of " + pattern.StartDate.ToDateTime().ToString("MMMM", CultureInfo.InvariantCulture) : string.Empty;
        return pattern.PatternType switch
        {
            RecurrencePatternType.Day => Every(pattern.Period / 1440, "day"),
            RecurrencePatternType.Week when pattern.Period == 1 => Names(pattern.Weekdays),
            RecurrencePatternType.Week => $"{Every(pattern.Period, "week")} on {Names(pattern.Weekdays)}",
            RecurrencePatternType.MonthNth => $"{months} on the {Ordinals[(int)Math.Clamp(pattern.Nth, 1, 5) - 1]} {Names(pattern.Weekdays)}{ofMonth}",
            _ when pattern.DayOfMonth >= 31 => $"{months} on the last day{ofMonth}",
            _ => $"{months} on day {pattern.DayOfMonth}{ofMonth}",
        };
    }

    private static string Every(uint count, string unit) => count <= 1 ? unit : $"{count} {unit}s";

    private static string Names(RecurrenceWeekdays days) => days switch
    {
        RecurrenceWeekdays.All => "day",
        RecurrenceWeekdays.Workdays => "weekday",
        RecurrenceWeekdays.WeekendDays => "weekend day",
        _ => string.Join(", ", Enumerable.Range(0, 7).Where(day => ((uint)days & (1u << day)) != 0).Select(day => (DayOfWeek)day)),
    };
}
