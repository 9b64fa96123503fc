using Mapigate.Formats.ICalendar;
using Mapigate.Mapi.Wire.OxcData;
using NodaTime;
using NodaTime.Text;

namespace Mapigate.Conversion.Calendar;

/// <summary>A stored iCalendar object as MAPI appointments.</summary>
public static class CalendarObjects
{
    /// <summary>Converts any bytes; what holds no event gives no item.</summary>
    /// <param name="content">The object as the server stores it.</param>
    /// <param name="ownerAddress">Address of the mailbox's owner.</param>
    /// <param name="timeZone">IANA name of the zone of days and floating times; an unknown one is UTC.</param>
    /// <param name="now">The present.</param>
    public static IReadOnlyList<CalendarItem> Convert(ReadOnlySpan<byte> content, string ownerAddress, string timeZone, DateTimeOffset now)
    {
        if (ICalendarDocument.Parse(content).Calendar is not { } calendar)
            return [];
        var zones = new CalendarTimeZones(calendar, DateTimeZoneProviders.Tzdb.GetZoneOrNull(timeZone) ?? DateTimeZone.Utc);
        var options = new AppointmentConversionOptions { OwnerAddresses = [ownerAddress], Now = Instant.FromDateTimeOffset(now) };
        return CalendarSeries.Of(calendar, "VEVENT", zones)
            .Take(options.MaxSingleInstances)
            .SelectMany(series => AppointmentConverter.Convert(series, options).Select(a => new CalendarItem(InstanceOf(series, a), a.Item)))
            .Take(options.MaxSingleInstances)
            .ToList();
    }

    /// <summary>A new calendar object of an appointment that was composed through MAPI.</summary>
    /// <param name="item">The appointment.</param>
    /// <param name="uid">UID where the appointment has no PidLidGlobalObjectId.</param>
    /// <param name="ownerAddress">Address of the mailbox's owner.</param>
    /// <param name="timeZone">IANA name of the owner's zone; an unknown one is UTC.</param>
    /// <param name="now">The present.</param>
    /// <param name="resolveAddress">The SMTP address behind another kind of address, or null.</param>
    public static byte[] Compose(ConvertedItem item, string uid, string ownerAddress, string timeZone, DateTimeOffset now, Func<PropertyBag, string?> resolveAddress) =>
        AppointmentComposer.Compose(item, new AppointmentComposeOptions
        {
            Uid = uid,
            Stamp = Instant.FromDateTimeOffset(now),
            Zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(timeZone) ?? DateTimeZone.Utc,
            OwnerAddresses = [ownerAddress],
            ResolveAddress = resolveAddress,
        }).ToBytes();

    private static string? InstanceOf(CalendarSeries series, ConvertedAppointment appointment) =>
        appointment.RecurrenceId is { } local ? $"{series.Uid} {LocalDateTimePattern.ExtendedIso.Format(local)}" : null;
}
