using System.Text;
using Mapigate.Formats.Mime;

namespace Mapigate.Formats.Tests.Mime;

public class MimeReaderTests
{
    private static readonly MimeReaderOptions AlwaysSpooled = new() { MemoryBytes = 0 };

    [Fact]
    public async Task Spooled_message_reads_as_one_in_memory()
    {
        foreach (var file in MailSamples.Files())
        {
            var raw = await File.ReadAllBytesAsync(file);
            await AssertSame(raw);
        }
    }

    [Fact]
    public async Task Message_larger_than_every_buffer_reads_the_same()
    {
        var random = new Random(17);
        var large = new byte[700_000];
        random.NextBytes(large);
        var text = new StringBuilder("Subject: large\nX-Long: " + new string('x', 200_000) + "\nContent-Type: multipart/mixed; boundary=bound\n\n");
        for (var i = 0; i < 40; i++)
        {
            var body = Convert.ToBase64String(large, 0, random.Next(large.Length), Base64FormattingOptions.InsertLineBreaks);
            text.Append("--bound\nContent-Transfer-Encoding: base64\nContent-Type: application/octet-stream\n\n").Append(i % 3 == 0 ? new string('-', i * 1777) + "\n" : body).Append('\n');
        }
        text.Append("--bound--\n");
        await AssertSame(Samples.Bytes(text.ToString()));
    }

    [Fact]
    public async Task Header_section_beyond_its_limit_is_cut_and_the_body_found()
    {
        var raw = Samples.Bytes("A: " + new string('x', 300_000) + "\n" + string.Concat(Enumerable.Repeat("B: y\n", 100_000)) + "\nbody");
        using var reader = await MimeReader.OpenAsync(new MemoryStream(raw), new MimeReaderOptions { MemoryBytes = 0, Limits = new MimeLimits { MaxHeaderBytes = 1000 } });
        Assert.True(reader.IsSpooled);
        Assert.Empty(reader.Message.Headers);
        Assert.Equal("body", reader.Message.Root.DecodeText());
    }

    [Fact]
    public async Task Small_message_stays_in_memory()
    {
        using var reader = await MimeReader.OpenAsync(new MemoryStream(Samples.Bytes("Subject: s\n\nbody")));
        Assert.False(reader.IsSpooled);
        Assert.Equal("s", reader.Message.Subject);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1 << 20)]
    public async Task Message_beyond_the_limit_is_refused(int memoryBytes)
    {
        var options = new MimeReaderOptions { MemoryBytes = memoryBytes, Limits = new MimeLimits { MaxMessageBytes = 100_000 } };
        await Assert.ThrowsAsync<InvalidDataException>(() => MimeReader.OpenAsync(new MemoryStream(new byte[200_000]), options));
    }

    [Fact]
    public async Task Temporary_file_goes_with_the_reader()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        var options = new MimeReaderOptions { MemoryBytes = 0, SpoolFolder = folder };
        using (var reader = await MimeReader.OpenAsync(new MemoryStream(Samples.Bytes("Subject: s\n\nbody")), options))
            Assert.Single(Directory.GetFiles(folder));
        Assert.Empty(Directory.GetFiles(folder));
        Directory.Delete(folder);
    }

    private static async Task AssertSame(byte[] raw)
    {
        using var reader = await MimeReader.OpenAsync(new MemoryStream(raw), AlwaysSpooled);
        Assert.Equal(Describe(MimeMessage.Parse(raw)), Describe(reader.Message));
        Assert.Equal(Consumption.Consume(MimeMessage.Parse(raw)), Consumption.Consume(reader.Message));
    }

    private static string Describe(MimeMessage message) =>
        Samples.Shape(message.Root) + string.Concat(message.Entities().Select(entity => $" {entity.Raw} {entity.Body} {entity.Preamble} {entity.Epilogue} {entity.Defects} {entity.Headers.Count}"));
}
