using System.Globalization;
using System.Text;
using NodaTime;

namespace Mapigate.Formats.ICalendar;

/// <summary>Typed reading and making of property values (RFC 5545 3.3). What cannot be read as the type asked for is left out.</summary>
public static class ICalendarPropertyValues
{
    /// <summary>The value as one text, unescaped; quoted-printable and base64 texts of vCalendar 1.0 are decoded.</summary>
    public static string GetText(this ICalendarProperty property) => TextValue.Unescape(Decoded(property));

    /// <summary>The texts of a list such as CATEGORIES.</summary>
    public static IReadOnlyList<string> GetTextList(this ICalendarProperty property) => Unescaped(TextValue.Split(Decoded(property), ','));

    /// <summary>The parts of a structured value such as REQUEST-STATUS or GEO.</summary>
    public static IReadOnlyList<string> GetStructuredText(this ICalendarProperty property) => Unescaped(TextValue.Split(Decoded(property), ';'));

    /// <summary>The first DATE or DATE-TIME; of a PERIOD its start. Null when there is none.</summary>
    public static ICalendarDateTime? GetDateTime(this ICalendarProperty property)
    {
        var values = property.GetDateTimes();
        return values.Count > 0 ? values[0] : null;
    }

    /// <summary>Every DATE, DATE-TIME or PERIOD start of the list.</summary>
    public static IReadOnlyList<ICalendarDateTime> GetDateTimes(this ICalendarProperty property)
    {
        var timeZoneId = property.ParameterValue("TZID");
        var daysOnly = property.ValueType == ICalendarValueType.Date;
        var values = new List<ICalendarDateTime>();
        foreach (var part in property.RawValue.Split(',', ';'))
        {
            var slash = part.IndexOf('/', StringComparison.Ordinal);
            if (ICalendarDateTime.TryParse(slash < 0 ? part : part.AsSpan(0, slash), timeZoneId, out var value))
            {
                // Where the value contradicts its declared type, a time of day that is given counts.
                values.Add(daysOnly && value.Local.TimeOfDay == LocalTime.Midnight ? ICalendarDateTime.OfDate(value.Local.Date) : value);
            }
        }

        return values;
    }

    public static IReadOnlyList<ICalendarPeriod> GetPeriods(this ICalendarProperty property)
    {
        var timeZoneId = property.ParameterValue("TZID");
        var values = new List<ICalendarPeriod>();
        foreach (var part in property.RawValue.Split(','))
        {
            if (ICalendarPeriod.TryParse(part, timeZoneId, out var value))
            {
                values.Add(value);
            }
        }

        return values;
    }

    public static ICalendarDuration? GetDuration(this ICalendarProperty property) =>
        ICalendarDuration.TryParse(property.RawValue, out var value) ? value : null;

    public static Offset? GetUtcOffset(this ICalendarProperty property) =>
        UtcOffsetValue.TryParse(property.RawValue, out var value) ? value : null;

    public static RecurrenceRule? GetRecurrenceRule(this ICalendarProperty property) => RecurrenceRule.TryParse(property.RawValue, out var value) ? value : null;

    public static int? GetInteger(this ICalendarProperty property) =>
        int.TryParse(property.RawValue, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : null;

    public static double? GetFloat(this ICalendarProperty property) =>
        double.TryParse(property.RawValue, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    public static bool? GetBoolean(this ICalendarProperty property) =>
        bool.TryParse(property.RawValue.Trim(), out var value) ? value : null;

    public static Uri? GetUri(this ICalendarProperty property) =>
        Uri.TryCreate(property.RawValue.Trim(), UriKind.RelativeOrAbsolute, out var value) ? value : null;

    /// <summary>The address behind <c>mailto:</c> of a CAL-ADDRESS, or the value itself when it has another scheme or none.</summary>
    public static string GetCalAddress(this ICalendarProperty property)
    {
        const string Scheme = "mailto:";
        var value = property.RawValue.Trim();
        return value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? Uri.UnescapeDataString(value[Scheme.Length..]).Trim() : value;
    }

    /// <summary>The octets of an inline attachment or of another base64 value, or null.</summary>
    public static byte[]? GetBinary(this ICalendarProperty property)
    {
        var isBase64 = property.ValueType == ICalendarValueType.Binary || Encoding64(property);
        if (!isBase64)
        {
            return null;
        }

        var octets = new byte[property.RawValue.Length];
        return Convert.TryFromBase64String(property.RawValue, octets, out var length) ? octets[..length] : null;
    }

    public static ICalendarProperty OfText(string name, string text) => new(name, TextValue.Escape(text));

    public static ICalendarProperty OfTextList(string name, IEnumerable<string> texts) => new(name, string.Join(',', texts.Select(TextValue.Escape)));

    public static ICalendarProperty OfDateTime(string name, ICalendarDateTime value) => OfDateTimes(name, [value]);

    /// <summary>A list of values of one form and one zone.</summary>
    public static ICalendarProperty OfDateTimes(string name, IReadOnlyList<ICalendarDateTime> values)
    {
        var property = new ICalendarProperty(name, string.Join(',', values));
        if (values.Count > 0 && values[0].IsDate)
        {
            property.SetParameter("VALUE", "DATE");
        }
        else if (values.Count > 0 && values[0].TimeZoneId is { } timeZoneId)
        {
            property.SetParameter("TZID", timeZoneId);
        }

        return property;
    }

    public static ICalendarProperty OfInteger(string name, int value) => new(name, value.ToString(CultureInfo.InvariantCulture));

    private static bool Encoding64(ICalendarProperty property) =>
        property.ParameterValue("ENCODING") is { } encoding
            ? encoding.Equals("BASE64", StringComparison.OrdinalIgnoreCase) || encoding.Equals("B", StringComparison.OrdinalIgnoreCase)
            : property.Parameter("BASE64") is not null;

    private static string Decoded(ICalendarProperty property)
    {
        var encoding = property.ParameterValue("ENCODING");
        var isQuotedPrintable = encoding is null ? property.Parameter("QUOTED-PRINTABLE") is not null : encoding.Equals("QUOTED-PRINTABLE", StringComparison.OrdinalIgnoreCase);
        if (isQuotedPrintable)
        {
            return Text(property, QuotedPrintable(property.RawValue));
        }

        return encoding is not null && property.ValueType == ICalendarValueType.Text && property.GetBinary() is { } octets ? Text(property, octets) : property.RawValue;
    }

    private static string Text(ICalendarProperty property, byte[] octets)
    {
        var charset = property.ParameterValue("CHARSET");
        var encoding = charset is null || charset.Equals("UTF-8", StringComparison.OrdinalIgnoreCase) ? Encoding.UTF8 : LegacyCharset.OfName(charset);
        return encoding.GetString(octets).Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    private static byte[] QuotedPrintable(string raw)
    {
        var octets = new List<byte>(raw.Length);
        Span<byte> encoded = stackalloc byte[4];
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] == '=' && i + 2 < raw.Length && byte.TryParse(raw.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet))
            {
                octets.Add(octet);
                i += 2;
            }
            else if (Rune.TryGetRuneAt(raw, i, out var rune))
            {
                var length = rune.EncodeToUtf8(encoded);
                octets.AddRange(encoded[..length]);
                i += rune.Utf16SequenceLength - 1;
            }
        }

        return [.. octets];
    }

    private static List<string> Unescaped(IReadOnlyList<string> parts) => [.. parts.Select(part => TextValue.Unescape(part))];
}
