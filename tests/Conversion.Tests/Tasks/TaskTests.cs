using System.Text;
using Mapigate.Conversion.Tasks;
using Mapigate.Formats.ICalendar;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;
using NodaTime;

namespace Mapigate.Conversion.Tests.Tasks;

public sealed class TaskTests
{
    private const string Whole = """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Test//EN
        BEGIN:VTODO
        UID:one
        DTSTAMP:20260101T000000Z
        SUMMARY:Write\, then send
        DESCRIPTION:One\nTwo
        DTSTART;VALUE=DATE:20260601
        DUE:20260603T220000Z
        STATUS:IN-PROCESS
        PERCENT-COMPLETE:40
        PRIORITY:1
        CLASS:PRIVATE
        CATEGORIES:Red,Blue
        X-OTHER;X-P=1:kept
        BEGIN:VALARM
        ACTION:DISPLAY
        DESCRIPTION:Mine
        TRIGGER;RELATED=END:-PT1H
        END:VALARM
        END:VTODO
        END:VCALENDAR

        """;

    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
    private static readonly Instant Now = Instant.FromUtc(2026, 6, 1, 12, 0);

    [Fact]
    public void Todo_comes_out_as_the_task_that_it_is()
    {
        var bag = Convert(Whole).Properties;
        Assert.Equal("IPM.Task", bag[PidTag.MessageClass]);
        Assert.Equal("Write, then send", bag[PidTag.Subject]);
        Assert.Equal("One\r\nTwo", bag[PidTag.Body]);
        Assert.Equal(Utc(2026, 6, 1), bag.Get<FileTime>(PidLid.TaskStartDate));
        Assert.Equal(Utc(2026, 5, 31, 22), bag.Get<FileTime>(PidLid.CommonStart));
        // Ten in the evening in UTC is midnight in Berlin.
        Assert.Equal(Utc(2026, 6, 4), bag.Get<FileTime>(PidLid.TaskDueDate));
        Assert.Equal(Utc(2026, 6, 3, 22), bag.Get<FileTime>(PidLid.CommonEnd));
        Assert.Equal(1, bag.Get<int>(PidLid.TaskStatus));
        Assert.Equal(0.4, bag.Get<double>(PidLid.PercentComplete));
        Assert.False(bag.Get<bool>(PidLid.TaskComplete));
        Assert.Equal(2, bag[PidTag.Importance]);
        Assert.Equal(2, bag[PidTag.Sensitivity]);
        Assert.Equal(["Red", "Blue"], bag.Get<string[]>(PidName.Keywords)!);
        Assert.True(bag.Get<bool>(PidLid.ReminderSet));
        Assert.Equal(Utc(2026, 6, 3, 21), bag.Get<FileTime>(PidLid.ReminderTime));
    }

    [Theory]
    [InlineData("COMPLETED:20260603T101112Z", 2, 1.0)]
    [InlineData("STATUS:COMPLETED", 2, 1.0)]
    [InlineData("PERCENT-COMPLETE:100", 2, 1.0)]
    [InlineData("PERCENT-COMPLETE:250", 2, 1.0)]
    [InlineData("STATUS:CANCELLED", 4, 0.0)]
    [InlineData("STATUS:NEEDS-ACTION\nPERCENT-COMPLETE:10", 0, 0.1)]
    [InlineData("X-NOTHING:1", 0, 0.0)]
    public void Progress_is_read_from_whatever_says_it(string lines, int status, double percent)
    {
        var bag = Convert(Of(lines)).Properties;
        Assert.Equal(status, bag.Get<int>(PidLid.TaskStatus));
        Assert.Equal(percent, bag.Get<double>(PidLid.PercentComplete));
        Assert.Equal(status == 2, bag.Get<bool>(PidLid.TaskComplete));
    }

    [Fact]
    public void Task_that_nobody_changed_is_written_as_it_was()
    {
        var written = Lines(TaskComposer.Compose(Convert(Whole), Read(Whole), "new", Berlin, Now));
        Assert.Equal(
            Lines(Whole).Where(line => !line.StartsWith("DTSTAMP", StringComparison.Ordinal)),
            written.Where(line => !line.StartsWith("DTSTAMP", StringComparison.Ordinal) && !line.StartsWith("LAST-MODIFIED", StringComparison.Ordinal)));
    }

    [Fact]
    public void Completing_changes_the_progress_alone()
    {
        var task = Convert(Whole);
        task.Properties.Set(PidLid.TaskStatus, 2);
        task.Properties.Set(PidLid.TaskComplete, true);
        task.Properties.Set(PidLid.PercentComplete, 1.0);
        task.Properties.Set(PidLid.TaskDateCompleted, Utc(2026, 6, 2));
        task.Properties.Set(PidLid.ReminderSet, false);
        var written = Lines(TaskComposer.Compose(task, Read(Whole), "new", Berlin, Now));
        Assert.Equal(
            ["ACTION:DISPLAY", "BEGIN:VALARM", "DESCRIPTION:Mine", "DTSTAMP:20260101T000000Z", "END:VALARM", "PERCENT-COMPLETE:40", "STATUS:IN-PROCESS", "TRIGGER;RELATED=END:-PT1H"],
            Lines(Whole).Except(written).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["COMPLETED:20260601T220000Z", "DTSTAMP:20260601T120000Z", "LAST-MODIFIED:20260601T120000Z", "PERCENT-COMPLETE:100", "STATUS:COMPLETED"],
            written.Except(Lines(Whole)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void New_task_reads_back_the_same()
    {
        var task = Convert(Whole);
        var document = TaskComposer.Compose(task, null, "fresh", Berlin, Now);
        Assert.Contains("UID:fresh", Lines(document));
        var again = TaskConverter.Convert(ICalendarDocument.Parse(document.ToBytes()).Calendar!, Berlin)!;
        foreach (var value in task.Properties)
            Assert.Equal(value.Value, again.Properties[value.Tag]);
        foreach (var (name, (_, value)) in task.Properties.Named)
            Assert.Equal(value, again.Properties.Named[name].Value);
    }

    [Fact]
    public void Due_before_start_is_never_written()
    {
        var task = Convert(Of("SUMMARY:x"));
        task.Properties.Set(PidLid.TaskStartDate, Utc(2026, 6, 10));
        task.Properties.Set(PidLid.TaskDueDate, Utc(2026, 6, 5));
        var written = Lines(TaskComposer.Compose(task, null, "u", Berlin, Now));
        Assert.Contains("DTSTART;VALUE=DATE:20260605", written);
        Assert.Contains("DUE;VALUE=DATE:20260605", written);
    }

    [Fact]
    public void Object_without_a_todo_gives_none() => Assert.Null(TaskConverter.Convert(Read("BEGIN:VCALENDAR\nEND:VCALENDAR\n").Calendar!, Berlin));

    private static string Of(string lines) => $"BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VTODO\nUID:u\n{lines}\nEND:VTODO\nEND:VCALENDAR\n";

    private static FileTime Utc(int year, int month, int day, int hour = 0) => FileTime.From(new DateTime(year, month, day, hour, 0, 0, DateTimeKind.Utc));

    private static ConvertedItem Convert(string text) => TaskConverter.Convert(Read(text).Calendar!, Berlin)!;

    private static ICalendarDocument Read(string text) => ICalendarDocument.Parse(text);

    private static string[] Lines(ICalendarDocument document) => Lines(Encoding.UTF8.GetString(document.ToBytes()));

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
