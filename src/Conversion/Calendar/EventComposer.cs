using Mapigate.Formats.ICalendar;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxoCal;
using Mapigate.Mapi.Wire.OxProps;
using Mapigate.Mapi.Wire.Primitives;
using NodaTime;

namespace Mapigate.Conversion.Calendar;

/// <summary>The properties of an appointment as one VEVENT. [MS-OXCICAL] 2.1.3.1.1.20</summary>
internal sealed class EventComposer(AppointmentZone zone, AppointmentComposeOptions options)
{
    private static readonly string[] BusyNames = ["FREE", "TENTATIVE", "BUSY", "OOF", "WORKINGELSEWHERE"];

    public ICalendarComponent Compose(PropertyBag bag, IReadOnlyList<PropertyBag> recipients)
    {
        var component = new ICalendarComponent("VEVENT");
        void Text(string name, string? text)
        {
            if (!string.IsNullOrEmpty(text))
                component.Properties.Add(ICalendarPropertyValues.OfText(name, text.ReplaceLineEndings("\n")));
        }

        Text("UID", Uid(bag));
        component.Properties.Add(ICalendarPropertyValues.OfDateTime("DTSTAMP", ICalendarDateTime.OfInstant(options.Stamp)));
        AddTimes(component, bag);
        Text("SUMMARY", bag.Get<string>(PidTag.Subject) ?? bag.Get<string>(PidTag.NormalizedSubject));
        Text("LOCATION", bag.Get<string>(PidLid.Location));
        var (plain, html) = ItemBodies.Of(bag);
        Text("DESCRIPTION", plain?.TrimEnd());
        if (html is not null)
            component.Properties.Add(ICalendarPropertyValues.OfText("X-ALT-DESC", html).SetParameter("FMTTYPE", "text/html"));
        Text("CLASS", bag.Get<int>(PidTag.Sensitivity) switch { 1 => "X-PERSONAL", 2 => "PRIVATE", 3 => "CONFIDENTIAL", _ => "PUBLIC" });
        AddStatus(component, bag);
        if (bag.Get<string[]>(PidName.Keywords) is { Length: > 0 } categories)
            component.Properties.Add(ICalendarPropertyValues.OfTextList("CATEGORIES", categories));
        component.Properties.Add(ICalendarPropertyValues.OfInteger("SEQUENCE", Math.Max(0, bag.Get<int>(PidLid.AppointmentSequence))));
        AddStamp(component, "CREATED", bag.Get<FileTime>(PidTag.CreationTime));
        AddStamp(component, "LAST-MODIFIED", bag.Get<FileTime>(PidTag.LastModificationTime));
        new AttendeeComposer(options).Compose(bag, recipients, component);
        if (bag.Get<bool>(PidLid.ReminderSet))
            component.Children.Add(Alarm(bag.Get<int>(PidLid.ReminderDelta)));
        return component;
    }

    private string Uid(PropertyBag bag)
    {
        var id = bag.Get<byte[]>(PidLid.GlobalObjectId) ?? bag.Get<byte[]>(PidLid.CleanGlobalObjectId);
        try
        {
            return id is null ? options.Uid : GlobalObjectId.Parse(id).ToUid();
        }
        catch (WireFormatException)
        {
            return options.Uid;
        }
    }

    private void AddTimes(ICalendarComponent component, PropertyBag bag)
    {
        var start = MapiTime.ToInstant(Time(bag, PidLid.AppointmentStartWhole, PidTag.StartDate));
        var end = Instant.Max(start, MapiTime.ToInstant(Time(bag, PidLid.AppointmentEndWhole, PidTag.EndDate)));
        var isAllDay = bag.Get<bool>(PidLid.AppointmentSubType);
        component.Properties.Add(ICalendarPropertyValues.OfDateTime("DTSTART", isAllDay ? Day(start) : zone.ToValue(start)));
        component.Properties.Add(ICalendarPropertyValues.OfDateTime("DTEND", isAllDay ? LastDay(start, end) : zone.ToValue(end)));
        if (isAllDay)
            component.Properties.Add(new ICalendarProperty("X-MICROSOFT-CDO-ALLDAYEVENT", "TRUE"));
    }

    private static FileTime Time(PropertyBag bag, NamedProperty named, PropertyTag tag) => bag.TryGet(named.Name, out var value) && value is FileTime time ? time : bag.Get<FileTime>(tag);

    /// <summary>The day of a local midnight; one that a different zone has moved is rounded to the nearest.</summary>
    private ICalendarDateTime Day(Instant instant)
    {
        var local = instant.InZone(zone.Zone).LocalDateTime;
        return ICalendarDateTime.OfDate(local.Year < 9999 ? local.PlusHours(12).Date : local.Date);
    }

    private ICalendarDateTime LastDay(Instant start, Instant end)
    {
        var (first, last) = (Day(start), Day(end));
        return last.Local > first.Local || first.Local.Year >= 9999 ? last : ICalendarDateTime.OfDate(first.Local.Date.PlusDays(1));
    }

    private static void AddStatus(ICalendarComponent component, PropertyBag bag)
    {
        var busy = bag.TryGet(PidLid.BusyStatus.Name, out var value) && value is int status ? Math.Clamp(status, 0, BusyNames.Length - 1) : 2;
        var isCanceled = (bag.Get<int>(PidLid.AppointmentStateFlags) & 4) != 0;
        component.Properties.Add(new ICalendarProperty("TRANSP", busy is 0 or 4 ? "TRANSPARENT" : "OPAQUE"));
        component.Properties.Add(new ICalendarProperty("STATUS", isCanceled ? "CANCELLED" : busy == 1 ? "TENTATIVE" : "CONFIRMED"));
        component.Properties.Add(new ICalendarProperty("X-MICROSOFT-CDO-BUSYSTATUS", BusyNames[busy]));
        var importance = bag.TryGet(PidTag.Importance, out var given) && given is int number ? number : 1;
        if (importance != 1)
            component.Properties.Add(ICalendarPropertyValues.OfInteger("PRIORITY", importance > 1 ? 1 : 9));
    }

    private static void AddStamp(ICalendarComponent component, string name, FileTime time)
    {
        if (time.Value > 0)
            component.Properties.Add(ICalendarPropertyValues.OfDateTime(name, ICalendarDateTime.OfInstant(MapiTime.ToInstant(time))));
    }

    private static ICalendarComponent Alarm(int minutes)
    {
        var alarm = new ICalendarComponent("VALARM");
        alarm.Properties.Add(new ICalendarProperty("ACTION", "DISPLAY"));
        alarm.Properties.Add(new ICalendarProperty("TRIGGER", ICalendarDuration.OfSeconds(-60L * Math.Clamp(minutes, 0, 1_000_000)).ToString()));
        alarm.Properties.Add(new ICalendarProperty("DESCRIPTION", "Reminder"));
        return alarm;
    }
}
