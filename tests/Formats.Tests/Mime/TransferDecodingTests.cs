using System.Text;
using Mapigate.Formats.Mime;

namespace Mapigate.Formats.Tests.Mime;

public class TransferDecodingTests
{
    [Theory]
    [InlineData("YWJj", "abc")]
    [InlineData("YWJjZA==", "abcd")]
    [InlineData("YWJjZA", "abcd")]
    [InlineData("YW\r\nJj\r\nZGVm\r\n", "abcdef")]
    [InlineData("Y W*J-j", "abc")]
    [InlineData("YWJj\r\n\r\nYWJj", "abcabc")]
    [InlineData("YWJjZA==\r\n____ list footer ____\r\n", "abcd")]
    [InlineData("YWJjZA=", "abcd")]
    [InlineData("=YWJj", "abc")]
    [InlineData("YWJjY", "abc")]
    [InlineData("", "")]
    [InlineData("====", "")]
    public void Base64_is_decoded(string encoded, string expected) => AssertDecodes(() => new Base64Decoder(), encoded, expected);

    [Theory]
    [InlineData("a=3Db", "a=b")]
    [InlineData("a=3db", "a=b")]
    [InlineData("a=\r\nb", "ab")]
    [InlineData("a=\nb", "ab")]
    [InlineData("a= \t\r\nb", "ab")]
    [InlineData("a  \r\nb", "a\r\nb")]
    [InlineData("a \t", "a")]
    [InlineData("a  b", "a  b")]
    [InlineData("a=20\r\nb", "a \r\nb")]
    [InlineData("a=", "a")]
    [InlineData("a=\r\n", "a")]
    [InlineData("a=ZZb", "a=ZZb")]
    [InlineData("a=4", "a=4")]
    [InlineData("=E2=82=AC", "\xe2\x82\xac")]
    [InlineData("\xe9", "\xe9")]
    [InlineData("a==3D", "a==")]
    [InlineData("a = b", "a = b")]
    [InlineData("a \rb", "a \rb")]
    public void Quoted_printable_is_decoded(string encoded, string expected) => AssertDecodes(() => new QuotedPrintableDecoder(), encoded, expected);

    [Theory]
    [InlineData("begin 644 a.txt\n#86)C\n`\nend\n", "abc")]
    [InlineData("junk\nbegin 644 a.txt\n$86)C9```\n \nend\nfooter\n", "abcd")]
    [InlineData("begin 644 a.txt\r\n#86)C\r\n`\r\nend\r\n", "abc")]
    [InlineData("begin 644 a.txt\n#86)C", "abc")]
    [InlineData("begin 644 a.txt\n$86)C9\nend\n", "abcd")]
    [InlineData("no begin\n", "")]
    public void Uuencode_is_decoded(string encoded, string expected) => AssertDecodes(() => new UuDecoder(), encoded, expected);

    [Fact]
    public void Random_content_survives_in_any_line_length_and_piece_size()
    {
        var random = new Random(3);
        for (var round = 0; round < 300; round++)
        {
            var content = new byte[random.Next(0, 3000)];
            random.NextBytes(content);
            var encoded = Convert.ToBase64String(content);
            var line = random.Next(1, 100);
            var text = string.Join(random.Next(2) == 0 ? "\r\n" : "\n", encoded.Chunk(line).Select(chunk => new string(chunk)));
            Assert.Equal(content, InPieces(new Base64Decoder(), Encoding.ASCII.GetBytes(text), random.Next(1, 200)));
        }
    }

    [Fact]
    public void Long_runs_of_blanks_do_not_stop_the_stream()
    {
        var body = "a" + new string(' ', 100_000) + "b=" + new string(' ', 100_000) + "c";
        var message = Samples.Parse("Content-Transfer-Encoding: quoted-printable\n\n" + body);
        using var stream = message.Root.OpenBody();
        using var streamed = new MemoryStream();
        stream.CopyTo(streamed);
        Assert.Equal(100_000 + 100_000 + 4, streamed.Length);
    }

    [Theory]
    [InlineData("base64", ContentTransferEncoding.Base64)]
    [InlineData(" BASE64 ; foo", ContentTransferEncoding.Base64)]
    [InlineData("\"quoted-printable\"", ContentTransferEncoding.QuotedPrintable)]
    [InlineData("8BIT", ContentTransferEncoding.EightBit)]
    [InlineData("7-bit", ContentTransferEncoding.SevenBit)]
    [InlineData("binary", ContentTransferEncoding.Binary)]
    [InlineData("x-uuencode", ContentTransferEncoding.UuEncode)]
    [InlineData("x-unknown", ContentTransferEncoding.Unknown)]
    [InlineData("", ContentTransferEncoding.SevenBit)]
    public void Name_of_encoding_is_read(string value, ContentTransferEncoding expected) => Assert.Equal(expected, TransferEncodings.Parse(value));

    [Fact]
    public void Text_that_was_labelled_base64_stays_text()
    {
        var message = Samples.Parse("Content-Transfer-Encoding: base64\n\nThis is but a plain text that somebody labelled.\n");
        Assert.Equal("This is but a plain text that somebody labelled.\r\n", message.Root.DecodeText());
    }

    [Fact]
    public void Html_without_charset_is_read_by_its_meta_element()
    {
        var message = Samples.Parse("Content-Type: text/html\n\n<html><META http-equiv=\"Content-Type\" content=\"text/html; charset=koi8-r\"><p>\xf0\xd2\xc9\xd7\xc5\xd4");
        Assert.EndsWith("Привет", message.Root.DecodeText(), StringComparison.Ordinal);
    }

    private static void AssertDecodes(Func<ITransferDecoder> create, string encoded, string expected)
    {
        var input = Encoding.Latin1.GetBytes(encoded);
        for (var piece = 1; piece <= Math.Max(input.Length, 1); piece++)
            Assert.Equal(expected, Encoding.Latin1.GetString(InPieces(create(), input, piece)));
    }

    /// <summary>Feeds a decoder as a stream would: what it leaves comes again with the next piece.</summary>
    private static byte[] InPieces(ITransferDecoder decoder, byte[] input, int piece)
    {
        var result = new MemoryStream();
        var start = 0;
        for (var end = Math.Min(piece, input.Length); ; end = Math.Min(end + piece, input.Length))
        {
            var output = new byte[decoder.MaxOutput(end - start)];
            var written = decoder.Decode(input.AsSpan(start, end - start), end == input.Length, output, out var consumed);
            result.Write(output, 0, written);
            start += consumed;
            if (end == input.Length)
                return result.ToArray();
        }
    }
}
