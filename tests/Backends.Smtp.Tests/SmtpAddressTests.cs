namespace Mapigate.Backends.Smtp.Tests;

public sealed class SmtpAddressTests
{
    [Theory]
    [InlineData("bob@example.test", "bob@example.test")]
    [InlineData("b.o+b/x=y@sub.example.test", "b.o+b/x=y@sub.example.test")]
    [InlineData("bob@bücher.test", "bob@xn--bcher-kva.test")]
    [InlineData("bob@[192.0.2.1]", "bob@[192.0.2.1]")]
    [InlineData("bob@[IPv6:2001:db8::1]", "bob@[IPv6:2001:db8::1]")]
    [InlineData("bob@host_1.test", "bob@host_1.test")]
    [InlineData("\"a b\"@example.test", "\"a b\"@example.test")]
    [InlineData("\"a@b\\\"c\\\\\"@example.test", "\"a@b\\\"c\\\\\"@example.test")]
    [InlineData("bob.@docomo.test", "bob.@docomo.test")]
    public void Parse_address_that_SMTP_carries_gives_its_path(string address, string path)
    {
        var parsed = SmtpAddress.Parse(address);

        Assert.Equal(path, parsed.Path);
        Assert.Equal(address, parsed.Given);
        Assert.False(parsed.NeedsUtf8);
    }

    [Fact]
    public void Parse_international_local_part_keeps_the_whole_as_written()
    {
        var parsed = SmtpAddress.Parse("jürgen@bücher.test");

        Assert.Equal("jürgen@bücher.test", parsed.Path);
        Assert.True(parsed.NeedsUtf8);
    }

    [Theory]
    [InlineData("")]
    [InlineData("bob")]
    [InlineData("@example.test")]
    [InlineData("bob@")]
    [InlineData("bob@exa mple.test")]
    [InlineData("bob@example.test>\r\nRCPT TO:<eve@example.test")]
    [InlineData("bob\r\n@example.test")]
    [InlineData("bob@example.test\r\nDATA")]
    [InlineData("bob@example.test\n")]
    [InlineData("bob\0@example.test")]
    [InlineData("bob@example.test> SIZE=1")]
    [InlineData("<bob@example.test>")]
    [InlineData("a,b@example.test")]
    [InlineData("\"a\rb\"@example.test")]
    [InlineData("\"a\"b\"@example.test")]
    [InlineData("\"a\\\"@example.test")]
    [InlineData("\"@example.test")]
    [InlineData("bob\u0085@example.test")]
    [InlineData("bob\u2028@example.test")]
    [InlineData("bob@[192.0.2.1")]
    [InlineData("bob@[x y]")]
    [InlineData("bob@[]")]
    [InlineData("bob@a..b")]
    public void Parse_anything_else_is_refused(string address)
    {
        Assert.Equal(BackendError.Refused, Assert.Throws<BackendException>(() => SmtpAddress.Parse(address)).Error);
    }

    [Fact]
    public void Parse_half_a_surrogate_pair_is_refused()
    {
        Assert.Throws<BackendException>(() => SmtpAddress.Parse("b\ud800b@example.test"));
    }

    [Fact]
    public void Parse_longer_than_a_path_may_be_is_refused()
    {
        Assert.Throws<BackendException>(() => SmtpAddress.Parse(new string('a', 65) + "@example.test"));
        Assert.Throws<BackendException>(() => SmtpAddress.Parse("a@" + string.Join('.', Enumerable.Repeat("abcdefghi", 30))));
    }

    [Fact]
    public void Parse_any_character_in_any_place_leaves_no_control_character()
    {
        for (var c = '\0'; c < '\u2100'; c++)
        {
            foreach (var address in new[] { $"a{c}b@example.test", $"\"a{c}b\"@example.test", $"ab@exa{c}mple.test" })
            {
                try
                {
                    var path = SmtpAddress.Parse(address).Path;
                    Assert.DoesNotContain(path, ch => char.IsControl(ch) || ch is '<' or '>' && !address.StartsWith('"'));
                }
                catch (BackendException)
                {
                    // Refused is always right here.
                }
            }
        }
    }
}
