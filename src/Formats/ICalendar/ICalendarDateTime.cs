using System.Globalization;
using NodaTime;

namespace Mapigate.Formats.ICalendar;

/// <summary>A DATE or DATE-TIME value (RFC 5545 3.3.4, 3.3.5): a day, or a time that is floating, in UTC, or local to a named zone.</summary>
/// <param name="Local">The value as written; midnight for a day.</param>
/// <param name="Form">How the value is to be understood.</param>
/// <param name="TimeZoneId">The TZID parameter of a zoned value, else null.</param>
public readonly record struct ICalendarDateTime(LocalDateTime Local, ICalendarDateTimeForm Form, string? TimeZoneId = null)
{
    public bool IsDate => Form == ICalendarDateTimeForm.Date;

    public static ICalendarDateTime OfDate(LocalDate date) => new(date.AtMidnight(), ICalendarDateTimeForm.Date);

    public static ICalendarDateTime OfInstant(Instant instant) => new(instant.InUtc().LocalDateTime, ICalendarDateTimeForm.Utc);

    /// <summary>Reads a value. Takes the extended ISO 8601 notation, missing seconds and 24:00 as well.</summary>
    /// <param name="raw">One value.</param>
    /// <param name="timeZoneId">The TZID parameter, or null.</param>
    /// <param name="value">The value.</param>
    public static bool TryParse(ReadOnlySpan<char> raw, string? timeZoneId, out ICalendarDateTime value)
    {
        value = default;
        raw = raw.Trim();
        var utc = raw.EndsWith("Z", StringComparison.OrdinalIgnoreCase);
        if (utc)
        {
            raw = raw[..^1];
        }

        // Digits alone count: 20200131T120000 and 2020-01-31T12:00:00 are the same.
        Span<char> digits = stackalloc char[14];
        var count = 0;
        var timeAt = -1;
        foreach (var c in raw)
        {
            if (char.IsAsciiDigit(c))
            {
                if (count == digits.Length)
                {
                    return false;
                }

                digits[count++] = c;
            }
            else if (c is 'T' or 't' or ' ' && timeAt < 0)
            {
                timeAt = count;
            }
            else if (c is not ('-' or ':'))
            {
                return false;
            }
        }

        var hasTime = timeAt == 8 && count is 12 or 14;
        if (count < 8 || (!hasTime && count != 8) || (timeAt >= 0 && timeAt != 8))
        {
            return false;
        }

        var date = TryDate(Number(digits[..4]), Number(digits[4..6]), Number(digits[6..8]));
        if (date is not { } day)
        {
            return false;
        }

        if (!hasTime)
        {
            value = OfDate(day);
            return true;
        }

        var hour = Number(digits[8..10]);
        var minute = Number(digits[10..12]);
        var second = count == 14 ? Number(digits[12..14]) : 0;
        if (hour > 24 || minute > 59 || second > 60 || (hour == 24 && (minute > 0 || second > 0 || day >= LastDay)))
        {
            return false;
        }

        // Second 60 is a leap second; RFC 5545 3.3.12 has it read as 59 where there are none.
        var local = hour == 24 ? day.PlusDays(1).AtMidnight() : day.At(new LocalTime(hour, minute, Math.Min(second, 59)));
        var zoned = !utc && !string.IsNullOrEmpty(timeZoneId);
        var form = utc ? ICalendarDateTimeForm.Utc : zoned ? ICalendarDateTimeForm.Zoned : ICalendarDateTimeForm.Floating;
        value = new ICalendarDateTime(local, form, zoned ? timeZoneId : null);
        return true;
    }

    /// <summary>The value in the syntax of its type; the zone goes into the TZID parameter.</summary>
    public override string ToString()
    {
        var text = $"{Local.Year:D4}{Local.Month:D2}{Local.Day:D2}";
        return Form switch
        {
            ICalendarDateTimeForm.Date => text,
            ICalendarDateTimeForm.Utc => $"{text}T{Local.Hour:D2}{Local.Minute:D2}{Local.Second:D2}Z",
            _ => $"{text}T{Local.Hour:D2}{Local.Minute:D2}{Local.Second:D2}",
        };
    }

    private static LocalDate LastDay { get; } = new(9999, 12, 31);

    private static LocalDate? TryDate(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month) ? new LocalDate(year, month, day) : null;

    private static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
