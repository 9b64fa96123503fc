using System.Globalization;
using System.Text;
using NodaTime;

namespace Mapigate.Formats.ICalendar;

/// <summary>A RECUR value (RFC 5545 3.3.10), with RSCALE and SKIP of RFC 7529.</summary>
public sealed record RecurrenceRule
{
    private const int MaxListLength = 1000;

    public required RecurrenceFrequency Frequency { get; init; }

    /// <summary>Every how many periods, from 1.</summary>
    public int Interval { get; init; } = 1;

    /// <summary>Number of instances; null where the rule is not bounded by it.</summary>
    public int? Count { get; init; }

    /// <summary>The last moment or day at which an instance may start; null where the rule is not bounded by it.</summary>
    public ICalendarDateTime? Until { get; init; }

    public IReadOnlyList<int> BySecond { get; init; } = [];

    public IReadOnlyList<int> ByMinute { get; init; } = [];

    public IReadOnlyList<int> ByHour { get; init; } = [];

    public IReadOnlyList<WeekdayNumber> ByDay { get; init; } = [];

    public IReadOnlyList<int> ByMonthDay { get; init; } = [];

    public IReadOnlyList<int> ByYearDay { get; init; } = [];

    public IReadOnlyList<int> ByWeekNumber { get; init; } = [];

    public IReadOnlyList<int> ByMonth { get; init; } = [];

    public IReadOnlyList<int> BySetPosition { get; init; } = [];

    public IsoDayOfWeek WeekStart { get; init; } = IsoDayOfWeek.Monday;

    /// <summary>RSCALE in upper case; null stands for GREGORIAN without mention.</summary>
    public string? CalendarScale { get; init; }

    public RecurrenceSkip Skip { get; init; }

    /// <summary>Parts of names that are not known, as written.</summary>
    public IReadOnlyList<string> UnknownParts { get; init; } = [];

    /// <summary>Whether the expansion of this rule is known: the Gregorian calendar.</summary>
    public bool IsGregorian => CalendarScale is null or "GREGORIAN";

