using System.Text;
using Mapigate.Formats.ICalendar;
using Mapigate.Tests;
using NodaTime;
using Xunit.Abstractions;

namespace Mapigate.Formats.Tests.ICalendar;

/// <summary>Every sample file, whole, cut and damaged, gives a value; what is written back means the same.</summary>
public sealed class ICalendarCorpusTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_file_is_read_expanded_and_written_back_the_same()
    {
        var count = 0;
        foreach (var path in Files())
        {
            var octets = File.ReadAllBytes(path);
            var document = ICalendarDocument.Parse(octets);
            Touch(document);
            var written = document.ToBytes();
            var again = ICalendarDocument.Parse(written);
            Assert.True(Outline(document) == Outline(again), path);
            Assert.Empty(again.Problems.Where(problem => problem.Kind is ICalendarProblemKind.NotUtf8 or ICalendarProblemKind.UnclosedComponent or ICalendarProblemKind.UnmatchedEnd));
            Assert.Equal(written, again.ToBytes());
            AssertFolded(written, path);
            count++;
        }

        output.WriteLine($"{count} files");
        Assert.True(count == 0 || count > 500, $"{count} files");
    }

    [Fact]
    public void Damaged_files_give_values()
    {
        var random = new Random(5545);
        foreach (var path in Files().Where((_, index) => index % 4 == 0))
        {
            var octets = File.ReadAllBytes(path);
            if (octets.Length is 0 or > 20_000)
            {
                continue;
            }

            for (var round = 0; round < 12; round++)
            {
                var damaged = octets[..random.Next(octets.Length + 1)].ToArray();
                for (var i = 0; i < round && damaged.Length > 0; i++)
                {
                    damaged[random.Next(damaged.Length)] = round % 2 == 0 ? (byte)random.Next(256) : "0123456789;:=,\"-+ZTP\r\n "u8[random.Next(23)];
                }

                Touch(ICalendarDocument.Parse(damaged));
            }
        }
    }

    private static IReadOnlyList<string> Files() => Corpus.Files("ical");

    private static void Touch(ICalendarDocument document)
    {
        foreach (var component in document.Components)
        {
            TouchProperties(component);
            var zones = new CalendarTimeZones(component, DateTimeZoneProviders.Tzdb["Europe/Berlin"]);
            foreach (var name in new[] { "VEVENT", "VTODO", "VJOURNAL" })
            {
                foreach (var series in CalendarSeries.Of(component, name, zones))
                {
                    var budget = new RecurrenceBudget(20_000);
                    _ = series.Occurrences(new Interval(Instant.FromUtc(1990, 1, 1, 0, 0), Instant.FromUtc(2040, 1, 1, 0, 0)), budget).Take(500).Count();
                    _ = series.Occurrences(new Interval(Instant.FromUtc(2020, 1, 1, 0, 0), null), budget).Take(10).Count();
                }
            }

            foreach (var zone in component.AllChildren("VTIMEZONE"))
            {
                if (VTimeZone.Read(zone) is { } read)
                {
                    Assert.NotEmpty(read.GetZoneIntervals(Instant.FromUtc(1600, 1, 1, 0, 0), Instant.FromUtc(2100, 1, 1, 0, 0)));
                }
            }
        }
    }

    private static void TouchProperties(ICalendarComponent component)
    {
        foreach (var property in component.Properties)
        {
            _ = property.GetText();
            _ = property.GetTextList();
            _ = property.GetStructuredText();
            _ = property.GetDateTimes();
            _ = property.GetPeriods();
            _ = property.GetDuration()?.ToDuration();
            _ = property.GetUtcOffset();
            _ = property.GetInteger();
            _ = property.GetFloat();
            _ = property.GetBoolean();
            _ = property.GetBinary();
            _ = property.GetUri();
            _ = property.GetCalAddress();
            _ = property.GetRecurrenceRule()?.ToString();
            _ = property.ValueType;
        }

        foreach (var child in component.Children)
        {
            TouchProperties(child);
        }
    }

    private static string Outline(ICalendarDocument document)
    {
        var text = new StringBuilder();
        foreach (var component in document.Components)
        {
            Append(text, component);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, ICalendarComponent component)
    {
        text.Append('{').AppendLine(component.Name);
        foreach (var property in component.Properties)
        {
            text.Append(property.Name);
            foreach (var parameter in property.Parameters)
            {
                text.Append(';').Append(parameter.Name).Append('=').AppendJoin('|', parameter.Values);
            }

            text.Append(':').AppendLine(property.RawValue);
        }

        foreach (var child in component.Children)
        {
            Append(text, child);
        }

        text.AppendLine("}");
    }

    private static void AssertFolded(byte[] written, string path)
    {
        var start = 0;
        for (var i = 0; i + 1 < written.Length; i++)
        {
            if (written[i] == '\r' && written[i + 1] == '\n')
            {
                Assert.True(i - start <= 75, path);
                Assert.True(start == i || (written[start] & 0xC0) != 0x80, path);
                start = i + 2;
            }
        }

        Assert.Equal(written.Length, start);
    }
}
