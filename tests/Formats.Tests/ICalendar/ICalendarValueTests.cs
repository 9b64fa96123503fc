using Mapigate.Formats.ICalendar;
using NodaTime;

namespace Mapigate.Formats.Tests.ICalendar;

public sealed class ICalendarValueTests
{
    [Theory]
    [InlineData("P1W", 604_800, "P1W")]
    [InlineData("-P1DT2H3M4S", -93_784, "-P1DT2H3M4S")]
    [InlineData("PT0S", 0, "PT0S")]
    [InlineData("+PT15M", 900, "PT15M")]
    [InlineData("PT1H0M5S", 3605, "PT1H0M5S")]
    public void Duration_is_read_and_written(string raw, long seconds, string written)
    {
        Assert.True(ICalendarDuration.TryParse(raw, out var value));
        Assert.Equal(Duration.FromSeconds(seconds), value.ToDuration());
        Assert.Equal(written, value.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1")]
    [InlineData("P1H")]
    [InlineData("PT1D")]
    [InlineData("P99999999999999999999D")]
    [InlineData("15M")]
    public void Duration_that_is_none_is_refused(string raw) => Assert.False(ICalendarDuration.TryParse(raw, out _));

    [Theory]
    [InlineData("20240229", null, "20240229", ICalendarDateTimeForm.Date)]
    [InlineData("20240229T235960Z", null, "20240229T235959Z", ICalendarDateTimeForm.Utc)]
    [InlineData("2024-02-29T10:00:00", null, "20240229T100000", ICalendarDateTimeForm.Floating)]
    [InlineData("20240229T1000", "Europe/Berlin", "20240229T100000", ICalendarDateTimeForm.Zoned)]
    [InlineData("20240229T240000", "", "20240301T000000", ICalendarDateTimeForm.Floating)]
    public void Date_time_is_read_and_written(string raw, string? zone, string written, ICalendarDateTimeForm form)
    {
        Assert.True(ICalendarDateTime.TryParse(raw, zone, out var value));
        Assert.Equal(form, value.Form);
        Assert.Equal(written, value.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("1234")]
    [InlineData("20230229")]
    [InlineData("20240101T250000")]
    [InlineData("20240101T10")]
    [InlineData("99991231T240000")]
    [InlineData("20240101T1000000")]
    [InlineData("TTTTTTTT")]
    public void Date_time_that_is_none_is_refused(string raw) => Assert.False(ICalendarDateTime.TryParse(raw, null, out _));

    [Theory]
    [InlineData("+0100", 3600, "+0100")]
    [InlineData("-00:30", -1800, "-0030")]
    [InlineData("+005328", 3208, "+005328")]
    public void Utc_offset_is_read_and_written(string raw, int seconds, string written)
    {
        Assert.True(UtcOffsetValue.TryParse(raw, out var value));
        Assert.Equal(seconds, value.Seconds);
        Assert.Equal(written, UtcOffsetValue.Format(value));
    }

    [Theory]
    [InlineData("+1")]
    [InlineData("+9900")]
    [InlineData("+0160")]
    [InlineData("CET")]
    public void Utc_offset_that_is_none_is_refused(string raw) => Assert.False(UtcOffsetValue.TryParse(raw, out _));

    [Theory]
    [InlineData("FREQ=MONTHLY;COUNT=5;INTERVAL=2;BYDAY=1MO,-1FR;BYSETPOS=1;WKST=SU")]
    [InlineData("RSCALE=GREGORIAN;FREQ=YEARLY;UNTIL=20300101T000000Z;BYMONTHDAY=29;BYMONTH=2;SKIP=FORWARD;X-Y=Z")]
    public void Rule_is_read_and_written(string raw)
    {
        Assert.True(RecurrenceRule.TryParse(raw, out var rule));
        Assert.Equal(raw, rule!.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("COUNT=3")]
    [InlineData("FREQ=3")]
    [InlineData("FREQ=FORTNIGHTLY")]
    [InlineData("FREQ=DAILY;COUNT=0")]
    [InlineData("FREQ=DAILY;BYDAY=XX")]
    [InlineData("FREQ=DAILY;BYMONTH=13")]
    [InlineData("FREQ=DAILY;BYMONTHDAY=0")]
    [InlineData("FREQ=DAILY;UNTIL=soon")]
    public void Rule_that_cannot_be_understood_is_refused(string raw) => Assert.False(RecurrenceRule.TryParse(raw, out _));

    [Fact]
    public void Text_escapes_are_undone_and_made()
    {
        Assert.Equal("a;b,c\\d\ne", TextValue.Unescape("a\\;b\\,c\\\\d\\Ne"));
        Assert.Equal("a\\;b\\,c\\\\d\\ne", TextValue.Escape("a;b,c\\d\r\ne\0"));
        Assert.Equal(["a\\,b", "c"], TextValue.Split("a\\,b,c", ','));
    }

    [Theory]
    [InlineData("Europe/Berlin", "Europe/Berlin", "W. Europe Standard Time")]
    [InlineData("W. Europe Standard Time", "Europe/Berlin", "W. Europe Standard Time")]
    [InlineData("/mozilla.org/20050126_1/America/Boise", "America/Boise", "Mountain Standard Time")]
    [InlineData("/freeassociation.sourceforge.net/Tzfile/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires", "Argentina Standard Time")]
    [InlineData("US/Eastern", "US/Eastern", "Eastern Standard Time")]
    [InlineData("europe/vienna", "Europe/Vienna", "W. Europe Standard Time")]
    [InlineData("Nowhere/Middle", null, null)]
    public void Zone_names_lead_to_iana_and_windows(string name, string? iana, string? windows)
    {
        Assert.Equal(iana, TimeZoneNames.ToIana(name));
        Assert.Equal(windows, TimeZoneNames.ToWindows(name));
    }
}
