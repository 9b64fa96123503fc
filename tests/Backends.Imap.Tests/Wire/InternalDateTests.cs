using System.Text;
using Mapigate.Backends.Imap.Wire;

namespace Mapigate.Backends.Imap.Tests.Wire;

public sealed class InternalDateTests
{
    [Theory]
    [InlineData("17-Jul-1996 02:44:25 -0700", "1996-07-17T02:44:25-07:00")]
    [InlineData(" 1-Dec-2023 23:59:60 +0000", "2023-12-01T23:59:59+00:00")]
    [InlineData("1-feb-2024 00:00:00 +0545", "2024-02-01T00:00:00+05:45")]
    [InlineData("03-Mar-2016 17:25:01 nonsense", "2016-03-03T17:25:01+00:00")]
    [InlineData("03-Mar-2016 17:25:01 +9999", "2016-03-03T17:25:01+00:00")]
    public void Date_is_read(string text, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), InternalDate.Parse(Encoding.ASCII.GetBytes(text)));

    [Theory]
    [InlineData("")]
    [InlineData("NIL")]
    [InlineData("31-Feb-2024 00:00:00 +0000")]
    [InlineData("01-anF-2024 00:00:00 +0000")]
    [InlineData("01-Xyz-2024 00:00:00 +0000")]
    [InlineData("01-Jan-0000 00:00:00 +0000")]
    [InlineData("01-Jan-2024 24:00:00 +0000")]
    [InlineData("-1-Jan-2024 00:00:00 +0000")]
    [InlineData("01-Jan-2024")]
    public void What_is_no_date_is_null(string text) => Assert.Null(InternalDate.Parse(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Date_is_written_as_append_takes_it() =>
        Assert.Equal("05-Nov-2024 07:08:09 -0330", InternalDate.Format(new DateTimeOffset(2024, 11, 5, 7, 8, 9, new TimeSpan(-3, -30, 0))));
}
