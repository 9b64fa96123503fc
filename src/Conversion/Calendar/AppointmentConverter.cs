using Mapigate.Formats.ICalendar;
using NodaTime;

namespace Mapigate.Conversion.Calendar;

/// <summary>
/// One calendar object (the VEVENTs of one UID) as MAPI appointments. [MS-OXCICAL] 2.1.3, [MS-OXOCAL]
/// Mostly one item. An instance that no MAPI series can hold becomes an item of its own; the calendar object itself stays as it is.
/// </summary>
public static class AppointmentConverter
{
    /// <summary>The items of a series, the MAPI series first. Days and floating times lie in the floating zone of the series' zones.</summary>
    public static IReadOnlyList<ConvertedAppointment> Convert(CalendarSeries series, AppointmentConversionOptions options)
    {
        var builder = new AppointmentBuilder(series, options);
        if (series.Start is null || !series.HasMaster || !IsRecurring(series))
            return Alone(series, builder);

        if (series.HasFollowing && Occurrences(series, options, builder) is { Count: > 0 } occurrences)
            return occurrences;

        var shape = new SeriesShaper(series, options).Shape();
        var items = new List<ConvertedAppointment>();
        if (shape.Pattern is not null)
            items.Add(new ConvertedAppointment(builder.Series(shape), null));

        var overrides = series.OverridesByInstance;
        var singles = shape.Singles.Concat(overrides.Keys.Where(local => !shape.Members(local))).Distinct().Order().Take(options.MaxSingleInstances);
        foreach (var local in singles)
        {
            var component = overrides.GetValueOrDefault(local, series.Master);
            items.Add(new ConvertedAppointment(builder.Single(component, component == series.Master ? series.Start.Value with { Local = local } : null, local), local));
        }

        return items;
    }

    /// <summary>MAPI knows no override for the following instances: each of those around the present is an item of its own.</summary>
    private static List<ConvertedAppointment> Occurrences(CalendarSeries series, AppointmentConversionOptions options, AppointmentBuilder builder)
    {
        var isFinite = series.Rules.All(rule => rule.Count is not null || rule.Until is not null);
        var window = isFinite ? new Interval(null, null) : new Interval(options.Now - Duration.FromDays(366), options.Now + Duration.FromDays(3660));
        return
        [
            .. series.Occurrences(window, new RecurrenceBudget(options.ExpansionSteps)).Take(options.MaxSingleInstances)
                .Select(occurrence => new ConvertedAppointment(builder.Single(occurrence.Component, occurrence.Start, occurrence.RecurrenceId), occurrence.RecurrenceId)),
        ];
    }

    private static bool IsRecurring(CalendarSeries series) => series.Rules.Count > 0 || series.Master.AllProperties("RDATE").SelectMany(property => property.GetDateTimes()).Any();

    private static List<ConvertedAppointment> Alone(CalendarSeries series, AppointmentBuilder builder)
    {
        var items = new List<ConvertedAppointment>();
        if (series.HasMaster)
            items.Add(new ConvertedAppointment(builder.Single(series.Master, null, null), null));
        foreach (var (local, component) in series.OverridesByInstance.OrderBy(pair => pair.Key))
            items.Add(new ConvertedAppointment(builder.Single(component, null, local), local));
        return items;
    }
}
