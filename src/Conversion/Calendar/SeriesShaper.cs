using Mapigate.Formats.ICalendar;
using Mapigate.Mapi.Wire.OxoCal;
using NodaTime;

namespace Mapigate.Conversion.Calendar;

/// <summary>
/// Finds the MAPI shape of a series. What the chosen pattern gives too much is deleted from it; what it lacks becomes single items. A pattern is
/// 1. that of the only rule, where MAPI has it; else 2. for a finite series every day from first to last; else 3. none.
/// </summary>
internal sealed class SeriesShaper(CalendarSeries series, AppointmentConversionOptions options)
{
    // Deleted instances are listed in the blob, four bytes each, and every client reads them all.
    private const int MaxDeleted = 1000;

    // A range beyond these is no range to anybody; without it the work stays small.
    private const int MaxCount = 20_000;
    private const int MaxYears = 50;
    private const int MaxYear = 9000;
    private static readonly Period Horizon = Period.FromYears(10);

    private readonly RecurrenceBudget _budget = new(options.ExpansionSteps);

    public SeriesShape Shape()
    {
        var start = series.Start!.Value.Local;
        var rule = series.Rules.Count == 1 && !series.Master.AllProperties("EXRULE").Any() ? series.Rules[0] : null;
        if (rule is not null && FitsTime(rule, start) && RecurrenceRuleConverter.ToPattern(rule, start.Date) is { } pattern && ByPattern(rule, pattern, start) is { } shape)
            return shape;
        return (IsFinite() ? ByDays(start) : null) ?? Split(start);
    }

    private bool IsFinite() => series.Rules.All(rule => rule.Count is not null || rule.Until is not null);

    private static bool FitsTime(RecurrenceRule rule, LocalDateTime start) =>
        (rule.ByHour.Count == 0 || rule.ByHour[0] == start.Hour) && (rule.ByMinute.Count == 0 || rule.ByMinute[0] == start.Minute) && (rule.BySecond.Count == 0 || rule.BySecond[0] == start.Second);

    private SeriesShape? ByPattern(RecurrenceRule rule, RecurrencePattern pattern, LocalDateTime start)
    {
        var dateOnly = series.Start!.Value.IsDate;
        var first = new RecurrenceExpansion(rule, start, dateOnly, _budget).Instances(null, series.UntilOf(rule)).Select(local => (LocalDateTime?)local).FirstOrDefault();
        if (first is null)
            return null;

        // How far must be looked: to the end, or beyond everything that is listed.
        var until = series.UntilOf(rule);
        var isEndless = (until is null || until.Value.Year > start.Year + MaxYears) && rule.Count is null or > MaxCount;
        var last = isEndless ? LatestListed(first.Value) : new RecurrenceExpansion(rule, start, dateOnly, _budget).Instances(null, until).Last();
        pattern = pattern with { StartDate = ToTime(first.Value.Date) };
        var expansion = new RecurrenceExpansion(RecurrenceRuleConverter.ToRule(pattern)!, first.Value, dateOnly, _budget);
        var ofPattern = expansion.Instances(null, last).ToHashSet();
        var end = Listed("RDATE").Where(local => local.Year < MaxYear).Append(start).Append(last).Max();
        var ofSeries = series.Instances(null, isEndless ? last : end, _budget).ToHashSet();
        var deleted = ofPattern.Where(local => !ofSeries.Contains(local)).Select(local => local.Date).ToHashSet();
        if (_budget.IsExhausted || deleted.Count > MaxDeleted)
            return null;

        var singles = ofSeries.Where(local => !ofPattern.Contains(local)).Order();
        pattern = pattern with
        {
            EndType = isEndless ? RecurrenceEndType.Never
                : rule.Count is not null ? RecurrenceEndType.OccurrenceCount : RecurrenceEndType.EndDate,
            OccurrenceCount = isEndless ? 10 : (uint)ofPattern.Count,
            EndDate = isEndless ? RecurrenceTime.Never : ToTime(last.Date),
        };
        bool IsMember(LocalDateTime local) => ofPattern.Contains(local) || (isEndless && local > last && expansion.Instances(local, local).Any());
        return new SeriesShape(Finish(pattern), first.Value, IsMember, deleted, [.. singles.Take(options.MaxSingleInstances)]);
    }

    /// <summary>Every day from the first to the last, less those without instance. The first instance of a day is its own, others are single.</summary>
    private SeriesShape? ByDays(LocalDateTime start)
    {
        var instances = series.Instances(null, null, _budget).Take(MaxDeleted * 2).ToList();
        if (_budget.IsExhausted || instances.Count is < 2 or >= MaxDeleted * 2)
            return null;

        var atTime = instances.Where(local => local.TimeOfDay == start.TimeOfDay).ToHashSet();
        if (atTime.Count < 2)
            return null;

        var first = atTime.Min();
        var days = Period.DaysBetween(first.Date, atTime.Max().Date) + 1;
        if (days - atTime.Count > MaxDeleted)
            return null;

        var present = atTime.Select(local => local.Date).ToHashSet();
        var deleted = Enumerable.Range(0, days).Select(first.Date.PlusDays).Where(day => !present.Contains(day)).ToHashSet();
        var pattern = new RecurrencePattern
        {
            Frequency = RecurFrequency.Daily,
            PatternType = RecurrencePatternType.Day,
            Period = 1440,
            StartDate = ToTime(first.Date),
            EndType = RecurrenceEndType.OccurrenceCount,
            OccurrenceCount = (uint)days,
            EndDate = ToTime(atTime.Max().Date),
        };
        return new SeriesShape(Finish(pattern), first, atTime.Contains, deleted, [.. instances.Where(local => !atTime.Contains(local)).Take(options.MaxSingleInstances)]);
    }

    /// <summary>Each instance by itself: of an endless series those around the present.</summary>
    private SeriesShape Split(LocalDateTime start)
    {
        var now = options.Now.InZone(series.Zone).LocalDateTime;
        var from = IsFinite() ? (LocalDateTime?)null : LocalDateTime.Max(start, now - Period.FromYears(1));
        var singles = series.Instances(from, IsFinite() ? null : Later(start), _budget).Take(options.MaxSingleInstances).ToList();
        return new SeriesShape(null, start, _ => false, [], singles.Count > 0 ? singles : [start]);
    }

    private LocalDateTime LatestListed(LocalDateTime first)
    {
        var listed = Listed("EXDATE").Concat(Listed("RDATE")).Concat(series.Overrides.SelectMany(component => component.AllProperties("RECURRENCE-ID")).SelectMany(Local));
        var latest = listed.Where(local => local.Year < MaxYear).Append(first).Max();

        // A pattern may differ from its rule in short months, now and later.
        return LocalDateTime.Max(latest, Later(first));
    }

    private LocalDateTime Later(LocalDateTime first) =>
        first.Year > MaxYear ? first : LocalDateTime.Max(first, options.Now.InZone(series.Zone).LocalDateTime) + Horizon;

    private IEnumerable<LocalDateTime> Listed(string name) => series.Master.AllProperties(name).SelectMany(Local);

    private IEnumerable<LocalDateTime> Local(ICalendarProperty property) => property.GetDateTimes().Select(series.ToSeries);

    private static RecurrencePattern Finish(RecurrencePattern pattern) => pattern with { FirstDateTime = RecurrenceCycle.FirstDateTime(pattern) };

    private static RecurrenceTime ToTime(LocalDate date) => RecurrenceTime.From(date.ToDateTimeUnspecified());
}
