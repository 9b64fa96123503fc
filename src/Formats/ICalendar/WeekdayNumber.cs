using NodaTime;

namespace Mapigate.Formats.ICalendar;

/// <summary>One element of BYDAY (RFC 5545 3.3.10): a weekday, every one (0) or the nth from the start or, negative, from the end.</summary>
/// <param name="Ordinal">0, or -53 to 53.</param>
/// <param name="Day">The weekday.</param>
public readonly record struct WeekdayNumber(int Ordinal, IsoDayOfWeek Day)
{
    private static readonly string[] Names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    /// <summary>The two letters of a weekday.</summary>
    public static string NameOf(IsoDayOfWeek day) => Names[(int)day - 1];

    public static bool TryParse(ReadOnlySpan<char> raw, out WeekdayNumber value)
    {
        value = default;
        raw = raw.Trim();
        if (raw.Length < 2 || !TryParseDay(raw[^2..], out var day))
        {
            return false;
        }

        var number = raw[..^2];
        if (number.IsEmpty)
        {
            value = new WeekdayNumber(0, day);
            return true;
        }

        if (!RecurrenceRule.TryParseNumber(number, out var ordinal) || ordinal is 0 or < -53 or > 53)
        {
            return false;
        }

        value = new WeekdayNumber(ordinal, day);
        return true;
    }

    public static bool TryParseDay(ReadOnlySpan<char> raw, out IsoDayOfWeek day)
    {
        for (var i = 0; i < Names.Length; i++)
        {
            if (raw.Equals(Names[i], StringComparison.OrdinalIgnoreCase))
            {
                day = (IsoDayOfWeek)(i + 1);
                return true;
            }
        }

        day = IsoDayOfWeek.None;
        return false;
    }

    public override string ToString() => Ordinal == 0 ? NameOf(Day) : $"{Ordinal}{NameOf(Day)}";
}
