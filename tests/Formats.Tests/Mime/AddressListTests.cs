using Mapigate.Formats.Mime;

namespace Mapigate.Formats.Tests.Mime;

public class AddressListTests
{
    [Theory]
    [InlineData("a@example.com", "a@example.com")]
    [InlineData("<a@example.com>", "a@example.com")]
    [InlineData("A B <a@example.com>", "A B|a@example.com")]
    [InlineData("\"Doe, John\" <j@example.com>, Mary <m@example.com>", "Doe, John|j@example.com;Mary|m@example.com")]
    [InlineData("John Q. Public <jqp@example.com>", "John Q. Public|jqp@example.com")]
    [InlineData("a@example.com (Alice)", "Alice|a@example.com")]
    [InlineData("Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>", "Pete|pete@silly.test")]
    [InlineData("=?utf-8?Q?J=C3=BCrgen?= Mustermann <j@example.com>", "Jürgen Mustermann|j@example.com")]
    [InlineData("\"=?utf-8?Q?J=C3=BCrgen?=\" <j@example.com>", "Jürgen|j@example.com")]
    [InlineData("<@a.test,@b.test:joe@c.test>", "joe@c.test")]
    [InlineData("\"joe blow\"@example.com", "\"joe blow\"@example.com")]
    [InlineData("Joe <\"joe@home\"@example.com>", "Joe|\"joe@home\"@example.com")]
    [InlineData("user@[IPv6:2001:db8::1]", "user@[IPv6:2001:db8::1]")]
    [InlineData("user@[192.0.2.1], b@example.com", "user@[192.0.2.1];b@example.com")]
    [InlineData("Ann . Other <a.o@example.com>", "Ann . Other|a.o@example.com")]
    public void Mailboxes_of_rfc_5322_are_read(string value, string expected) => Assert.Equal(expected, Show(AddressList.Parse(value)));

    [Theory]
    [InlineData("Doe, John <j@example.com>", "Doe, John|j@example.com")]
    [InlineData("a@example.com; b@example.com", "a@example.com;b@example.com")]
    [InlineData("A <a@x.test> B <b@x.test>", "A|a@x.test;B|b@x.test")]
    [InlineData("A <a@x.test> <b@x.test>", "A|a@x.test;b@x.test")]
    [InlineData("A <a@x.test", "A|a@x.test")]
    [InlineData("A <<a@x.test>>", "A|a@x.test")]
    [InlineData("A a@x.test", "A|a@x.test")]
    [InlineData("a@x.test>", "a@x.test")]
    [InlineData("\"A <a@x.test>", "A|a@x.test")]
    [InlineData("A (b <a@x.test>", "A (b|a@x.test")]
    [InlineData("<mailto:a@x.test>", "a@x.test")]
    [InlineData("mailto:a@x.test", "a@x.test")]
    [InlineData("=?utf-8?Q?A_=3Ca=40x.test=3E?=", "A|a@x.test")]
    [InlineData("a@x.test <a@x.test>", "a@x.test|a@x.test")]
    [InlineData("a@x.test <>", "a@x.test")]
    [InlineData("Re: hi <a@x.test>", "Re: hi|a@x.test")]
    [InlineData("a @ x.test", "a@x.test")]
    [InlineData("root, a@x.test", "root;a@x.test")]
    [InlineData("root", "root")]
    [InlineData(",, a@x.test ,,", "a@x.test")]
    [InlineData("'A' <a@x.test>", "'A'|a@x.test")]
    [InlineData("[List] <a@x.test>", "[List]|a@x.test")]
    [InlineData("Jürgen <j@x.test>", "Jürgen|j@x.test")]
    [InlineData("<a @ x.test>", "a@x.test")]
    [InlineData("<>", "")]
    [InlineData("", "")]
    [InlineData("A <a@x.test> trailing, b@x.test", "A|a@x.test;b@x.test")]
    public void Violations_are_understood(string value, string expected) => Assert.Equal(expected, Show(AddressList.Parse(value)));

    [Fact]
    public void Groups_hold_their_members()
    {
        var list = AddressList.Parse("A Group:Ed Jones <joe@where.test>,joe@where.test,John <jdoe@one.test>;, x@y.test");
        var group = Assert.IsType<GroupAddress>(list[0]);
        Assert.Equal("A Group", group.DisplayName);
        Assert.Equal(3, group.Members.Count);
        Assert.Equal(4, list.Mailboxes.Count());
        Assert.Equal("x@y.test", Assert.IsType<MailboxAddress>(list[1]).Address);
    }

    [Fact]
    public void Empty_group_is_a_group_without_members()
    {
        var group = Assert.IsType<GroupAddress>(Assert.Single(AddressList.Parse("undisclosed-recipients:;")));
        Assert.Equal("undisclosed-recipients", group.DisplayName);
        Assert.Empty(group.Members);
    }

    [Fact]
    public void Local_part_and_domain_part_at_the_last_at_sign()
    {
        var mailbox = new MailboxAddress(null, "\"a@b\"@example.com");
        Assert.Equal("\"a@b\"", mailbox.LocalPart);
        Assert.Equal("example.com", mailbox.Domain);
    }

    [Fact]
    public void Number_of_addresses_is_bounded()
    {
        var many = string.Join(',', Enumerable.Repeat("a@b", 30_000));
        Assert.Equal(20_000, AddressList.Parse(many).Count);
    }

    private static string Show(AddressList list) =>
        string.Join(';', list.Mailboxes.Select(mailbox => mailbox.DisplayName is null ? mailbox.Address : mailbox.DisplayName + "|" + mailbox.Address));
}
