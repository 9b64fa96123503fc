using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Mapigate.Gateway.Core.SideStore;

namespace Mapigate.Gateway.Core.Tests.SideStore;

public sealed class ExtensionSealTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
    private static readonly Guid Mailbox = new("5C1E7A52-0C38-4D8E-9B63-6D5C4E3F2A10");
    private static readonly byte[] Content = [.. Enumerable.Range(0, 2000).Select(i => (byte)(i % 7))];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(300)]
    [InlineData(ExtensionSeal.MaxContent)]
    public void Sealed_content_opens(int length)
    {
        var seal = new ExtensionSeal(Key, Mailbox);
        var content = RandomNumberGenerator.GetBytes(length);
        Assert.Equal(content, seal.Open(seal.Seal(content, "<a@b>"), "<a@b>"));
    }

    [Fact]
    public void Text_is_printable_and_can_be_folded_at_its_blanks()
    {
        var text = new ExtensionSeal(Key, Mailbox).Seal(RandomNumberGenerator.GetBytes(5000));
        Assert.All(text, c => Assert.InRange(c, ' ', '~'));
        Assert.All(text.Split(' '), word => Assert.InRange(word.Length, 1, 76));
        Assert.NotNull(new ExtensionSeal(Key, Mailbox).Open(text.Replace(" ", "\r\n\t", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_is_another_mailboxs_objects_or_keys_does_not_open()
    {
        var text = new ExtensionSeal(Key, Mailbox).Seal(Content, "<one@example.test>");
        Assert.Null(new ExtensionSeal(Key, Mailbox).Open(text, "<two@example.test>"));
        Assert.Null(new ExtensionSeal(Key, Mailbox).Open(text));
        Assert.Null(new ExtensionSeal(Key, Guid.Empty).Open(text, "<one@example.test>"));
        Assert.Null(new ExtensionSeal([.. Key[..31], 0], Mailbox).Open(text, "<one@example.test>"));
    }

    [Fact]
    public void Every_changed_bit_is_noticed()
    {
        var seal = new ExtensionSeal(Key, Mailbox);
        var bytes = Convert.FromBase64String(seal.Seal(Content));
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Null(seal.Open(Convert.ToBase64String(bytes)));
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("AQ==")]
    [InlineData("not base64 at all!")]
    [InlineData("\u00E9\u00E9\u00E9\u00E9")]
    public void Anything_else_does_not_open(string text) => Assert.Null(new ExtensionSeal(Key, Mailbox).Open(text));

    [Fact]
    public void Too_long_a_text_is_not_looked_at() =>
        Assert.Null(new ExtensionSeal(Key, Mailbox).Open(new string('A', ExtensionSeal.MaxText + 4)));

    [Fact]
    public void Content_that_unpacks_beyond_the_limit_does_not_open()
    {
        var seal = new ExtensionSeal(Key, Mailbox);
        var large = seal.SealBytes(new byte[ExtensionSeal.MaxContent + 1], "");
        Assert.InRange(large.Length, 1, 4096);
        Assert.Null(seal.Open(Convert.ToBase64String(large)));
        Assert.NotNull(seal.OpenBytes(large, "", ExtensionSeal.MaxContent + 1));
    }

    /// <summary>The code as a reader of the specification would compute it.</summary>
    [Fact]
    public void Code_is_the_documented_one()
    {
        var bytes = Convert.FromBase64String(new ExtensionSeal(Key, Mailbox).Seal(Content, "<a@b>"));
        byte[] covered = [.. "mapigate extension"u8, 1, 1, .. Mailbox.ToByteArray(), 5, 0, 0, 0, .. Encoding.UTF8.GetBytes("<a@b>"), .. bytes[34..]];
        Assert.Equal(HMACSHA256.HashData(Key, covered), bytes[2..34]);
        using var body = new DeflateStream(new MemoryStream(bytes[34..]), CompressionMode.Decompress);
        using var content = new MemoryStream();
        body.CopyTo(content);
        Assert.Equal(Content, content.ToArray());
    }
}
