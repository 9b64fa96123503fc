using System.Collections.Frozen;

namespace Mapigate.Formats.ICalendar;

/// <summary>Default value types of the registered properties (RFC 5545 3.7 and 3.8, RFC 7986, RFC 7953, RFC 9073, RFC 9074).</summary>
internal static class ICalendarValueTypes
{
    private static readonly FrozenDictionary<string, ICalendarValueType> Defaults = Build();

    private static readonly FrozenDictionary<string, ICalendarValueType> Names = new Dictionary<string, ICalendarValueType>(StringComparer.OrdinalIgnoreCase)
    {
        ["BINARY"] = ICalendarValueType.Binary,
        ["BOOLEAN"] = ICalendarValueType.Boolean,
        ["CAL-ADDRESS"] = ICalendarValueType.CalAddress,
        ["DATE"] = ICalendarValueType.Date,
        ["DATE-TIME"] = ICalendarValueType.DateTime,
        ["DURATION"] = ICalendarValueType.Duration,
        ["FLOAT"] = ICalendarValueType.Float,
        ["INTEGER"] = ICalendarValueType.Integer,
        ["PERIOD"] = ICalendarValueType.Period,
        ["RECUR"] = ICalendarValueType.Recur,
        ["TEXT"] = ICalendarValueType.Text,
        ["TIME"] = ICalendarValueType.Time,
        ["URI"] = ICalendarValueType.Uri,
        ["URL"] = ICalendarValueType.Uri,
        ["UTC-OFFSET"] = ICalendarValueType.UtcOffset,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the name is that of a registered property.</summary>
    public static bool IsRegistered(string propertyName) => Defaults.ContainsKey(propertyName);

    public static ICalendarValueType DefaultOf(string propertyName) => Defaults.GetValueOrDefault(propertyName, ICalendarValueType.Unknown);

    public static ICalendarValueType OfName(string valueParameter) => Names.GetValueOrDefault(valueParameter.Trim(), ICalendarValueType.Unknown);

    private static FrozenDictionary<string, ICalendarValueType> Build()
    {
        var types = new Dictionary<string, ICalendarValueType>(StringComparer.OrdinalIgnoreCase);
        void Add(ICalendarValueType type, string names)
        {
            foreach (var name in names.Split(' '))
            {
                types.Add(name, type);
            }
        }

        Add(
            ICalendarValueType.Text,
            "CALSCALE METHOD PRODID VERSION CATEGORIES CLASS COMMENT DESCRIPTION LOCATION RESOURCES STATUS SUMMARY TRANSP TZID TZNAME CONTACT "
            + "RELATED-TO UID ACTION REQUEST-STATUS NAME COLOR BUSYTYPE PROXIMITY LOCATION-TYPE PARTICIPANT-TYPE RESOURCE-TYPE STYLED-DESCRIPTION");
        Add(ICalendarValueType.Uri, "ATTACH TZURL URL SOURCE IMAGE CONFERENCE CALENDAR-ADDRESS STRUCTURED-DATA");
        Add(ICalendarValueType.CalAddress, "ATTENDEE ORGANIZER");
        Add(ICalendarValueType.DateTime, "COMPLETED DTEND DUE DTSTART RECURRENCE-ID EXDATE RDATE CREATED DTSTAMP LAST-MODIFIED TZUNTIL ACKNOWLEDGED");
        Add(ICalendarValueType.Duration, "DURATION TRIGGER REFRESH-INTERVAL");
        Add(ICalendarValueType.Period, "FREEBUSY");
        Add(ICalendarValueType.Recur, "RRULE EXRULE");
        Add(ICalendarValueType.UtcOffset, "TZOFFSETFROM TZOFFSETTO");
        Add(ICalendarValueType.Integer, "PERCENT-COMPLETE PRIORITY REPEAT SEQUENCE");
        Add(ICalendarValueType.Float, "GEO");
        return types.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
