using System.Text;

namespace Mapigate.Backends.CalDav.Tests;

public sealed class SameContentTests
{
    private const string Sent = "BEGIN:VCALENDAR\r\nPRODID:-//us\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\nSUMMARY:a\\, b\r\n"
        + "ATTENDEE;CN=\"B\";ROLE=CHAIR:mailto:b@x.test\r\nBEGIN:VALARM\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    [Theory]
    [InlineData("PRODID:-//us", "PRODID:-//server")]
    [InlineData("DTSTAMP:20260101T000000Z", "DTSTAMP:20270101T000000Z")]
    [InlineData("SUMMARY:a\\, b", "SUMMARY:a,\r\n  b")]
    [InlineData("ATTENDEE;CN=\"B\";ROLE=CHAIR", "attendee;ROLE=CHAIR;CN=B")]
    [InlineData("END:VEVENT", "X-SERVER:1\r\nEND:VEVENT")]
    [InlineData("BEGIN:VEVENT", "BEGIN:VTIMEZONE\r\nTZID:x\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT")]
    [InlineData("\r\n", "\n")]
    public void Holds_what_servers_rewrite_is_the_same(string from, string to) => Assert.True(Holds(Sent.Replace(from, to), Sent));

    [Theory]
    [InlineData("SUMMARY:a", "SUMMARY:A")]
    [InlineData("UID:1", "UID:2")]
    [InlineData("ROLE=CHAIR", "ROLE=OPT-PARTICIPANT")]
    [InlineData("TRIGGER:-PT5M", "TRIGGER:-PT15M")]
    [InlineData("BEGIN:VALARM\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\n", "TRIGGER:-PT5M\r\n")]
    public void Holds_what_somebody_changed_is_another(string from, string to) => Assert.False(Holds(Sent.Replace(from, to), Sent));

    [Fact]
    public void Holds_lines_are_counted()
    {
        const string card = "BEGIN:VCARD\r\nFN:x\r\nNOTE:a\r\nNOTE:a\r\nEND:VCARD\r\n";

        Assert.True(Holds(card, card));
        Assert.False(Holds("BEGIN:VCARD\r\nFN:x\r\nNOTE:a\r\nEND:VCARD\r\n", card));
    }

    [Fact]
    public void Holds_what_is_no_object_is_compared_octet_for_octet()
    {
        Assert.True(Holds("x", "x"));
        Assert.False(Holds("xy", "x"));
    }

    private static bool Holds(string stored, string sent) => SameContent.Holds(Encoding.UTF8.GetBytes(stored), Encoding.UTF8.GetBytes(sent));
}
