using NodaTime;

namespace Mapigate.Formats.ICalendar;

/// <summary>The UTC-OFFSET type (RFC 5545 3.3.14), seconds included.</summary>
public static class UtcOffsetValue
{
    public static bool TryParse(ReadOnlySpan<char> raw, out Offset value)
    {
        value = Offset.Zero;
        raw = raw.Trim();
        var negative = raw.StartsWith("-");
        if (negative || raw.StartsWith("+"))
        {
            raw = raw[1..];
        }

        Span<int> digits = stackalloc int[6];
        var count = 0;
        foreach (var c in raw)
        {
            if (c == ':')
            {
                continue;
            }

            if (!char.IsAsciiDigit(c) || count == digits.Length)
            {
                return false;
            }

            digits[count++] = c - '0';
        }

        if (count is not (4 or 6))
        {
            return false;
        }

        var minutes = (digits[2] * 10) + digits[3];
        var seconds = (((digits[0] * 10) + digits[1]) * 3600) + (minutes * 60) + (digits[4] * 10) + digits[5];
        if (minutes > 59 || seconds > Offset.MaxValue.Seconds)
        {
            return false;
        }

        value = Offset.FromSeconds(negative ? -seconds : seconds);
        return true;
    }

    public static string Format(Offset value)
    {
        var seconds = Math.Abs(value.Seconds);
        var text = $"{(value.Seconds < 0 ? '-' : '+')}{seconds / 3600:D2}{seconds / 60 % 60:D2}";
        return seconds % 60 == 0 ? text : $"{text}{seconds % 60:D2}";
    }
}
