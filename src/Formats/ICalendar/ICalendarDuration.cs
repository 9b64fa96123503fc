using System.Text;
using NodaTime;

namespace Mapigate.Formats.ICalendar;

/// <summary>A DURATION value (RFC 5545 3.3.6): days are nominal (a day may have 23 or 25 hours), hours and less are exact.</summary>
/// <param name="IsNegative">Whether the duration runs backwards.</param>
/// <param name="Weeks">Weeks.</param>
/// <param name="Days">Days.</param>
/// <param name="Hours">Hours.</param>
/// <param name="Minutes">Minutes.</param>
/// <param name="Seconds">Seconds.</param>
public readonly record struct ICalendarDuration(bool IsNegative, int Weeks, int Days, int Hours, int Minutes, int Seconds)
{
    // The sum of all parts at their greatest stays within NodaTime's Duration.
    private const int MaxDayNumber = 1_000_000;
    private const int MaxTimeNumber = 100_000_000;

    /// <summary>Weeks and days, with sign.</summary>
    public int NominalDays => (IsNegative ? -1 : 1) * ((Weeks * 7) + Days);

    /// <summary>Hours, minutes and seconds, with sign, in seconds.</summary>
    public long ExactSeconds => (IsNegative ? -1 : 1) * ((Hours * 3600L) + (Minutes * 60L) + Seconds);

    /// <summary>The duration with days of 24 hours.</summary>
    public Duration ToDuration() => Duration.FromSeconds((NominalDays * 86_400L) + ExactSeconds);

    public static ICalendarDuration OfSeconds(long seconds)
    {
        var rest = Math.Abs(seconds);
        return new ICalendarDuration(seconds < 0, 0, (int)(rest / 86_400), (int)(rest / 3600 % 24), (int)(rest / 60 % 60), (int)(rest % 60));
    }

    public static bool TryParse(ReadOnlySpan<char> raw, out ICalendarDuration value)
    {
        value = default;
        raw = raw.Trim();
        var negative = false;
        if (!raw.IsEmpty && raw[0] is '+' or '-')
        {
            negative = raw[0] == '-';
            raw = raw[1..];
        }

        if (raw.Length < 2 || raw[0] is not ('P' or 'p'))
        {
            return false;
        }

        Span<int> parts = stackalloc int[5];
        var number = -1;
        var inTime = false;
        foreach (var c in raw[1..])
        {
            if (char.IsAsciiDigit(c))
            {
                number = (Math.Max(number, 0) * 10) + (c - '0');
                if (number > MaxTimeNumber)
                {
                    return false;
                }

                continue;
            }

            if (c is 'T' or 't' && number < 0)
            {
                inTime = true;
                continue;
            }

            var part = char.ToUpperInvariant(c) switch { 'W' => 0, 'D' => 1, 'H' => 2, 'M' => 3, 'S' => 4, _ => -1 };
            if (part < 0 || number < 0 || (part >= 2) != inTime || (part < 2 && number > MaxDayNumber))
            {
                return false;
            }

            parts[part] = number;
            number = -1;
        }

        value = new ICalendarDuration(negative, parts[0], parts[1], parts[2], parts[3], parts[4]);

        // A number without its unit, or no number at all.
        return number < 0 && char.IsLetter(raw[^1]) && raw[^1] is not ('P' or 'p' or 'T' or 't');
    }

    public override string ToString()
    {
        var text = new StringBuilder(IsNegative ? "-P" : "P");
        if (Weeks != 0 && Days == 0 && Hours == 0 && Minutes == 0 && Seconds == 0)
        {
            return text.Append(Weeks).Append('W').ToString();
        }

        // RFC 5545 3.3.6: weeks stand alone.
        var days = (Weeks * 7) + Days;
        if (days != 0)
        {
            text.Append(days).Append('D');
        }

        if (Hours != 0 || Minutes != 0 || Seconds != 0 || days == 0)
        {
            text.Append('T');
            if (Hours != 0)
            {
                text.Append(Hours).Append('H');
            }

            if (Minutes != 0 || (Hours != 0 && Seconds != 0))
            {
                text.Append(Minutes).Append('M');
            }

            if (Seconds != 0 || (Hours == 0 && Minutes == 0))
            {
                text.Append(Seconds).Append('S');
            }
        }

        return text.ToString();
    }
}
