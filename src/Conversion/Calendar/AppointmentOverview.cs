using System.Globalization;
using System.Text;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;
using NodaTime;

namespace Mapigate.Conversion.Calendar;

/// <summary>An appointment as a few lines of text, for readers that know mail only.</summary>
public static class AppointmentOverview
{
    /// <param name="item">The appointment.</param>
    /// <param name="timeZone">IANA name of the zone whose clock is told; an unknown one is UTC.</param>
    public static string Of(ConvertedItem item, string timeZone)
    {
        var bag = item.Properties;
        var text = new StringBuilder();
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(timeZone) ?? DateTimeZone.Utc;
        Add(bag.Get<string>(PidTag.Subject));
        Add(Times(bag, zone));
        Add(bag.Get<string>(PidLid.RecurrencePattern));
        Add(bag.Get<string>(PidLid.Location));
        return text.ToString().TrimEnd();

        void Add(string? value)
        {
            if (!string.IsNullOrWhiteSpace(value))
                text.Append(value).Append('\n');
        }
    }

    private static string? Times(PropertyBag bag, DateTimeZone zone)
    {
        if (bag.Get<FileTime>(PidLid.AppointmentStartWhole) is not { Value: > 0 } start || bag.Get<FileTime>(PidLid.AppointmentEndWhole) is not { Value: > 0 } end)
            return null;
        var (from, to) = (MapiTime.ToInstant(start).InZone(zone).LocalDateTime, MapiTime.ToInstant(end).InZone(zone).LocalDateTime);
        if (bag.Get<bool>(PidLid.AppointmentSubType))
            return from.Date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
        var last = to.Date == from.Date ? "HH:mm" : "uuuu-MM-dd HH:mm";
        return string.Create(CultureInfo.InvariantCulture, $"{from:uuuu-MM-dd HH:mm} - {to.ToString(last, CultureInfo.InvariantCulture)} ({zone.Id})");
    }
}
