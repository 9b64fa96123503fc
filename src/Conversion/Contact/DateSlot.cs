using System.Globalization;
using Mapigate.Formats.ICalendar;
using Mapigate.Formats.VCard;
using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Conversion.Contact;

/// <summary>A day: the time of its midnight, and the same as the user's calendar shows it. [MS-OXOCNTC] 2.2.1.5</summary>
/// <param name="time">PtypTime in UTC.</param>
/// <param name="local">The day itself.</param>
/// <param name="names">Names; the first is written.</param>
internal sealed class DateSlot(PropertyTag time, NamedProperty local, params string[] names) : ContactSlot
{
    /// <summary>Stands for no year. [MS-OXOCNTC] 2.2.1.5.1</summary>
    private const int NoYear = 1604;

    private static readonly string[] Formats = ["yyyyMMdd", "yyyy-MM-dd", "yyyy-M-d"];

    public override IReadOnlyList<MapiProperty> Properties { get; } = [time, local];

    public override bool Takes(CardLine line) => Array.Exists(names, line.Is) && DayOf(line) is not null;

    public override void Read(CardLine line, PropertyBag bag)
    {
        var day = FileTime.From(DayOf(line)!.Value.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
        bag.Set(time, day);
        bag.Set(local, day);
    }

    public override ICalendarProperty? Write(PropertyBag bag, CardLine? line, string version)
    {
        var value = bag.TryGet(local.Name, out var given) && given is FileTime days ? days : bag[time] is FileTime moment ? moment : default;
        if (value == default)
            return null;

        // A midnight of some zone's own lies within half a day of the one that is meant.
        var day = DateOnly.FromDateTime(value.ToDateTimeUtc().AddHours(12));
        var name = version == "4.0" && names.Contains("ANNIVERSARY") ? "ANNIVERSARY" : names[0];
        return day.Year == NoYear && version == "4.0"
            ? Line(line, name, day.ToString("--MMdd", CultureInfo.InvariantCulture))
            : Line(line, name, day.ToString(version == "4.0" ? "yyyyMMdd" : "yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    private static DateOnly? DayOf(CardLine line)
    {
        var text = line.Property.RawValue.Trim();
        if (text.IndexOf('T', StringComparison.Ordinal) is > 0 and var end)
            text = text[..end];
        if (text.StartsWith("--", StringComparison.Ordinal))
            text = $"{NoYear}{text[2..].Replace("-", "", StringComparison.Ordinal)}";
        return DateOnly.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year > 1600 ? day : null;
    }
}
