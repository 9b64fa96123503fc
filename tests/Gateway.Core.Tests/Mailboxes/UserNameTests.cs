using Mapigate.Gateway.Core.Mailboxes;

namespace Mapigate.Gateway.Core.Tests.Mailboxes;

public sealed class UserNameTests
{
    private static readonly string[] Domains = ["example.test", "corp.other.test"];

    [Theory]
    [InlineData("alice", "alice@example.test")]
    [InlineData("  Alice ", "alice@example.test")]
    [InlineData("alice@example.test", "alice@example.test")]
    [InlineData("Alice@Example.TEST", "alice@example.test")]
    [InlineData("alice@elsewhere.test", "alice@elsewhere.test")]
    [InlineData(@"EXAMPLE\alice", "alice@example.test")]
    [InlineData(@"corp\alice", "alice@corp.other.test")]
    [InlineData(@"corp.other.test\alice", "alice@corp.other.test")]
    [InlineData(@"UNKNOWN\alice", "alice@example.test")]
    [InlineData(@"\alice", "alice@example.test")]
    [InlineData(@"EXAMPLE\alice@corp.other.test", "alice@corp.other.test")]
    [InlineData("first.last+tag", "first.last+tag@example.test")]
    [InlineData("j\u00FCrgen", "j\u00FCrgen@example.test")]
    public void Name_in_any_form_gives_the_address(string name, string address) => Assert.Equal(address, UserName.ToAddress(name, Domains));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("@")]
    [InlineData("@example.test")]
    [InlineData("alice@")]
    [InlineData(@"EXAMPLE\")]
    [InlineData(@"A\B\alice")]
    [InlineData("alice bob")]
    [InlineData("alice\0")]
    [InlineData("alice\r\nx")]
    [InlineData("a@b@example.test")]
    [InlineData("\"alice\"@example.test")]
    [InlineData("<alice@example.test>")]
    [InlineData("alice;bob")]
    [InlineData("alice,bob@example.test")]
    [InlineData("alice*")]
    [InlineData("alice%")]
    public void Name_that_cannot_be_an_address_gives_none(string name) => Assert.Null(UserName.ToAddress(name, Domains));

    [Fact]
    public void Name_that_is_too_long_gives_none()
    {
        Assert.NotNull(UserName.ToAddress(new string('a', 64), Domains));
        Assert.Null(UserName.ToAddress(new string('a', 400), Domains));
        Assert.Null(UserName.ToAddress("a@" + new string('b', 400), Domains));
    }

    [Fact]
    public void Name_without_domain_gives_none_where_no_domain_is_served()
    {
        Assert.Null(UserName.ToAddress("alice", []));
        Assert.Null(UserName.ToAddress(@"EXAMPLE\alice", []));
        Assert.Equal("alice@example.test", UserName.ToAddress("alice@example.test", []));
    }

    [Theory]
    [InlineData("example.test", "alice", "alice@example.test")]
    [InlineData("example.test,other.test", "alice@other.test", "alice@other.test")]
    public void Legacy_dn_leads_back_to_the_address(string domains, string commonName, string address)
    {
        var options = new MailboxOptions { Organization = "Example", Domains = domains.Split(',') };
        var dn = options.LegacyDnOf(address);
        Assert.Equal($"/o=Example/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn={commonName}", dn);
        Assert.Equal(address, options.AddressOf(dn));
        Assert.Equal(address, options.AddressOf(dn.ToUpperInvariant()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/o=Other/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=alice")]
    [InlineData("/o=Example/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Configuration/cn=alice")]
    [InlineData("/o=Example/ou=x/cn=Recipients/cn=alice/cn=more")]
    [InlineData("/o=Example/ou=x/cn=Recipients/cn=")]
    [InlineData("alice@example.test")]
    public void Dn_of_nobody_here_gives_no_address(string dn) => Assert.Null(new MailboxOptions { Organization = "Example", Domains = ["example.test"] }.AddressOf(dn));
}
