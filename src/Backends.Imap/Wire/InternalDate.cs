using System.Buffers.Text;
using System.Globalization;

namespace Mapigate.Backends.Imap.Wire;

/// <summary>IMAP's date-time, "17-Jul-1996 02:44:25 -0700". RFC 3501 9</summary>
internal static class InternalDate
{
    private const string Months = "JanFebMarAprMayJunJulAugSepOctNovDec";

    /// <summary>Null where the text is no such date.</summary>
    public static DateTimeOffset? Parse(ReadOnlySpan<byte> text)
    {
        text = text.Trim((byte)' ');
        if (!TakeNumber(ref text, (byte)'-', out var day) || text.Length < 4 || text[3] != '-')
        {
            return null;
        }

        Span<char> name = [(char)text[0], (char)text[1], (char)text[2]];
        var month = (Months.AsSpan().IndexOf(name, StringComparison.OrdinalIgnoreCase) / 3) + 1;
        var known = Months.AsSpan().IndexOf(name, StringComparison.OrdinalIgnoreCase) is >= 0 and var at && at % 3 == 0;
        text = text[4..];
        if (!known || !TakeNumber(ref text, (byte)' ', out var year) || !TakeNumber(ref text, (byte)':', out var hour)
            || !TakeNumber(ref text, (byte)':', out var minute) || !TakeNumber(ref text, (byte)' ', out var second))
        {
            return null;
        }

        if (year is < 1 or > 9998 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 60)
        {
            return null;
        }

        // A leap second has no place in the platform's dates.
        return new DateTimeOffset(year, month, day, hour, minute, Math.Min(second, 59), Zone(text));
    }

    public static string Format(DateTimeOffset date) =>
        date.ToString("dd-MMM-yyyy HH:mm:ss ", CultureInfo.InvariantCulture) + date.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal);

    private static TimeSpan Zone(ReadOnlySpan<byte> zone)
    {
        if (zone.Length != 5 || zone[0] is not ((byte)'+' or (byte)'-') || !Utf8Parser.TryParse(zone[1..], out int digits, out var used) || used != 4 || digits / 100 > 13 || digits % 100 > 59)
        {
            return TimeSpan.Zero;
        }

        var offset = new TimeSpan(digits / 100, digits % 100, 0);
        return zone[0] == '-' ? -offset : offset;
    }

    private static bool TakeNumber(ref ReadOnlySpan<byte> text, byte separator, out int value)
    {
        if (!Utf8Parser.TryParse(text, out value, out var used) || value < 0 || used >= text.Length || text[used] != separator)
        {
            return false;
        }

        text = text[(used + 1)..];
        return true;
    }
}
