using Mapigate.Formats.ICalendar;
using NodaTime;

namespace Mapigate.Conversion.Calendar;

/// <summary>
/// Lays what a client has changed over a stored calendar object. The appointment is composed as it was and as it is now: where the two differ the stored properties give way,
/// everything else stays as it is written, with parameters and properties that MAPI knows nothing of.
/// </summary>
internal sealed class AppointmentEditor(ICalendarComponent calendar, CalendarSeries series, AppointmentComposeOptions options)
{
    private static readonly string[] NotOfInstances = ["RRULE", "RDATE", "EXDATE", "EXRULE"];

    /// <summary>Time and count of the change itself, which differ whatever was changed; and attachments, of which each counts for itself.</summary>
    private static readonly string[] LaidOverApart = ["DTSTAMP", "LAST-MODIFIED", "CREATED", "UID", "ATTACH"];

    /// <summary>The series or the only appointment has become <paramref name="after"/>.</summary>
    public void ChangeWhole(ConvertedItem before, ConvertedItem after)
    {
        var (was, now) = (Compose(before), Compose(after));
        Change(series.Master, MasterOf(was), MasterOf(now));
        var (overridesBefore, overridesNow) = (OverridesOf(was), OverridesOf(now));
        foreach (var (instance, component) in overridesNow)
        {
            if (!series.OverridesByInstance.TryGetValue(instance, out var stored))
                calendar.Children.Add(component);
            else if (overridesBefore.TryGetValue(instance, out var earlier))
                Change(stored, earlier, component);
            else
                Replace(stored, component);
        }

        foreach (var gone in overridesBefore.Keys.Where(instance => !overridesNow.ContainsKey(instance)))
        {
            if (series.OverridesByInstance.TryGetValue(gone, out var stored))
                calendar.Children.Remove(stored);
        }

        AddZones(now);
    }

    /// <summary>One instance has become <paramref name="after"/>: its override is changed, or made from the series.</summary>
    public void ChangeInstance(LocalDateTime instance, ConvertedItem before, ConvertedItem after)
    {
        var (was, now) = (Compose(before), Compose(after));
        if (!series.OverridesByInstance.TryGetValue(instance, out var component))
        {
            component = CopyOfMaster(instance, MasterOf(was));
            calendar.Children.Add(component);
        }

        Change(component, MasterOf(was), MasterOf(now));
        AddZones(now);
    }

    /// <summary>One instance is no more.</summary>
    public void RemoveInstance(LocalDateTime instance)
    {
        if (series.OverridesByInstance.TryGetValue(instance, out var stored))
            calendar.Children.Remove(stored);
        if (!series.HasMaster || series.Start is not { } start)
            return;
        series.Master.Properties.Add(ICalendarPropertyValues.OfDateTime("EXDATE", start with { Local = instance }));
        Touch(series.Master);
    }

    private ICalendarComponent Compose(ConvertedItem item) => AppointmentComposer.Compose(item, options).Calendar!;

    private static ICalendarComponent MasterOf(ICalendarComponent composed) => composed.AllChildren("VEVENT").First(e => e.Property("RECURRENCE-ID") is null);

    private static Dictionary<LocalDateTime, ICalendarComponent> OverridesOf(ICalendarComponent composed)
    {
        var overrides = new Dictionary<LocalDateTime, ICalendarComponent>();
        foreach (var component in composed.AllChildren("VEVENT"))
        {
            if (component.Property("RECURRENCE-ID")?.GetDateTime() is { } instance)
                overrides[instance.Local] = component;
        }

        return overrides;
    }

