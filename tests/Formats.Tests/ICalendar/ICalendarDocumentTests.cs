using System.Text;
using Mapigate.Formats.ICalendar;

namespace Mapigate.Formats.Tests.ICalendar;

public sealed class ICalendarDocumentTests
{
    private const string Event = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Über\\, alles\r\nX-FOO;X-A=\"a;b\",c:raw\\value\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    [Fact]
    public void Document_read_and_written_is_unchanged()
    {
        var document = ICalendarDocument.Parse(Event);
        Assert.Empty(document.Problems);
        Assert.Equal(Event, document.ToString());
        var property = document.Calendar!.Children[0].Property("x-foo")!;
        Assert.Equal(["a;b", "c"], property.Parameter("X-A")!.Values);
        Assert.Equal("Über, alles", document.Calendar.Children[0].Property("SUMMARY")!.GetText());
    }

    [Fact]
    public void Every_prefix_gives_a_document()
    {
        var octets = Encoding.UTF8.GetBytes(Event);
        for (var length = 0; length < octets.Length - 2; length++)
        {
            var document = ICalendarDocument.Parse(octets.AsSpan(0, length));
            Assert.True(length < 6 || document.Problems.Count > 0, $"{length} octets");
        }
    }

    [Fact]
    public void Fold_inside_a_character_is_undone()
    {
        var text = Encoding.UTF8.GetBytes("BEGIN:VCALENDAR\nSUMMARY:a\u00E9b\nEND:VCALENDAR\n");
        var at = Array.IndexOf(text, (byte)0xC3) + 1;
        byte[] folded = [.. text[..at], (byte)'\n', (byte)' ', .. text[at..]];
        var document = ICalendarDocument.Parse(folded);
        Assert.Equal("a\u00E9b", document.Calendar!.Property("SUMMARY")!.GetText());
    }

    [Theory]
    [InlineData("\uFEFFBEGIN:VCALENDAR\nX-A:1\nEND:VCALENDAR")]
    [InlineData("BEGIN:VCALENDAR\r\r\nX-A:1\r\r\nEND:VCALENDAR\r\r\n")]
    [InlineData("BEGIN:VCALENDAR\rX-A:1\rEND:VCALENDAR\r")]
    [InlineData("begin:vcalendar\n\n\nX-A\n :1\n\nend:VCalendar")]
    public void Line_ends_of_all_kinds_are_taken(string text)
    {
        var document = ICalendarDocument.Parse(text);
        Assert.Equal("1", document.Calendar!.Property("X-A")!.RawValue);
    }

    [Fact]
    public void Written_lines_have_75_octets_and_whole_characters()
    {
        var calendar = new ICalendarComponent("VCALENDAR");
        var text = string.Concat(Enumerable.Repeat("x\U0001F600\u00E4", 60));
        calendar.Properties.Add(ICalendarPropertyValues.OfText("DESCRIPTION", text));
        var document = new ICalendarDocument();
        document.Components.Add(calendar);
        var written = document.ToBytes();
        foreach (var line in Encoding.Latin1.GetString(written).Split("\r\n"))
        {
            Assert.InRange(line.Length, 0, 75);
            _ = new UTF8Encoding(false, true).GetString(Encoding.Latin1.GetBytes(line));
        }

        Assert.Equal(text, ICalendarDocument.Parse(written).Calendar!.Property("DESCRIPTION")!.GetText());
    }

    [Fact]
    public void Vcalendar_quoted_printable_is_joined_and_decoded()
    {
        var document = ICalendarDocument.Parse("BEGIN:VCALENDAR\nVERSION:1.0\nBEGIN:VEVENT\nDESCRIPTION;QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Gr=FC=\nsse=0D=0Aan alle\nEND:VEVENT\nEND:VCALENDAR\n");
        Assert.Empty(document.Problems);
        Assert.Equal("Gr\u00FCsse\nan alle", document.Calendar!.Children[0].Property("DESCRIPTION")!.GetText());
    }

    [Fact]
    public void Text_that_was_not_folded_is_kept_as_further_lines()
    {
        var document = ICalendarDocument.Parse("BEGIN:VEVENT\nDESCRIPTION:one\ntwo and more\nthree\nUID:7\nEND:VEVENT");
        Assert.Equal("one\ntwo and more\nthree", document.Components[0].Property("DESCRIPTION")!.GetText());
        Assert.Equal("7", document.Components[0].Property("UID")!.RawValue);
        Assert.All(document.Problems, problem => Assert.Equal(ICalendarProblemKind.UnfoldedText, problem.Kind));
    }

