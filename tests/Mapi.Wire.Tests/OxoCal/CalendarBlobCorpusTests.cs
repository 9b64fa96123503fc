using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Mapigate.Mapi.Wire.OxoCal;
using Mapigate.Mapi.Wire.Primitives;
using Mapigate.Tests;
using Xunit.Abstractions;

namespace Mapigate.Mapi.Wire.Tests.OxoCal;

/// <summary>Blobs that Outlook and Exchange wrote, as taken from messages and from mfcmapi's own tests, which state what they mean.</summary>
public sealed class CalendarBlobCorpusTests(ITestOutputHelper output)
{
    [Fact]
    public void Blobs_of_messages_are_written_back_byte_for_byte()
    {
        var counts = new Dictionary<string, int>();
        foreach (var (name, blob) in Blobs())
        {
            var written = name switch
            {
                "PidLidAppointmentRecur" => AppointmentRecurrencePattern.Parse(blob).ToBytes(),
                "PidLidTimeZoneStruct" => TimeZoneStruct.Parse(blob).ToBytes(),
                "PidLidGlobalObjectId" or "PidLidCleanGlobalObjectId" => GlobalObjectId.Parse(blob).ToBytes(),
                _ when name.StartsWith("PidLidAppointmentTimeZoneDefinition") => TimeZoneDefinition.Parse(blob).ToBytes(),
                _ => null,
            };
            if (written is null)
                continue;

            // One blob of Outlook's ends in four zeros that belong to nothing.
            Assert.Equal(Convert.ToHexString(blob.AsSpan(0, written.Length)), Convert.ToHexString(written));
            Assert.True(blob.AsSpan(written.Length).IndexOfAnyExcept((byte)0) < 0);
            counts[name] = counts.GetValueOrDefault(name) + 1;
        }

        output.WriteLine(string.Join(", ", counts));
        Assert.True(counts.Count is 0 or 7, $"{counts.Count} kinds");
    }

    [Fact]
    public void First_date_time_follows_from_the_other_fields()
    {
        foreach (var (name, blob) in Blobs().Concat(Mfcmapi("APPOINTMENTRECURRENCEPATTERN")))
        {
            if (name is "PidLidAppointmentRecur" or "APPOINTMENTRECURRENCEPATTERN")
            {
                var pattern = AppointmentRecurrencePattern.Parse(blob).Pattern;
                Assert.Equal(pattern.FirstDateTime, RecurrenceCycle.FirstDateTime(pattern));
            }
        }
    }

    [Fact]
    public void Identifiers_are_found_again_by_their_uid()
    {
        foreach (var (name, blob) in Blobs())
        {
            if (name == "PidLidCleanGlobalObjectId")
                Assert.Equal(Convert.ToHexString(blob), Convert.ToHexString(GlobalObjectId.OfUid(GlobalObjectId.Parse(blob).ToUid()).ToBytes()));
        }
    }

    [Fact]
    public void Appointment_recurrence_reads_as_mfcmapi_parses_it()
    {
        foreach (var path in Texts("APPOINTMENTRECURRENCEPATTERN"))
        {
            var blob = Hex(path);
            var read = AppointmentRecurrencePattern.Parse(blob);
            Assert.Equal(Convert.ToHexString(blob), Convert.ToHexString(read.ToBytes()));
            var text = File.ReadAllText(path.Replace(".hex", ".parsed.txt"));
            Assert.Equal(Numbers(text, "RecurFrequency"), [(uint)read.Pattern.Frequency]);
            Assert.Equal(Numbers(text, "WeekRecurrencePattern"), [(uint)read.Pattern.Weekdays]);
            Assert.Equal(Numbers(text, "OccurrenceCount"), [read.Pattern.OccurrenceCount]);
            Assert.Equal(Numbers(text, "DeletedInstanceCount"), [(uint)read.Pattern.DeletedInstanceDates.Count]);
            Assert.Equal(Numbers(text, "StartTimeOffset"), [read.StartTimeOffset]);
            Assert.Equal(Numbers(text, "ExceptionCount"), [(uint)read.Exceptions.Count]);
            Assert.Equal(Numbers(text, "OriginalStartDate").Take(read.Exceptions.Count), read.Exceptions.Select(exception => exception.OriginalStartDate.Minutes));
            Assert.Equal(Numbers(text, "OverrideFlags"), read.Exceptions.Select(exception => (uint)exception.Flags));
            Assert.Equal(Numbers(text, "ChangeHighlightValue"), read.ExtendedExceptions.Select(extended => extended.ChangeHighlight ?? 0));
            Assert.Equal(Strings(text, "WideCharSubject"), read.ExtendedExceptions.Where(extended => extended.Subject is not null).Select(extended => extended.Subject!));
        }
    }

