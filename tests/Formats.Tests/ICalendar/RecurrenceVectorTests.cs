using Mapigate.Formats.ICalendar;
using Mapigate.Tests;
using NodaTime;
using Xunit.Abstractions;

namespace Mapigate.Formats.Tests.ICalendar;

/// <summary>The rules of libical's and Ical.Net's own test files, each with its DTSTART and the instances that they expect.</summary>
public sealed class RecurrenceVectorTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, string> Disagreements = new()
    {
        // libical counts the years from DTSTART's calendar year here, though from its week year in the vectors of 2010-01-02; the week year is taken throughout.
        ["FREQ=YEARLY;BYWEEKNO=53;INTERVAL=6;BYDAY=TH;COUNT=1"] = "year in which the interval begins",
        ["FREQ=YEARLY;BYWEEKNO=53;INTERVAL=5;BYDAY=TH;COUNT=1"] = "year in which the interval begins",

        // Expansion ends with the year 9998 here.
        ["FREQ=YEARLY;COUNT=2"] = "end of time",
        ["FREQ=YEARLY;COUNT=1"] = "end of time",

        // Not implemented by libical; an intersection here.
        ["FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=30;BYWEEKNO=1;UNTIL=20320101"] = "BYWEEKNO with BYMONTHDAY",
    };

    [Theory]
    [InlineData("libical__icalrecur_test.txt", 140)]
    [InlineData("libical__icalrecur_test_rscale.txt", 10)]
    [InlineData("ical.net__Recurrence__RecurrenceTestCases.txt", 70)]
    public void Vectors_of_other_implementations_expand_as_they_expect(string file, int atLeast)
    {
        if (Corpus.Folder is not { } corpus)
        {
            output.WriteLine("No corpus; nothing compared.");
            return;
        }

        var compared = 0;
        var failures = new List<string>();
        foreach (var vector in Read(Path.Combine(corpus, "ical", file)))
        {
            var rule = vector["RRULE"];
            if ((!vector.ContainsKey("INSTANCES") && !vector.ContainsKey("EXCEPTION")) || vector.ContainsKey("EXCEPTION-STEP") || Disagreements.ContainsKey(rule))
            {
                continue;
            }

            compared++;
            var expected = vector.GetValueOrDefault("INSTANCES", "***");
            var actual = Expand(vector);
            if (actual != (expected.StartsWith("***") ? "***" : expected))
            {
                failures.Add($"{rule}{Environment.NewLine}  expected {expected}{Environment.NewLine}  actual   {actual}");
            }
        }

        output.WriteLine($"{compared} compared");
        Assert.True(failures.Count == 0, string.Join(Environment.NewLine, failures));
        Assert.True(compared >= atLeast, $"{compared} vectors");
    }

    private static string Expand(Dictionary<string, string> vector)
    {
        if (!RecurrenceRule.TryParse(vector["RRULE"], out var rule) || !rule!.IsGregorian)
        {
            return "***";
        }

        Assert.True(ICalendarDateTime.TryParse(vector["DTSTART"], null, out var start));
        var expansion = new RecurrenceExpansion(rule, start.Local, start.IsDate, new RecurrenceBudget());
        string Text(LocalDateTime instance) => (start with { Local = instance }).ToString();
        var all = expansion.Instances(null, rule.Until?.Local).Take(1000).ToList();

        // Every instance found by a window that opens at it, which must come to the same without walking from DTSTART.
        foreach (var instance in all.Take(50))
        {
            Assert.Equal(instance, expansion.Instances(instance, rule.Until?.Local).First());
        }

        var from = vector.TryGetValue("START-AT", out var at) && ICalendarDateTime.TryParse(at, null, out var value) ? value.Local : (LocalDateTime?)null;
        var startsLate = from is not null && !vector["INSTANCES"].StartsWith(all.Select(Text).FirstOrDefault("none"));
        return string.Join(',', (startsLate ? expansion.Instances(from, rule.Until?.Local) : all).Select(Text));
    }

    private static IEnumerable<Dictionary<string, string>> Read(string path)
    {
        var vector = new Dictionary<string, string>();
        foreach (var line in File.ReadLines(path).Append(string.Empty))
        {
            var colon = line.IndexOf(':');
            if (line.Length == 0 && vector.Count > 0)
            {
                yield return vector;
                vector = [];
            }

            if (!line.StartsWith('#') && colon > 0)
            {
                vector[line[..colon].Trim()] = line[(colon + 1)..].Trim();
            }
        }
    }
}