    [Fact]
    public void Unquoted_zone_with_a_colon_in_parentheses_is_whole()
    {
        var document = ICalendarDocument.Parse("BEGIN:VEVENT\nDTSTART;TZID=(UTC+01:00) Berlin:20240101T100000\nEND:VEVENT");
        Assert.Equal("(UTC+01:00) Berlin", document.Components[0].Property("DTSTART")!.GetDateTime()!.Value.TimeZoneId);
    }

    [Fact]
    public void Latin1_octets_are_read_and_reported()
    {
        var document = ICalendarDocument.Parse(Encoding.Latin1.GetBytes("BEGIN:VEVENT\nSUMMARY:Gr\u00FCn\nEND:VEVENT"));
        Assert.Equal("Gr\u00FCn", document.Components[0].Property("SUMMARY")!.GetText());
        Assert.Equal(new ICalendarProblem(2, ICalendarProblemKind.NotUtf8), Assert.Single(document.Problems));
    }

    [Fact]
    public void Bounds_leave_out_what_lies_beyond()
    {
        var deep = string.Concat(Enumerable.Repeat("BEGIN:X\n", 100_000)) + "A:1\n" + string.Concat(Enumerable.Repeat("END:X\n", 100_000)) + "BEGIN:Y\nB:2\nEND:Y\n";
        var document = ICalendarDocument.Parse(deep);
        Assert.Equal(2, document.Components.Count);
        Assert.Equal("2", document.Components[1].Property("B")!.RawValue);
        Assert.Contains(document.Problems, problem => problem.Kind == ICalendarProblemKind.LimitExceeded);

        var limits = new ICalendarLimits { MaxLineOctets = 20, MaxProperties = 1 };
        document = ICalendarDocument.Parse("BEGIN:X\nA:0123456789\n 0123456789\n 0123456789\nB:1\nEND:X\n", limits);
        Assert.Equal("A:0123456789" + "01234567", document.Components[0].Properties.Single().ToString());
        Assert.Equal(2, document.Problems.Count);
    }

    [Fact]
    public void Crossed_components_are_closed_and_reported()
    {
        var document = ICalendarDocument.Parse("BEGIN:VCALENDAR\nBEGIN:VEVENT\nBEGIN:VALARM\nEND:VEVENT\nEND:VALARM\nX-A:1\nEND:VCALENDAR\n");
        Assert.Equal("1", document.Calendar!.Property("X-A")!.RawValue);
        Assert.Equal([ICalendarProblemKind.UnclosedComponent, ICalendarProblemKind.UnmatchedEnd], document.Problems.Select(problem => problem.Kind));
    }

    [Fact]
    public void Value_with_line_ends_cannot_begin_a_line()
    {
        var component = new ICalendarComponent("VEVENT");
        component.Properties.Add(new ICalendarProperty("SUMMARY", "a\r\nATTENDEE:mailto:x@example.org\rEND:VEVENT"));
        component.Properties.Add(new ICalendarProperty("X-B", "b").SetParameter("X-P", "1\r\n2\";:^"));
        var document = new ICalendarDocument();
        document.Components.Add(component);
        var again = ICalendarDocument.Parse(document.ToBytes());
        Assert.Equal(2, again.Components[0].Properties.Count);
        Assert.Equal("1\n2\";:^", again.Components[0].Property("X-B")!.ParameterValue("X-P"));
    }

    [Fact]
    public void Hostile_lines_take_linear_time()
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        ICalendarDocument.Parse("BEGIN:X\nA;TZID=" + new string('(', 2_000_000) + ":1\nB" + string.Concat(Enumerable.Repeat(";TZID=(\"", 300_000)) + ":1\nC;Q" + new string('"', 1_000_001) + "\nEND:X");
        ICalendarDocument.Parse("BEGIN:X\nA;QUOTED-PRINTABLE:" + string.Concat(Enumerable.Repeat("a=\n", 500_000)) + "\nEND:X");
        ICalendarDocument.Parse("BEGIN:X\nDESCRIPTION:a\n" + string.Concat(Enumerable.Repeat("stray line\n", 300_000)) + "END:X");
        ICalendarDocument.Parse("BEGIN:X\n" + new string('\n', 3_000_000) + "END:X");
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), clock.Elapsed.ToString());
    }
}
