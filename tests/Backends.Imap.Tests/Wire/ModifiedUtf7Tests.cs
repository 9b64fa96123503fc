using System.Text;
using Mapigate.Backends.Imap.Wire;

namespace Mapigate.Backends.Imap.Tests.Wire;

public sealed class ModifiedUtf7Tests
{
    /// <summary>The examples of RFC 3501 5.1.3 and names that clients made.</summary>
    [Theory]
    [InlineData("~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-")]
    [InlineData("Tom & Jerry", "Tom &- Jerry")]
    [InlineData("Entwürfe", "Entw&APw-rfe")]
    [InlineData("😀", "&2D3eAA-")]
    [InlineData("&", "&-")]
    [InlineData("ü&ü", "&APw-&-&APw-")]
    [InlineData("", "")]
    [InlineData("INBOX/a\"b\\c", "INBOX/a\"b\\c")]
    public void Name_is_encoded_and_comes_back(string name, string encoded)
    {
        Assert.Equal(encoded, ModifiedUtf7.Encode(name));
        Assert.Equal(name, ModifiedUtf7.Decode(Encoding.ASCII.GetBytes(encoded)));
    }

    [Theory]
    [InlineData("open &APw")]
    [InlineData("R&D")]
    [InlineData("&A-")]
    [InlineData("&AP-")]
    [InlineData("&!!!!-")]
    [InlineData("raw ü")]
    public void What_is_no_modified_utf7_is_told(string name) => Assert.Null(ModifiedUtf7.Decode(Encoding.UTF8.GetBytes(name)));

    [Theory]
    [InlineData("R&D")]
    [InlineData("raw ü")]
    [InlineData("&AOQ-&APY-")]
    public void Irregular_name_of_the_server_is_sent_back_as_it_came(string name)
    {
        var names = new MailboxNames();
        var bytes = Encoding.UTF8.GetBytes(name);
        Assert.Equal(bytes, names.Encode(names.Decode(bytes)));
    }

    [Fact]
    public void Inbox_has_one_spelling() => Assert.Equal("INBOX", new MailboxNames().Decode("Inbox"u8));

    [Fact]
    public void Names_are_utf8_once_that_is_enabled()
    {
        var names = new MailboxNames { IsUtf8 = true };
        Assert.Equal("Entwürfe &-", names.Decode("Entwürfe &-"u8));
        Assert.Equal("Entwürfe"u8, names.Encode("Entwürfe"));
    }
}
