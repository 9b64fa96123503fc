using Mapigate.Formats.ICalendar;
using Mapigate.Mapi.Wire.OxoCal;
using NodaTime;

namespace Mapigate.Conversion.Calendar;

/// <summary>A rule of MAPI as a VTIMEZONE. [MS-OXCICAL] 2.1.3.1.1.19</summary>
internal static class VTimeZoneComposer
{
    private const int FirstYear = 1970;

    public static ICalendarComponent Compose(string id, TimeZoneRule rule)
    {
        var zone = new ICalendarComponent("VTIMEZONE");
        zone.Properties.Add(ICalendarPropertyValues.OfText("TZID", id));
        var standard = ToOffset(rule.Bias + rule.StandardBias);
        var daylight = ToOffset(rule.Bias + rule.DaylightBias);
        if (rule.StandardDate.IsEmpty || rule.DaylightDate.IsEmpty || standard == daylight)
        {
            zone.Children.Add(Observance("STANDARD", default, standard, standard));
            return zone;
        }

        zone.Children.Add(Observance("STANDARD", rule.StandardDate, daylight, standard));
        zone.Children.Add(Observance("DAYLIGHT", rule.DaylightDate, standard, daylight));
        return zone;
    }

    private static ICalendarComponent Observance(string name, SystemTime onset, Offset from, Offset to)
    {
        var component = new ICalendarComponent(name);
        var recurs = onset is { IsEmpty: false, Year: 0 };
        component.Properties.Add(ICalendarPropertyValues.OfDateTime("DTSTART", new ICalendarDateTime(First(onset), ICalendarDateTimeForm.Floating)));
        component.Properties.Add(new ICalendarProperty("TZOFFSETFROM", UtcOffsetValue.Format(from)));
        component.Properties.Add(new ICalendarProperty("TZOFFSETTO", UtcOffsetValue.Format(to)));
        if (recurs)
        {
            var day = new WeekdayNumber(Nth(onset), Weekday(onset));
            var rule = new RecurrenceRule { Frequency = RecurrenceFrequency.Yearly, ByDay = [day], ByMonth = [Month(onset)] };
            component.Properties.Add(new ICalendarProperty("RRULE", rule.ToString()));
        }

        return component;
    }

    private static LocalDateTime First(SystemTime onset)
    {
        if (onset.IsEmpty)
            return new LocalDateTime(FirstYear, 1, 1, 0, 0);
        var time = new LocalTime(Math.Min((int)onset.Hour, 23), Math.Min((int)onset.Minute, 59), Math.Min((int)onset.Second, 59));
        if (onset.Year is >= 1601 and <= 9000)
            return new LocalDate(onset.Year, Month(onset), Math.Clamp((int)onset.Day, 1, CalendarSystem.Iso.GetDaysInMonth(onset.Year, Month(onset)))).At(time);
        return LocalDate.FromYearMonthWeekAndDay(FirstYear, Month(onset), Nth(onset) < 0 ? 5 : Nth(onset), Weekday(onset)).At(time);
    }

    private static int Month(SystemTime onset) => Math.Clamp((int)onset.Month, 1, 12);

    private static int Nth(SystemTime onset) => onset.Day is >= 1 and <= 4 ? onset.Day : -1;

    private static IsoDayOfWeek Weekday(SystemTime onset) => onset.DayOfWeek % 7 == 0 ? IsoDayOfWeek.Sunday : (IsoDayOfWeek)(onset.DayOfWeek % 7);

    private static Offset ToOffset(int bias) => Offset.FromSeconds((int)Math.Clamp(-60L * bias, -18 * 3600, 18 * 3600));
}
