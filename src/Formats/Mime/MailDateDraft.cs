using System.Globalization;
using System.Runtime.InteropServices;

namespace Mapigate.Formats.Mime;

/// <summary>A date that is being read word by word; every word tells by its look what it is.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct MailDateDraft
{
    private const string Months = "janfebmaraprmayjunjulaugsepoctnovdec";

    private int? day;
    private int? month;
    private int? year;
    private int? zone;
    private int? commentZone;
    private int hour;
    private int minute;
    private int second;
    private bool hasTime;

    internal void Word(ReadOnlySpan<char> word)
    {
        if (word.IndexOf(':') > 0 && char.IsAsciiDigit(word[0]))
            ReadIsoOrTime(word);
        else if (word[0] is '+' or '-' && word.Length > 1 && char.IsAsciiDigit(word[1]))
            zone ??= Offset(word);
        else if (char.IsAsciiDigit(word[0]))
            ReadNumber(word);
        else if (char.IsAsciiLetter(word[0]))
            ReadLetters(word);
    }

    /// <summary>A zone name in a comment counts only where nothing else gives the zone.</summary>
    internal void Comment(ReadOnlySpan<char> comment)
    {
        commentZone ??= NamedZone(comment.Trim());
    }

    internal readonly bool TryFinish(out DateTimeOffset date)
    {
        date = default;
        if (day is not { } d || month is not { } m || year is not { } y || y is < 1 or > 9998 || m is < 1 or > 12)
            return false;
        if (d < 1 || d > DateTime.DaysInMonth(y, m) || hour > 24 || minute > 59 || second > 61)
            return false;
        var local = new DateTime(y, m, d, 0, 0, 0, DateTimeKind.Unspecified)
            .AddHours(hour).AddMinutes(minute).AddSeconds(Math.Min(second, 59));
        var offset = zone ?? commentZone ?? 0;
        date = offset is >= -14 * 60 and <= 14 * 60
            ? new DateTimeOffset(local, TimeSpan.FromMinutes(offset))
            : new DateTimeOffset(local.AddMinutes(-Math.Clamp(offset, -24 * 60, 24 * 60)), TimeSpan.Zero);
        return true;
    }

    private void ReadIsoOrTime(ReadOnlySpan<char> word)
    {
        var separator = word.IndexOfAny('T', 't');
        if (separator >= 8 && word[..separator].Contains('-'))
        {
            ReadNumber(word[..separator]);
            word = word[(separator + 1)..];
        }
        ReadTime(word);
    }

    private void ReadTime(ReadOnlySpan<char> word)
    {
        var end = word.IndexOfAnyExcept(MailCharacters.TimeOfDay);
        if (end > 0)
        {
            var tail = word[end..];
            word = word[..end];
            Word(tail);
        }
        if (hasTime)
            return;
        hasTime = true;
        Span<Range> parts = stackalloc Range[4];
        var count = word.Split(parts, ':');
        hour = Number(word[parts[0]]);
        minute = count > 1 ? Number(word[parts[1]]) : 0;
        second = count > 2 ? Number(WithoutFraction(word[parts[2]])) : 0;
    }

    private static ReadOnlySpan<char> WithoutFraction(ReadOnlySpan<char> text) => text.IndexOf('.') is var dot and >= 0 ? text[..dot] : text;

    private void ReadNumber(ReadOnlySpan<char> word)
    {
        Span<Range> parts = stackalloc Range[4];
        var separator = word.ContainsAny("-/") ? word.IndexOf('/') >= 0 ? '/' : '-' : '\0';
        if (separator != '\0' && word.Split(parts, separator) is var count and >= 2)
        {
            // 2004-11-05, 5-Nov-2004, 5/11/2004.
            for (var i = 0; i < Math.Min(count, 3); i++)
            {
                var part = word[parts[i]];
                if (part.IsEmpty)
                    continue;
                if (char.IsAsciiLetter(part[0]))
                    ReadLetters(part);
                else if (count == 3 && word[parts[0]].Length == 4)
                    SetByPosition(i, Number(part));
                else if (i == 1 && month is null)
                    month = Number(part);
                else
                    SetDayOrYear(part);
            }
            return;
        }
        SetDayOrYear(word);
    }

    private void SetByPosition(int index, int number)
    {
        if (index == 0)
            year ??= number;
        else if (index == 1)
            month ??= number;
        else
            day ??= number;
    }

    private void SetDayOrYear(ReadOnlySpan<char> word)
    {
        var end = word.IndexOfAnyExceptInRange('0', '9');
        var digits = end < 0 ? word : word[..end];
        if (digits.Length <= 2 && day is null)
            day = Number(digits);
        else if (digits.Length <= 4 && year is null)
            year = Year(digits);
        else if (digits.Length == 4 && hasTime && zone is null)
            zone = Offset(digits);
    }

    /// <summary>RFC 5322 4.3: two digits below 50 are after 2000, three and other two digits after 1900.</summary>
    private static int Year(ReadOnlySpan<char> digits)
    {
        var number = Number(digits);
        return digits.Length switch
        {
            <= 2 => number < 50 ? 2000 + number : 1900 + number,
            3 => 1900 + number,
            _ => number,
        };
    }

    private void ReadLetters(ReadOnlySpan<char> word)
    {
        if (word.Length >= 3)
        {
            Span<char> lower = stackalloc char[3];
            word[..3].ToLowerInvariant(lower);
            var index = Months.AsSpan().IndexOf(lower);
            if (index >= 0 && index % 3 == 0 && month is null && NamedZone(word) is null)
            {
                month = index / 3 + 1;
                return;
            }
        }
        if (word.Equals("PM", StringComparison.OrdinalIgnoreCase) || word.Equals("AM", StringComparison.OrdinalIgnoreCase))
        {
            if (hour == 12)
                hour = 0;
            if (word[0] is 'P' or 'p' && hour < 12)
                hour += 12;
            return;
        }
        // "GMT+0200": the offset is what counts.
        var sign = word.IndexOfAny('+', '-');
        if (sign > 0 && sign + 1 < word.Length && char.IsAsciiDigit(word[sign + 1]))
            zone ??= Offset(word[sign..]);
        else if (hasTime)
            zone ??= NamedZone(word);
    }

    /// <summary>Minutes east of UTC from "+0130", "+01:30", "+130" or "+1".</summary>
    private static int Offset(ReadOnlySpan<char> word)
    {
        var negative = word[0] == '-';
        Span<char> digits = stackalloc char[4];
        var count = 0;
        foreach (var symbol in word)
        {
            if (char.IsAsciiDigit(symbol) && count < 4)
                digits[count++] = symbol;
        }
        var number = Number(digits[..count]);
        var minutes = count <= 2 ? number * 60 : number / 100 * 60 + number % 100;
        return negative ? -minutes : minutes;
    }

    /// <summary>RFC 5322 4.3 and a few zones that senders name as well; unknown ones, single letters included, mean no known zone.</summary>
    private static int? NamedZone(ReadOnlySpan<char> name)
    {
        Span<char> upper = stackalloc char[5];
        if (name.IsEmpty || name.Length > upper.Length)
            return null;
        name.ToUpperInvariant(upper);
        return upper[..name.Length] switch
        {
            "UT" or "UTC" or "GMT" or "Z" or "WET" => 0,
            "EST" => -300,
            "EDT" or "AST" => -240,
            "CST" => -360,
            "CDT" => -300,
            "MST" => -420,
            "MDT" => -360,
            "PST" => -480,
            "PDT" => -420,
            "ADT" => -180,
            "AKST" => -540,
            "AKDT" => -480,
            "HST" => -600,
            "BST" or "CET" or "MET" or "WEST" or "MEZ" => 60,
            "CEST" or "MEST" or "EET" or "MESZ" => 120,
            "EEST" or "MSK" => 180,
            "MSD" => 240,
            "JST" or "KST" => 540,
            "AEST" => 600,
            "AEDT" => 660,
            "NZST" => 720,
            "NZDT" => 780,
            _ => null,
        };
    }

    private static int Number(ReadOnlySpan<char> digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 99;
}