    /// <summary>Reads a rule. Empty parts are passed over; a part that cannot be understood fails the rule, since it would mean other days.</summary>
    public static bool TryParse(string raw, out RecurrenceRule? rule)
    {
        rule = null;
        var parsed = new RecurrenceRule { Frequency = RecurrenceFrequency.Daily };
        var hasFrequency = false;
        var unknown = new List<string>();

        // Some writers escape the rule as if it were TEXT.
        foreach (var part in raw.Replace("\\", string.Empty, StringComparison.Ordinal).Split(';', MaxListLength, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var name = (equals < 0 ? part : part[..equals]).TrimEnd().ToUpperInvariant();
            var value = equals < 0 ? string.Empty : part[(equals + 1)..].Trim();
            if (value.Length == 0)
            {
                continue;
            }

            if (ReadPart(parsed, name, value, unknown) is not { } next)
            {
                return false;
            }

            parsed = next;
            hasFrequency |= name == "FREQ";
        }

        if (!hasFrequency)
        {
            return false;
        }

        rule = parsed with { UnknownParts = unknown };
        return true;
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        void Part(string name, object value) => text.Append(text.Length == 0 ? string.Empty : ";").Append(name).Append('=').Append(value);
        void List<T>(string name, IReadOnlyList<T> values)
        {
            if (values.Count > 0)
            {
                Part(name, string.Join(',', values));
            }
        }

        if (CalendarScale is not null)
        {
            Part("RSCALE", CalendarScale);
        }

        Part("FREQ", Frequency.ToString().ToUpperInvariant());
        if (Until is { } until)
        {
            Part("UNTIL", until);
        }

        if (Count is { } count)
        {
            Part("COUNT", count);
        }

        if (Interval != 1)
        {
            Part("INTERVAL", Interval);
        }

        List("BYSECOND", BySecond);
        List("BYMINUTE", ByMinute);
        List("BYHOUR", ByHour);
        List("BYDAY", ByDay);
        List("BYMONTHDAY", ByMonthDay);
        List("BYYEARDAY", ByYearDay);
        List("BYWEEKNO", ByWeekNumber);
        List("BYMONTH", ByMonth);
        List("BYSETPOS", BySetPosition);
        if (WeekStart != IsoDayOfWeek.Monday)
        {
            Part("WKST", WeekdayNumber.NameOf(WeekStart));
        }

        if (Skip != RecurrenceSkip.Omit)
        {
            Part("SKIP", Skip.ToString().ToUpperInvariant());
        }

        foreach (var part in UnknownParts)
        {
            text.Append(';').Append(part);
        }

        return text.ToString();
    }

    internal static bool TryParseNumber(ReadOnlySpan<char> raw, out int value) =>
        int.TryParse(raw.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    private static RecurrenceRule? ReadPart(RecurrenceRule rule, string name, string value, List<string> unknown)
    {
        switch (name)
        {
            case "FREQ":
                return Enum.TryParse<RecurrenceFrequency>(value, ignoreCase: true, out var frequency) && char.IsLetter(value[0]) ? rule with { Frequency = frequency } : null;
            case "INTERVAL":
                return TryParseNumber(value, out var interval) && interval >= 0 ? rule with { Interval = Math.Max(1, interval) } : null;
            case "COUNT":
                return TryParseNumber(value, out var count) && count > 0 ? rule with { Count = count } : null;
            case "UNTIL":
                return ICalendarDateTime.TryParse(value, null, out var until) ? rule with { Until = until } : null;
            case "BYSECOND":
                return Numbers(value, 0, 60) is { } seconds ? rule with { BySecond = seconds } : null;
            case "BYMINUTE":
                return Numbers(value, 0, 59) is { } minutes ? rule with { ByMinute = minutes } : null;
            case "BYHOUR":
                return Numbers(value, 0, 23) is { } hours ? rule with { ByHour = hours } : null;
            case "BYDAY":
                return Weekdays(value) is { } days ? rule with { ByDay = days } : null;
            case "BYMONTHDAY":
                return Numbers(value, -31, 31) is { } monthDays ? rule with { ByMonthDay = monthDays } : null;
            case "BYYEARDAY":
                return Numbers(value, -366, 366) is { } yearDays ? rule with { ByYearDay = yearDays } : null;
            case "BYWEEKNO":
                return Numbers(value, -53, 53) is { } weeks ? rule with { ByWeekNumber = weeks } : null;
            case "BYMONTH":
                return Numbers(value, 1, 12) is { } months ? rule with { ByMonth = months } : null;
            case "BYSETPOS":
                return Numbers(value, -366, 366) is { } positions ? rule with { BySetPosition = positions } : null;
            case "WKST":
                return WeekdayNumber.TryParseDay(value, out var weekStart) ? rule with { WeekStart = weekStart } : null;
            case "RSCALE":
                return rule with { CalendarScale = value.ToUpperInvariant() };
            case "SKIP":
                return Enum.TryParse<RecurrenceSkip>(value, ignoreCase: true, out var skip) && char.IsLetter(value[0]) ? rule with { Skip = skip } : null;
            default:
                unknown.Add($"{name}={value}");
                return rule;
        }
    }

    private static List<int>? Numbers(string value, int min, int max)
    {
        var numbers = new List<int>();
        foreach (var part in value.Split(',', MaxListLength, StringSplitOptions.RemoveEmptyEntries))
        {
            // Lists that may count from the end leave out zero.
            if (!TryParseNumber(part, out var number) || number < min || number > max || (number == 0 && min < 0))
            {
                return null;
            }

            numbers.Add(number);
        }

        return numbers;
    }

    private static List<WeekdayNumber>? Weekdays(string value)
    {
        var days = new List<WeekdayNumber>();
        foreach (var part in value.Split(',', MaxListLength, StringSplitOptions.RemoveEmptyEntries))
        {
            if (WeekdayNumber.TryParse(part, out var day))
            {
                days.Add(day);
            }
            else if (part.AsSpan().Trim() is not ['0', _, _] || !WeekdayNumber.TryParseDay(part.AsSpan().Trim()[1..], out _))
            {
                return null;
            }
        }

        // A zeroth weekday is none; it may stand beside others.
        return days.Count > 0 ? days : null;
    }
}
