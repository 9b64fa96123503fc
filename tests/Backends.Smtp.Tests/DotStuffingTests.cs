using System.Text;

namespace Mapigate.Backends.Smtp.Tests;

public sealed class DotStuffingTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a", "a\r\n")]
    [InlineData("a\r\n", "a\r\n")]
    [InlineData(".", "..\r\n")]
    [InlineData(".\r\n", "..\r\n")]
    [InlineData("a\r\n.\r\nb.c\r\n..\r\n", "a\r\n..\r\nb.c\r\n...\r\n")]
    [InlineData("a\n.\nb", "a\r\n..\r\nb\r\n")]
    [InlineData("a\r.\rb", "a\r\n..\r\nb\r\n")]
    [InlineData("a\r", "a\r\n")]
    [InlineData("a\r\r\n.", "a\r\n\r\n..\r\n")]
    [InlineData("a\n\r.b", "a\r\n\r\n..b\r\n")]
    [InlineData("\r\n\r\n", "\r\n\r\n")]
    public void Write_content_in_any_cut_is_the_same(string content, string expected)
    {
        for (var block = 1; block <= content.Length + 1; block++)
        {
            Assert.Equal(expected, Stuff(content, block));
        }
    }

    [Fact]
    public void Write_any_content_holds_no_end_of_message_and_no_bare_line_end()
    {
        var random = new Random(1);
        for (var round = 0; round < 5000; round++)
        {
            var content = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => "ab.\r\n"[random.Next(5)]));
            var stuffed = Stuff(content, 1 + random.Next(9));

            Assert.DoesNotContain("\r\n.\r\n", "\r\n" + stuffed);
            Assert.DoesNotContain('\r', stuffed.Replace("\r\n", ""));
            Assert.DoesNotContain('\n', stuffed.Replace("\r\n", ""));
            var lines = content.Replace("\r\n", "\n").Replace('\r', '\n');
            var back = ("\n" + stuffed.Replace("\r\n", "\n")).Replace("\n.", "\n")[1..];
            Assert.Equal(lines.Length == 0 || lines.EndsWith('\n') ? lines : lines + "\n", back);
        }
    }

    private static string Stuff(string content, int block)
    {
        var stuffing = new DotStuffing();
        var result = new StringBuilder();
        var output = new byte[DotStuffing.LongestOutput(block)];
        foreach (var part in Encoding.ASCII.GetBytes(content).Chunk(block))
        {
            result.Append(Encoding.ASCII.GetString(output, 0, stuffing.Write(part, output)));
        }

        return result.Append(Encoding.ASCII.GetString(output, 0, stuffing.Complete(output))).ToString();
    }
}
