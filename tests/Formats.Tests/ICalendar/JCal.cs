using System.Globalization;
using System.Text.Json.Nodes;
using Mapigate.Formats.ICalendar;

namespace Mapigate.Formats.Tests.ICalendar;

/// <summary>Puts a document into jCal (RFC 7265), the form in which other implementations state what they read.</summary>
internal static class JCal
{
    public static JsonArray Of(ICalendarComponent component) => new(
        component.Name.ToLowerInvariant(),
        new JsonArray([.. component.Properties.Select(Of)]),
        new JsonArray([.. component.Children.Select(Of)]));

    private static JsonArray Of(ICalendarProperty property)
    {
        var parameters = new JsonObject();
        foreach (var parameter in property.Parameters)
        {
            if (!parameter.Name.Equals("VALUE", StringComparison.OrdinalIgnoreCase))
            {
                parameters[parameter.Name.ToLowerInvariant()] =
                    parameter.Values.Count == 1 ? parameter.Value : new JsonArray([.. parameter.Values.Select(value => JsonValue.Create(value))]);
            }
        }

        var type = property.ValueType;
        var dates = property.GetDateTimes();
        if (type == ICalendarValueType.DateTime && dates.Count > 0 && dates.All(date => date.IsDate))
        {
            type = ICalendarValueType.Date;
        }

        var typeName = type switch
        {
            ICalendarValueType.DateTime => "date-time",
            ICalendarValueType.CalAddress => "cal-address",
            ICalendarValueType.UtcOffset => "utc-offset",
            _ => type.ToString().ToLowerInvariant(),
        };
        return new JsonArray([property.Name.ToLowerInvariant(), parameters, typeName, .. Values(property, type)]);
    }

    private static IEnumerable<JsonNode?> Values(ICalendarProperty property, ICalendarValueType type)
    {
        switch (type)
        {
            case ICalendarValueType.Text when property.Is("REQUEST-STATUS"):
                return [new JsonArray([.. property.GetStructuredText().Select(text => JsonValue.Create(text))])];
            case ICalendarValueType.Text when property.Is("CATEGORIES") || property.Is("RESOURCES"):
                return property.GetTextList().Select(text => JsonValue.Create(text));
            case ICalendarValueType.Text:
                return [property.GetText()];
            case ICalendarValueType.Date or ICalendarValueType.DateTime:
                return property.GetDateTimes().Select(date => JsonValue.Create(Iso(date)));
            case ICalendarValueType.Period:
                return property.GetPeriods().Select(period => new JsonArray(Iso(period.Start), period.End is { } end ? Iso(end) : period.Duration!.Value.ToString()));
            case ICalendarValueType.Integer:
                // ical.js reads what is no number as zero and what is no truth value as false.
                return [property.GetInteger() ?? 0];
            case ICalendarValueType.Boolean:
                return [property.GetBoolean() ?? false];
            case ICalendarValueType.Float when property.Is("GEO"):
                return [new JsonArray([.. property.GetStructuredText().Select(text => JsonValue.Create(double.Parse(text, CultureInfo.InvariantCulture)))])];
            case ICalendarValueType.Float:
                return [property.GetFloat() ?? 0];
            case ICalendarValueType.Duration:
                return [property.GetDuration()!.Value.ToString()];
            case ICalendarValueType.UtcOffset:
                var offset = UtcOffsetValue.Format(property.GetUtcOffset()!.Value);
                return [offset.Insert(3, ":") is var text && text.Length > 6 ? text.Insert(6, ":") : text];
            case ICalendarValueType.Recur:
                return [Of(property.GetRecurrenceRule()!)];
            default:
                return [property.RawValue];
        }
    }

    private static JsonObject Of(RecurrenceRule rule)
    {
        var parts = new JsonObject();
        foreach (var part in rule.ToString().Split(';'))
        {
            var (name, value) = (part[..part.IndexOf('=')], part[(part.IndexOf('=') + 1)..]);
            var items = value.Split(',').Select(item => int.TryParse(item, out var number) && name != "UNTIL" ? JsonValue.Create(number) : JsonValue.Create(item)).ToArray<JsonNode?>();
            parts[name.ToLowerInvariant()] = name == "UNTIL" ? Iso(rule.Until!.Value) : items.Length == 1 ? items[0] : new JsonArray(items);
        }

        return parts;
    }

    private static string Iso(ICalendarDateTime value)
    {
        var day = $"{value.Local.Year:D4}-{value.Local.Month:D2}-{value.Local.Day:D2}";
        return value.IsDate ? day : $"{day}T{value.Local.Hour:D2}:{value.Local.Minute:D2}:{value.Local.Second:D2}{(value.Form == ICalendarDateTimeForm.Utc ? "Z" : string.Empty)}";
    }
}