    private void Change(ICalendarComponent stored, ICalendarComponent was, ICalendarComponent now)
    {
        var names = was.Properties.Concat(now.Properties).Select(p => p.Name).Distinct(StringComparer.OrdinalIgnoreCase).Where(n => !LaidOverApart.Contains(n, StringComparer.OrdinalIgnoreCase));
        foreach (var name in names.Where(name => !Lines(was, name).SequenceEqual(Lines(now, name), StringComparer.Ordinal)).ToList())
            ReplaceAll(stored, name, now.AllProperties(name));
        if (stored.Property("DTEND") is not null && stored.Property("DURATION") is { } duration)
            stored.Properties.Remove(duration);
        ChangeAlarm(stored, was, now);
        AttachmentComposer.Change(stored, was, now);
        Touch(stored);
    }

    /// <summary>MAPI knows one reminder: the first. Others stay.</summary>
    private static void ChangeAlarm(ICalendarComponent stored, ICalendarComponent was, ICalendarComponent now)
    {
        var (before, after) = (was.AllChildren("VALARM").FirstOrDefault(), now.AllChildren("VALARM").FirstOrDefault());
        if (before?.Property("TRIGGER")?.RawValue == after?.Property("TRIGGER")?.RawValue)
            return;
        var alarm = stored.AllChildren("VALARM").FirstOrDefault();
        if (after is null && alarm is not null)
            stored.Children.Remove(alarm);
        else if (after is not null && alarm is null)
            stored.Children.Add(after);
        else if (after?.Property("TRIGGER") is { } trigger)
            alarm!.Set(trigger);
    }

    private void Replace(ICalendarComponent stored, ICalendarComponent component) => calendar.Children[calendar.Children.IndexOf(stored)] = component;

    private static void ReplaceAll(ICalendarComponent stored, string name, IEnumerable<ICalendarProperty> properties)
    {
        var place = stored.Properties.Count;
        for (var i = stored.Properties.Count - 1; i >= 0; i--)
        {
            if (!stored.Properties[i].Is(name))
                continue;
            stored.Properties.RemoveAt(i);
            place = i;
        }

        foreach (var property in properties)
            stored.Properties.Insert(place++, property);
    }

    /// <summary>The composed text without what only the moment of composing says.</summary>
    private static IEnumerable<string> Lines(ICalendarComponent component, string name) => component.AllProperties(name).Select(p => p.ToString());

    private void Touch(ICalendarComponent component)
    {
        var now = ICalendarDateTime.OfInstant(options.Stamp);
        component.Set(ICalendarPropertyValues.OfDateTime("DTSTAMP", now));
        component.Set(ICalendarPropertyValues.OfDateTime("LAST-MODIFIED", now));
    }

    private ICalendarComponent CopyOfMaster(LocalDateTime instance, ICalendarComponent was)
    {
        var copy = new ICalendarComponent("VEVENT");
        foreach (var property in series.Master.Properties.Where(p => !NotOfInstances.Contains(p.Name, StringComparer.OrdinalIgnoreCase)))
        {
            if (!property.Is("DTSTART") && !property.Is("DTEND") && !property.Is("DURATION"))
                copy.Properties.Add(property);
        }

        var start = series.Start!.Value;
        copy.Properties.Add(ICalendarPropertyValues.OfDateTime("RECURRENCE-ID", start with { Local = instance }));
        copy.Properties.Add(ICalendarPropertyValues.OfDateTime("DTSTART", start with { Local = instance }));
        if (was.Property("DTEND") is { } end)
            copy.Properties.Add(end);
        foreach (var alarm in series.Master.Children)
            copy.Children.Add(alarm);
        return copy;
    }

    /// <summary>The zones that changed times name.</summary>
    private void AddZones(ICalendarComponent now)
    {
        var known = calendar.AllChildren("VTIMEZONE").Select(z => z.Property("TZID")?.GetText()).ToHashSet(StringComparer.Ordinal);
        var named = calendar.AllChildren("VEVENT").SelectMany(e => e.Properties).Select(p => p.ParameterValue("TZID")).ToHashSet(StringComparer.Ordinal);
        foreach (var zone in now.AllChildren("VTIMEZONE").Where(z => z.Property("TZID")?.GetText() is { } id && named.Contains(id) && !known.Contains(id)))
            calendar.Children.Insert(0, zone);
    }
}
