using System.Text;
using Mapigate.Mapi.Wire.Primitives;
using Mapigate.Mapi.Wire.Xca;

namespace Mapigate.Mapi.Wire.Tests.Xca;

public class PlainLz77Tests
{
    private const string Alphabet = "3F0000006162636465666768696A6B6C6D6E6F707172737475767778797A";
    private const string Hundred = "FFFFFF1F61626317000FFF2601";

    public static TheoryData<string, string> Examples => new()
    {
        { Alphabet, "abcdefghijklmnopqrstuvwxyz" }, // [MS-XCA] 3.1, literals only
        { Hundred, string.Concat(Enumerable.Repeat("abc", 100)) }, // [MS-XCA] 3.1, one match of 297 bytes
    };

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_of_the_document_is_opened_and_made(string compressed, string plain)
    {
        var opened = new byte[plain.Length];
        PlainLz77.Decompress(Convert.FromHexString(compressed), opened);
        Assert.Equal(plain, Encoding.ASCII.GetString(opened));
        Assert.Equal(compressed, Convert.ToHexString(Compress(Encoding.ASCII.GetBytes(plain))));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Truncated_input_is_refused(string compressed, string plain)
    {
        var bytes = Convert.FromHexString(compressed);
        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<WireFormatException>(() => PlainLz77.Decompress(bytes.AsSpan(0, length), new byte[plain.Length]));
    }

    [Theory]
    [InlineData("FFFFFFFF0000")] // a match before anything was written
    [InlineData("FFFFFF7F610800")] // distance 2 after one byte
    [InlineData("FFFFFF7F61070FFF0500")] // a 16-bit length below what shorter forms hold
    [InlineData("FFFFFF7F61070FFFFFFF")] // longer than the output
    public void Match_that_does_not_fit_is_refused(string compressed) =>
        Assert.Throws<WireFormatException>(() => PlainLz77.Decompress(Convert.FromHexString(compressed), new byte[64]));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(32, 4)]
    [InlineData(33, 256)]
    [InlineData(9_000, 2)]
    [InlineData(9_000, 256)]
    [InlineData(65_535, 1)]
    [InlineData(65_535, 7)]
    public void Bytes_compressed_are_opened_the_same(int size, int alphabet)
    {
        var random = new Random(size + alphabet);
        var plain = new byte[size];
        for (var i = 0; i < size; i++)
            plain[i] = (byte)random.Next(alphabet);
        var compressed = Compress(plain);
        var opened = new byte[size];
        PlainLz77.Decompress(compressed, opened);
        Assert.Equal(plain, opened);
        Assert.InRange(compressed.Length, 0, size + (size / 8) + 8);
        if (alphabet == 1)
            Assert.InRange(compressed.Length, 0, 24);
    }

    [Fact]
    public void Lengths_of_every_form_are_opened_the_same()
    {
        for (var run = 1; run < 600; run++)
        {
            var plain = Encoding.ASCII.GetBytes("<" + new string('x', run) + ">" + new string('y', run % 40) + ";" + new string('x', run));
            var opened = new byte[plain.Length];
            PlainLz77.Decompress(Compress(plain), opened);
            Assert.Equal(plain, opened);
        }
    }

    private static byte[] Compress(byte[] plain)
    {
        using var writer = new WireWriter();
        PlainLz77.Compress(plain, writer);
        return writer.ToArray();
    }
}
