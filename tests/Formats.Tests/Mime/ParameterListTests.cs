using Mapigate.Formats.Mime;

namespace Mapigate.Formats.Tests.Mime;

public class ParameterListTests
{
    [Theory]
    [InlineData("; filename=a.txt", "a.txt")]
    [InlineData("; FileName=\"a b.txt\"", "a b.txt")]
    [InlineData("; filename*=utf-8''%e2%82%ac%20rates", "€ rates")]
    [InlineData("; filename*=iso-8859-1'en'%A3%20rates", "£ rates")]
    [InlineData("; filename*0=\"ab\"; filename*1=\"cd.txt\"", "abcd.txt")]
    [InlineData("; filename*1=\"cd.txt\"; filename*0=\"ab\"", "abcd.txt")]
    [InlineData("; filename*0*=utf-8''%E2%82; filename*1*=%AC; filename*2=\" x.txt\"", "€ x.txt")]
    [InlineData("; filename=\"EURO rates\"; filename*=utf-8''%e2%82%ac%20rates", "€ rates")]
    public void Values_of_rfc_2045_and_2231_are_read(string text, string expected) => Assert.Equal(expected, ParameterList.Parse(text)["filename"]);

    [Theory]
    [InlineData("; filename=\"=?utf-8?Q?=E2=82=AC.txt?=\"", "€.txt")]
    [InlineData("; filename==?utf-8?Q?=E2=82=AC.txt?=", "€.txt")]
    [InlineData("; filename*0=\"=?utf-8?B?4oKs\"; filename*1=\"LnR4dA==?=\"", "€.txt")]
    [InlineData("; filename=my file (1).txt; size=3", "my file (1).txt")]
    [InlineData(";; ; filename=a.txt;;", "a.txt")]
    [InlineData("; filename=\"a.txt", "a.txt")]
    [InlineData("; filename=\"a.txt\" size=3", "a.txt")]
    [InlineData("; filename=\"C:\\temp\\a.txt\"", "C:\\temp\\a.txt")]
    [InlineData("; filename=\"a\\\"b.txt\"", "a\"b.txt")]
    [InlineData("; filename=a.txt; filename=b.txt", "a.txt")]
    [InlineData("; filename*=\"utf-8''a%20b.txt\"", "a b.txt")]
    [InlineData("; filename*=a%20b.txt", "a b.txt")]
    [InlineData("; filename*=utf-8''100%", "100%")]
    [InlineData("; flag; filename=a.txt", "a.txt")]
    [InlineData("; filename = a.txt", "a.txt")]
    [InlineData("; junk filename=a.txt", "a.txt")]
    [InlineData("; filename*1=\"b.txt\"", "b.txt")]
    public void Violations_are_understood(string text, string expected) => Assert.Equal(expected, ParameterList.Parse(text)["filename"]);

    [Fact]
    public void Comments_behind_values_are_no_part_of_them() =>
        Assert.Equal("us-ascii", ParameterList.Parse("; charset=us-ascii (Plain text)")["charset"]);

    [Fact]
    public void Number_of_parameters_is_bounded() =>
        Assert.True(ParameterList.Parse(string.Concat(Enumerable.Range(0, 5_000).Select(i => $"; p{i}=x"))).Count() <= 1_000);
}
