using System.Text;
using Mapigate.Mapi.Wire.OxRtfCp;
using Mapigate.Mapi.Wire.Primitives;
using Mapigate.Tests;
using Xunit.Abstractions;

namespace Mapigate.Mapi.Wire.Tests.OxRtfCp;

public sealed class CompressedRtfTests(ITestOutputHelper output)
{
    [Fact]
    public void Example_of_the_document_is_read()
    {
        // [MS-OXRTFCP] 4.1.2: "{\rtf1 WXYZWXYZWXYZWXYZWXYZ}", where a reference runs into what it writes.
        var value = Convert.FromHexString("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0");
        Assert.Equal("{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}", Encoding.ASCII.GetString(CompressedRtf.Decompress(value)));
    }

    [Fact]
    public void Written_value_carries_the_sizes_and_the_checksum_of_the_document()
    {
        var value = CompressedRtf.Compress("{\\rtf1 WXYZ}"u8);
        Assert.Equal((uint)value.Length - 4, BitConverter.ToUInt32(value));
        Assert.Equal(12u, BitConverter.ToUInt32(value, 4));
        Assert.Equal("LZFu"u8.ToArray(), value[8..12]);
        Assert.Equal(0x514BD4E2u, RtfChecksum.Of(Convert.FromHexString("410004205758595a0d6e7d010eb0")));
        Assert.Equal("{\\rtf1 WXYZ}"u8.ToArray(), CompressedRtf.Decompress(value));
    }

    [Fact]
    public void Every_text_comes_back()
    {
        var random = new Random(4096);
        foreach (var length in Enumerable.Range(0, 40).Concat([206, 207, 208, 3888, 3889, 3890, 4095, 4096, 4097, 10_000, 100_000]))
        {
            foreach (var alphabet in (int[])[1, 2, 5, 256])
            {
                var rtf = new byte[length];
                for (var i = 0; i < length; i++)
                    rtf[i] = (byte)random.Next(alphabet);
                Assert.Equal(rtf, CompressedRtf.Decompress(CompressedRtf.Compress(rtf)));
            }
        }

        var text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("{\\rtf1\\ansi\\pard\\plain Hello \\b world\\par }", 2000)));
        var compressed = CompressedRtf.Compress(text);
        Assert.Equal(text, CompressedRtf.Decompress(compressed));
        Assert.True(compressed.Length < text.Length / 5, $"{compressed.Length} of {text.Length}");
    }

    [Fact]
    public void Uncompressed_text_is_read()
    {
        var value = Convert.FromHexString("10000000040000004d454c4100000000").Concat("abcd"u8.ToArray()).ToArray();
        Assert.Equal("abcd"u8.ToArray(), CompressedRtf.Decompress(value));
    }

    [Fact]
    public void Cut_and_damaged_values_give_a_text_or_are_refused()
    {
        var value = CompressedRtf.Compress(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 100).Select(i => $"{{\\rtf1 line {i}\\par}}"))));
        for (var length = 0; length < value.Length; length++)
            Assert.Throws<WireFormatException>(() => CompressedRtf.Decompress(value.AsSpan(0, length)));
        var random = new Random(17);
        for (var i = 0; i < 20_000; i++)
        {
            var damaged = value.ToArray();
            for (var n = random.Next(1, 6); n > 0; n--)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            try
            {
                Assert.True(CompressedRtf.Decompress(damaged).Length <= damaged.Length * 9);
            }
            catch (WireFormatException)
            {
                // The one refusal that there is.
            }
        }
    }

    [Fact]
    public void Length_beyond_the_bound_is_refused()
    {
        var value = CompressedRtf.Compress(new byte[1000]);
        Assert.Throws<WireFormatException>(() => CompressedRtf.Decompress(value, maxLength: 999));
        value[7] = 0x7F;
        Assert.Throws<WireFormatException>(() => CompressedRtf.Decompress(value));
    }

    [Fact]
    public void Every_sample_is_read_as_other_programs_read_it()
    {
        var count = 0;
        foreach (var path in Corpus.Files("mapi").Where(path => path.EndsWith(".lzfu", StringComparison.Ordinal) || path.EndsWith(".bin", StringComparison.Ordinal)))
        {
            var expected = Path.ChangeExtension(path, ".rtf");
            if (!File.Exists(expected))
                continue;
            Assert.Equal(Text(File.ReadAllBytes(expected)), Text(CompressedRtf.Decompress(File.ReadAllBytes(path))));
            count++;
        }

        output.WriteLine($"{count} samples");
        Assert.True(Corpus.Folder is null || count > 5, $"{count} samples");
    }

    /// <summary>Some of the samples have had their line ends changed, which mean nothing in RTF.</summary>
    private static string Text(byte[] rtf) => Encoding.Latin1.GetString(rtf).Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal).TrimEnd('\0');
}
