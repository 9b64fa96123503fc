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
        var options = new AppointmentConversionOptions { OwnerAddresses = [ownerAddress], Now = Instant.FromDateTimeOffset(now) };
        return SeriesOf(calendar, timeZone)
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
        AppointmentComposer.Compose(item, Options(uid, ownerAddress, timeZone, now, resolveAddress)).ToBytes();

    /// <summary>The stored object with what was changed: all that MAPI does not know stays as it is written.</summary>
    /// <param name="content">The object as it is stored.</param>
    /// <param name="instance">Which instance was changed, see <see cref="CalendarItem.Instance"/>; null for the series or the only appointment.</param>
    /// <param name="after">The appointment as it is now.</param>
    /// <param name="ownerAddress">Address of the mailbox's owner.</param>
    /// <param name="timeZone">IANA name of the owner's zone; an unknown one is UTC.</param>
    /// <param name="now">The present.</param>
    /// <param name="resolveAddress">The SMTP address behind another kind of address, or null.</param>
    /// <returns>Null where the object holds no such appointment.</returns>
    public static byte[]? Change(
        ReadOnlySpan<byte> content, string? instance, ConvertedItem after, string ownerAddress, string timeZone, DateTimeOffset now, Func<PropertyBag, string?> resolveAddress)
    {
        var before = Convert(content, ownerAddress, timeZone, now).FirstOrDefault(i => i.Instance == instance)?.Item;
        var document = ICalendarDocument.Parse(content);
        if (before is null || document.Calendar is not { } calendar || Find(calendar, instance, timeZone) is not { } found)
            return null;
        var editor = new AppointmentEditor(calendar, found.Series, Options(found.Series.Uid, ownerAddress, timeZone, now, resolveAddress));
        if (found.RecurrenceId is { } local)
            editor.ChangeInstance(local, before, after);
        else
            editor.ChangeWhole(before, after);
        return document.ToBytes();
    }

    /// <summary>The stored object without one instance of its series; null where the object holds no such instance, or would be left without any.</summary>
    public static byte[]? RemoveInstance(ReadOnlySpan<byte> content, string instance, string timeZone, DateTimeOffset now)
    {
        var document = ICalendarDocument.Parse(content);
        if (document.Calendar is not { } calendar || Find(calendar, instance, timeZone) is not { RecurrenceId: { } local } found)
            return null;
        if (!found.Series.HasMaster && found.Series.OverridesByInstance.Count <= 1)
            return null;
        new AppointmentEditor(calendar, found.Series, Options(found.Series.Uid, "", timeZone, now, static _ => null)).RemoveInstance(local);
        return document.ToBytes();
    }

    /// <summary>The UID of the first event; null where there is none.</summary>
    public static string? UidOf(ReadOnlySpan<byte> content) =>
        ICalendarDocument.Parse(content).Calendar?.AllChildren("VEVENT").Select(e => e.Property("UID")?.GetText().Trim()).FirstOrDefault(uid => !string.IsNullOrEmpty(uid));

    /// <summary>The same object as another: a copy lies beside the first, and a server takes each UID once.</summary>
    public static byte[] WithUid(ReadOnlySpan<byte> content, string uid)
    {
        var document = ICalendarDocument.Parse(content);
        foreach (var component in document.Components.SelectMany(c => c.Children).Where(c => c.Property("UID") is not null))
            component.Set(ICalendarPropertyValues.OfText("UID", uid));
        return document.ToBytes();
    }

    private static AppointmentComposeOptions Options(string uid, string ownerAddress, string timeZone, DateTimeOffset now, Func<PropertyBag, string?> resolveAddress) => new()
    {
        Uid = uid,
        Stamp = Instant.FromDateTimeOffset(now),
        Zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(timeZone) ?? DateTimeZone.Utc,
        OwnerAddresses = [ownerAddress],
        ResolveAddress = resolveAddress,
    };

    private static IReadOnlyList<CalendarSeries> SeriesOf(ICalendarComponent calendar, string timeZone) =>
        CalendarSeries.Of(calendar, "VEVENT", new CalendarTimeZones(calendar, DateTimeZoneProviders.Tzdb.GetZoneOrNull(timeZone) ?? DateTimeZone.Utc));

    private static (CalendarSeries Series, LocalDateTime? RecurrenceId)? Find(ICalendarComponent calendar, string? instance, string timeZone)
    {
        foreach (var series in SeriesOf(calendar, timeZone))
        {
            if (instance is null)
                return (series, null);
            if (instance.StartsWith(series.Uid + " ", StringComparison.Ordinal) && LocalDateTimePattern.ExtendedIso.Parse(instance[(series.Uid.Length + 1)..]) is { Success: true } local)
                return (series, local.Value);
        }

        return null;
    }

    private static string? InstanceOf(CalendarSeries series, ConvertedAppointment appointment) =>
        appointment.RecurrenceId is { } local ? $"{series.Uid} {LocalDateTimePattern.ExtendedIso.Format(local)}" : null;
}
