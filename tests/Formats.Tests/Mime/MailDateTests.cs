using System.Globalization;
using Mapigate.Formats.Mime;

namespace Mapigate.Formats.Tests.Mime;

public class MailDateTests
{
    [Theory]
    [InlineData("Fri, 21 Nov 1997 09:55:06 -0600", "1997-11-21T09:55:06-06:00")]
    [InlineData("21 Nov 1997 09:55 +0100", "1997-11-21T09:55:00+01:00")]
    [InlineData("Thu,\r\n 13\r\n  Feb\r\n    1969\r\n 23:32\r\n -0330 (Newfoundland Time)", "1969-02-13T23:32:00-03:30")]
    [InlineData("21 Nov 97 09:55:06 GMT", "1997-11-21T09:55:06+00:00")]
    [InlineData("Mon, 1 Jan 24 00:00:00 EST", "2024-01-01T00:00:00-05:00")]
    [InlineData("Fri, 21 Nov 1997 09(comment):   55  :  06 -0600", "1997-11-21T09:55:06-06:00")]
    [InlineData("Fri Nov  5 12:00:00 2004 +0200", "2004-11-05T12:00:00+02:00")]
    [InlineData("Fri Nov  5 12:00:00 2004", "2004-11-05T12:00:00+00:00")]
    [InlineData("2004-11-05T12:00:00Z", "2004-11-05T12:00:00+00:00")]
    [InlineData("2004-11-05T12:00:00.123+01:00", "2004-11-05T12:00:00+01:00")]
    [InlineData("2004-11-05 12:00:00 +0100", "2004-11-05T12:00:00+01:00")]
    [InlineData(" 5-Nov-2004 12:00:00 +0100", "2004-11-05T12:00:00+01:00")]
    [InlineData("Fri, 5 Nov 2004 12:00:00 GMT+0200", "2004-11-05T12:00:00+02:00")]
    [InlineData("Fri, 5 Nov 2004 12:00:00 +02:00", "2004-11-05T12:00:00+02:00")]
    [InlineData("Fri, 5 Nov 2004 12:00:00 (EST)", "2004-11-05T12:00:00-05:00")]
    [InlineData("Fri, 5 Nov 2004 12:00:00+0100", "2004-11-05T12:00:00+01:00")]
    [InlineData("5 November 2004 1:05 PM +0000", "2004-11-05T13:05:00+00:00")]
    [InlineData("Fri, 5 Nov 104 12:00:00 +0000", "2004-11-05T12:00:00+00:00")]
    [InlineData("Sat, 31 Dec 2016 23:59:60 +0000", "2016-12-31T23:59:59+00:00")]
    [InlineData("Fri, 5 Nov 2004 12:00:00 -0000", "2004-11-05T12:00:00+00:00")]
    [InlineData("Fri, 5 Nov 2004 12:00:00 Z", "2004-11-05T12:00:00+00:00")]
    [InlineData("5 Nov 2004", "2004-11-05T00:00:00+00:00")]
    [InlineData("Fri, 30 Feb 2004 12:00:00 +0000", null)]
    [InlineData("Malformed Date.", null)]
    [InlineData("", null)]
    [InlineData("99999999999999999999 Nov 2004", null)]
    [InlineData("Fri, 5 Nov 2004 12:00:00 +9999", "2004-11-04T12:00:00+00:00")]
    public void Date_is_read(string text, string? expected)
    {
        var read = MailDate.TryParse(text, out var date);
        Assert.Equal(expected, read ? date.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture) : null);
    }

    [Theory]
    [InlineData("1997-11-21T09:55:06-06:00", "Fri, 21 Nov 1997 09:55:06 -0600")]
    [InlineData("2024-02-29T00:00:00+05:30", "Thu, 29 Feb 2024 00:00:00 +0530")]
    [InlineData("2024-02-29T00:00:00-00:30", "Thu, 29 Feb 2024 00:00:00 -0030")]
    public void Date_is_written_and_read_back(string value, string expected)
    {
        var date = DateTimeOffset.Parse(value, CultureInfo.InvariantCulture);
        Assert.Equal(expected, MailDate.Format(date));
        Assert.True(MailDate.TryParse(expected, out var back));
        Assert.Equal(date, back);
        Assert.Equal(date.Offset, back.Offset);
    }
}