    [Fact]
    public void Other_mfcmapi_blobs_are_written_back_byte_for_byte()
    {
        foreach (var path in Texts("RECURRENCEPATTERN"))
        {
            var reader = new WireReader(Hex(path));
            using var writer = new WireWriter();
            RecurrencePattern.Read(ref reader).Write(writer);
            Assert.Equal(Convert.ToHexString(Hex(path)), Convert.ToHexString(writer.Written));
        }

        foreach (var path in Texts("TIMEZONE"))
            Assert.Equal(Convert.ToHexString(Hex(path)), Convert.ToHexString(TimeZoneStruct.Parse(Hex(path)).ToBytes()));
        foreach (var path in Texts("GLOBALOBJECTID"))
            Assert.Equal(Convert.ToHexString(Hex(path)), Convert.ToHexString(GlobalObjectId.Parse(Hex(path)).ToBytes()));
        foreach (var path in Texts("TIMEZONEDEFINITION"))
        {
            var definition = TimeZoneDefinition.Parse(Hex(path));
            Assert.Equal(Numbers(File.ReadAllText(path.Replace(".hex", ".parsed.txt")), "cRules"), [(uint)definition.Rules.Count]);
            Assert.Equal(Convert.ToHexString(definition.ToBytes()), Convert.ToHexString(Hex(path).AsSpan(0, definition.ToBytes().Length)));
        }
    }

    private static IEnumerable<(string Name, byte[] Blob)> Blobs()
    {
        var path = Corpus.Files("mapi").SingleOrDefault(file => file.EndsWith("derived__named-binary-blobs.json"));
        if (path is null)
            yield break;
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        foreach (var item in document.RootElement.GetProperty("items").EnumerateArray())
        {
            foreach (var blob in item.GetProperty("blobs").EnumerateObject())
            {
                if (blob.Value.ValueKind == JsonValueKind.String)
                    yield return (blob.Name, Convert.FromHexString(blob.Value.GetString()!));
            }
        }
    }

    private static IEnumerable<string> Texts(string kind) =>
        Corpus.Files("mapi").Where(file => Path.GetFileName(file).StartsWith($"mfcmapi__{kind}-") && file.EndsWith(".hex"));

    private static IEnumerable<(string Name, byte[] Blob)> Mfcmapi(string kind) => Texts(kind).Select(path => (kind, Hex(path)));

    private static byte[] Hex(string path) => Convert.FromHexString(File.ReadAllText(path).Trim().TrimStart('\uFEFF'));

    private static IEnumerable<uint> Numbers(string text, string field) =>
        Regex.Matches(text, $@"\b{field}: (?:0x([0-9A-F]+)|(\d+))").Select(match => match.Groups[1].Success
            ? uint.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture) : uint.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture))
            .Concat(Regex.Matches(text, $@"\b{field} = 0x([0-9A-F]+)").Select(match => uint.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)));

    private static IEnumerable<string> Strings(string text, string field) => Regex.Matches(text, $"\\b{field}: \"([^\"]*)\"").Select(match => match.Groups[1].Value);
}
