using System.Text;
using Mapigate.Formats.ICalendar;
using Mapigate.Formats.VCard;

namespace Mapigate.Formats.Tests.VCard;

public sealed class CardTests
{
    [Fact]
    public void Lines_of_every_version_tell_their_types_and_values()
    {
        var card = Parse("VERSION:2.1\nTEL;HOME;VOICE:1\nTEL;TYPE=WORK,fax:2\nitem1.EMAIL;TYPE=INTERNET;TYPE=pref:a@b.test\nTEL;TYPE=\"cell,pref\":3\nTEL;PREF=1:4\n");
        var phones = card.Lines("TEL").ToList();
        Assert.Equal(["HOME", "VOICE"], phones[0].Types.Order());
        Assert.True(phones[1].Types.SetEquals(["work", "FAX"]));
        Assert.True(phones[2].IsPreferred && phones[2].Types.Contains("CELL"));
        Assert.True(phones[3].IsPreferred);
        Assert.Empty(phones[3].Types);
        var email = Assert.Single(card.Lines("EMAIL"));
        Assert.Equal("item1", email.Group);
        Assert.True(email.IsPreferred);
        Assert.Equal("a@b.test", email.Text);
    }

    [Theory]
    [InlineData("PHOTO;ENCODING=b;TYPE=JPEG:AAEC")]
    [InlineData("PHOTO;ENCODING=BASE64;JPEG:AAEC")]
    [InlineData("PHOTO;JPEG;BASE64:AAEC")]
    [InlineData("PHOTO;VALUE=uri:data:image/jpeg;base64,AAEC")]
    [InlineData("PHOTO:data:image/jpeg;base64,AAEC")]
    public void Octets_are_read_in_every_spelling(string line) =>
        Assert.Equal([0, 1, 2], Assert.Single(Parse($"VERSION:3.0\n{line}\n").Lines("PHOTO")).Octets);

    [Theory]
    [InlineData("PHOTO;VALUE=uri:http://a.test/p.jpg")]
    [InlineData("PHOTO;ENCODING=b:not*base64")]
    [InlineData("PHOTO:data:image/jpeg,AAEC")]
    public void What_holds_no_octets_gives_none(string line) => Assert.Null(Assert.Single(Parse($"VERSION:3.0\n{line}\n").Lines("PHOTO")).Octets);

    [Fact]
    public void Upgraded_card_says_the_same_without_the_old_encodings()
    {
        var card = Parse("VERSION:2.1\nN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FCller;J=F6rg\nNOTE;QUOTED-PRINTABLE:one=0D=0Atwo; three, four\nTEL;HOME;PREF:1\nPHOTO;JPEG;BASE64:AAEC\nX-ODD;LANGUAGE=de:kept\n");
        CardUpgrade.Apply(card);

        var text = Encoding.UTF8.GetString(card.ToBytes());
        Assert.Equal(
            "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Müller;Jörg\r\nNOTE:one\\ntwo\\; three\\, four\r\nTEL;TYPE=HOME,PREF:1\r\nPHOTO;ENCODING=b;TYPE=JPEG:AAEC\r\nX-ODD;LANGUAGE=de:kept\r\nEND:VCARD\r\n",
            text);
    }

    [Fact]
    public void Card_of_a_later_version_is_not_upgraded()
    {
        const string Text = "VERSION:4.0\nFN:A\nPHOTO:data:image/jpeg;base64,AAEC\n";
        var card = Parse(Text);
        CardUpgrade.Apply(card);
        Assert.Equal($"BEGIN:VCARD\n{Text}END:VCARD\n".ReplaceLineEndings("\r\n"), Encoding.UTF8.GetString(card.ToBytes()));
    }

    [Fact]
    public void Stream_of_several_cards_and_of_other_things_gives_the_cards()
    {
        var cards = Card.Parse("BEGIN:VCARD\r\nFN:A\r\nEND:VCARD\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR\r\nnoise\r\nBEGIN:vcard\r\nFN:B\r\n"u8);
        Assert.Equal(["A", "B"], cards.Select(card => Assert.Single(card.Lines("FN")).Text));
        Assert.Equal("3.0", cards[0].Version);
        Assert.Empty(Card.Parse(default));
    }

    [Fact]
    public void Lines_are_added_replaced_and_removed()
    {
        var card = new Card("4.0");
        card.Add(ICalendarPropertyValues.OfText("FN", "A, B"));
        card.Replace(card.Lines("FN").Single(), ICalendarPropertyValues.OfText("FN", "C"));
        card.Add(new ICalendarProperty("NOTE", "x"));
        card.Remove(card.Lines("note").Single());
        card.Set(new ICalendarProperty("REV", "1"));
        card.Set(new ICalendarProperty("REV", "2"));
        Assert.Equal("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:C\r\nREV:2\r\nEND:VCARD\r\n", Encoding.UTF8.GetString(card.ToBytes()));
    }

    private static Card Parse(string lines) => Assert.Single(Card.Parse(Encoding.UTF8.GetBytes($"BEGIN:VCARD\n{lines}END:VCARD\n")));
}
