using Mapigate.Formats.Mime;
using Xunit.Abstractions;

namespace Mapigate.Formats.Tests.Mime;

public class MimeCorpusTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_sample_gives_a_message_whose_parts_can_be_read()
    {
        var count = 0;
        foreach (var file in MailSamples.Files())
        {
            var message = MimeMessage.Parse(File.ReadAllBytes(file));
            Assert.True(Consumption.Consume(message) >= 0, file);
            count++;
        }
        output.WriteLine(count == 0 ? "The collection of samples is absent." : $"{count} samples");
    }
}
