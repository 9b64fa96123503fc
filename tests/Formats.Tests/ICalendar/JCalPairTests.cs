using System.Text.Json.Nodes;
using Mapigate.Formats.ICalendar;
using Mapigate.Tests;
using Xunit.Abstractions;

namespace Mapigate.Formats.Tests.ICalendar;

/// <summary>ical.js and biweekly state in jCal what they read in a stream; the same is read here.</summary>
public sealed class JCalPairTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, string> Disagreements = new()
    {
        // TIME values have no use in iCalendar and stay raw here.
        ["ical.js__parser__time"] = "TIME",
    };

    [Fact]
    public void Streams_read_as_their_jcal_pairs_say()
    {
        if (Corpus.Folder is not { } corpus)
        {
            output.WriteLine("No corpus; nothing compared.");
            return;
        }

        var compared = 0;
        var failures = new List<string>();
        foreach (var expectedPath in Directory.EnumerateFiles(Path.Combine(corpus, "ical"), "ical.js__parser__*.json").Order(StringComparer.Ordinal))
        {
            var path = Path.ChangeExtension(expectedPath, ".ics");
            if (!File.Exists(path) || Disagreements.ContainsKey(Path.GetFileNameWithoutExtension(path)))
            {
                continue;
            }

            var components = ICalendarDocument.Parse(File.ReadAllBytes(path)).Components.Select(JCal.Of).ToArray<JsonNode?>();
            var actual = components.Length == 1 ? components[0] : new JsonArray(components);
            var expected = JsonNode.Parse(File.ReadAllText(expectedPath));
            compared++;
            if (!JsonNode.DeepEquals(expected, actual))
            {
                failures.Add($"{path}{Environment.NewLine}  expected {expected!.ToJsonString()}{Environment.NewLine}  actual   {actual!.ToJsonString()}");
            }
        }

        output.WriteLine($"{compared} compared");
        Assert.True(failures.Count == 0, string.Join(Environment.NewLine, failures));
        Assert.True(compared > 15, $"{compared} pairs");
    }
}
