using Mapigate.Conversion.Calendar;
using Mapigate.Formats.ICalendar;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxoCal;
using Mapigate.Mapi.Wire.OxProps;
using Mapigate.Tests;
using NodaTime;
using Xunit.Abstractions;

namespace Mapigate.Conversion.Tests.Calendar;

/// <summary>Every VEVENT of the sample files becomes appointments whose instances are those of the calendar object.</summary>
public sealed class AppointmentCorpusTests(ITestOutputHelper output)
{
    private static readonly Instant Now = Instant.FromUtc(2024, 6, 1, 0, 0);
    private static readonly DateTimeZone Floating = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    [Fact]
    public void Every_event_is_converted_and_every_series_has_its_instances()
    {
        var (events, series, split, failures) = (0, 0, 0, new List<string>());
        foreach (var path in Corpus.Files("ical"))
        {
            foreach (var calendar in ICalendarDocument.Parse(File.ReadAllBytes(path)).Components)
            {
                foreach (var one in CalendarSeries.Of(calendar, "VEVENT", new CalendarTimeZones(calendar, Floating)).Take(200))
                {
                    var items = AppointmentConverter.Convert(one, new AppointmentConversionOptions { Now = Now, OwnerAddresses = ["me@example.org"] });
                    Assert.NotEmpty(items);
                    AssertComplete(items);
                    events++;
                    if (items[0].Item.Properties.Get<byte[]>(PidLid.AppointmentRecur) is null)
                    {
                        split += items.Count > 1 ? 1 : 0;
                        continue;
                    }

                    series++;
                    if (Difference(one, items) is { } difference)
                        failures.Add($"{Path.GetFileName(path)} {string.Join(' ', one.Master.AllProperties("RRULE"))} {difference}");
                }
            }
        }

        output.WriteLine($"{events} events, {series} series, {split} split");
        Assert.True(failures.Count == 0, string.Join(Environment.NewLine, failures));
        Assert.True(events == 0 || series > 100, $"{series} series");
    }

    [Fact]
    public void Damaged_events_give_items_too()
    {
        var random = new Random(5545);
        foreach (var path in Corpus.Files("ical").Where((_, index) => index % 3 == 0))
        {
            var octets = File.ReadAllBytes(path);
            for (var round = 0; round < 6 && octets.Length is > 0 and < 8000; round++)
            {
                var damaged = octets.ToArray();
                for (var i = 0; i < 4 + (round * 4); i++)
                    damaged[random.Next(damaged.Length)] = "0123456789;:=,-+ZTPW99"u8[random.Next(22)];
                foreach (var calendar in ICalendarDocument.Parse(damaged).Components)
                {
                    foreach (var one in CalendarSeries.Of(calendar, "VEVENT", new CalendarTimeZones(calendar, Floating)).Take(20))
                    {
                        var items = AppointmentConverter.Convert(one, new AppointmentConversionOptions { Now = Now, ExpansionSteps = 20_000 });
                        AssertComplete(items);
                        _ = AppointmentComposer.Compose(items[0].Item, new AppointmentComposeOptions { Uid = "u", Stamp = Now });
                    }
                }
            }
        }
    }

    /// <summary>The instances up to five years from now, by the blob and the single items on one side and the calendar object on the other.</summary>
    private static string? Difference(CalendarSeries series, IReadOnlyList<ConvertedAppointment> items)
    {
        var until = new LocalDateTime(2029, 6, 1, 0, 0);
        var blob = AppointmentRecurrencePattern.Parse(items[0].Item.Properties.Get<byte[]>(PidLid.AppointmentRecur)!);
        var ofBlob = RecurrenceReading.Starts(blob, until.ToDateTimeUnspecified()).Select(LocalDateTime.FromDateTime).Select(local => local.InZoneLeniently(series.Zone).ToInstant());
        var singles = items.Skip(1).Select(item => Time(item.Item.Properties, PidLid.AppointmentStartWhole)).Where(start => start < until.InUtc().ToInstant());
        var actual = ofBlob.Concat(singles).Order().ToList();
        if (blob.Pattern.EndType == RecurrenceEndType.OccurrenceCount)
            Assert.Equal((uint)RecurrenceReading.Count(blob.Pattern), blob.Pattern.OccurrenceCount);

        // MAPI counts minutes.
        var expected = series.Occurrences(new Interval(null, until.InUtc().ToInstant()), new RecurrenceBudget(3_000_000))
            .Where(occurrence => !IsCancelled(occurrence.Component)).Select(occurrence => occurrence.Interval.Start).ToList();
        var limit = expected.Concat(actual).Max() - Duration.FromDays(1);
        var missing = expected.Where(instant => instant < limit).Select(Minute).Except(actual.Select(Minute)).ToList();
        var extra = actual.Where(instant => instant < limit).Select(Minute).Except(expected.Select(Minute)).ToList();
        return missing.Count + extra.Count == 0 ? null : $"missing {missing.Count} {string.Join(' ', missing.Take(3))}, extra {extra.Count} {string.Join(' ', extra.Take(3))}";
    }

    private static void AssertComplete(IReadOnlyList<ConvertedAppointment> items)
    {
        foreach (var bag in items.Select(item => item.Item.Properties))
        {
            Assert.Equal("IPM.Appointment", bag.Get<string>(PidTag.MessageClass));
            Assert.True(Time(bag, PidLid.AppointmentStartWhole) <= Time(bag, PidLid.AppointmentEndWhole));
            Assert.True(bag.TryGet(PidLid.Recurring.Name, out _));
            Assert.NotNull(GlobalObjectId.Parse(bag.Get<byte[]>(PidLid.GlobalObjectId)));
            Assert.NotNull(TimeZoneStruct.Parse(bag.Get<byte[]>(PidLid.TimeZoneStruct)));
            Assert.NotNull(TimeZoneDefinition.Parse(bag.Get<byte[]>(PidLid.AppointmentTimeZoneDefinitionStartDisplay)).EffectiveRule);
        }

        foreach (var embedded in items.SelectMany(item => item.Item.Attachments).Where(attachment => attachment.Embedded is not null))
            Assert.StartsWith("IPM.OLE.CLASS", embedded.Embedded!.Value.Properties.Get<string>(PidTag.MessageClass));
    }

    private static bool IsCancelled(ICalendarComponent component) => component.Property("STATUS")?.RawValue.Trim().ToUpperInvariant() == "CANCELLED" && component.Property("RECURRENCE-ID") is not null;

    private static long Minute(Instant instant) => instant.ToUnixTimeSeconds() / 60;

    private static Instant Time(PropertyBag bag, NamedProperty property) => Instant.FromDateTimeUtc(bag.Get<FileTime>(property).ToDateTimeUtc());
}
