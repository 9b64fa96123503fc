using System.Text;
using Mapigate.Formats.Mime;
using Xunit.Abstractions;

namespace Mapigate.Formats.Tests.Mime;

/// <summary>Damaged mail in quantity: whatever comes, a value comes back.</summary>
public class MimeMutationTests(ITestOutputHelper output)
{
    private static readonly string[] Tokens =
    [
        "\r\n", "\n", "\r", "\0", "--", "--\r\n", "\r\n\r\n", ":", ";", "=", "=?", "?=", "=?utf-8?B?", "=?utf-8?Q?", "\"", "(", ")", "<", ">", "@", ",", "'", "*", "*0*=", "%", "\\",
        "Content-Type: multipart/mixed; boundary=x\r\n", "Content-Type: message/rfc822\r\n\r\n", "Content-Transfer-Encoding: base64\r\n", "boundary=\"\"", "\u00ff", "\t", "begin 644 x\n", "=\r\n",
    ];

    [Fact]
    public void Mutated_samples_give_messages_that_can_be_read()
    {
        var seeds = MailSamples.Files().Select(File.ReadAllBytes).Where(raw => raw.Length < 20_000).ToList();
        if (seeds.Count == 0)
        {
            output.WriteLine("The collection of samples is absent; the tests' own sample is mutated alone.");
            seeds.Add(Samples.Bytes("From: \"A\" <a@x.test>\nSubject: =?utf-8?Q?a?=\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b\nContent-Transfer-Encoding: base64\n\nYWJj\n--b--\n"));
        }
        var random = new Random(20240607);
        for (var round = 0; round < 4_000; round++)
        {
            var raw = Mutate(seeds[random.Next(seeds.Count)], random);
            try
            {
                var message = MimeMessage.Parse(raw);
                Consumption.Consume(message);
                MessageContent.Of(message).ReadHtml();
            }
            catch (Exception failure)
            {
                Assert.Fail($"Round {round}: {failure}\n{Convert.ToBase64String(raw)}");
            }
        }
    }

    [Fact]
    public void Every_prefix_of_some_samples_can_be_read()
    {
        foreach (var file in MailSamples.Files().Where((_, index) => index % 20 == 0))
        {
            var raw = File.ReadAllBytes(file);
            var step = Math.Max(1, raw.Length / 300);
            for (var length = 0; length <= raw.Length; length += step)
                Assert.True(Consumption.Consume(MimeMessage.Parse(raw.AsMemory(0, length))) >= 0, file);
        }
    }

    public static TheoryData<string, string> Hostile() => new()
    {
        { "encoded words that never end", "Subject: " + Repeat("=?a?Q?x", 100_000) },
        { "encoded words that end late", "Subject: " + Repeat("=?a?Q?x", 100_000) + "?=" },
        { "question marks before digits", "Subject: =?a?Q?" + Repeat("?=aa", 100_000) },
        { "open comments", "From: " + Repeat("(", 400_000) },
        { "open quotes", "From: " + Repeat("\"a\\", 200_000) },
        { "open brackets", "From: " + Repeat("<", 400_000) },
        { "colons", "From: " + Repeat("a:", 200_000) + ";" },
        { "bracketed colons", "From: <" + Repeat(":", 400_000) },
        { "at signs", "From: " + Repeat("@ ", 200_000) },
        { "literals", "From: " + Repeat("a@[", 200_000) },
        { "missing commas", "From: " + Repeat("<a@b> c ", 100_000) },
        { "parameters", "Content-Type: text/plain" + Repeat(";a=\"", 200_000) },
        { "sections", "Content-Type: text/plain" + string.Concat(Enumerable.Range(0, 50_000).Select(i => $";a*{i}*=%41")) },
        { "fields", Repeat("a:\n", 300_000) },
        { "folds", "a:" + Repeat("\n b", 300_000) },
        { "junk lines", "a: b;\n" + Repeat("x\n", 400_000) },
        { "identifiers", "References: " + Repeat("<", 400_000) },
        { "delimiters", "Content-Type: multipart/mixed; boundary=a\n\n" + Repeat("--a\n", 250_000) },
        { "near delimiters", "Content-Type: multipart/mixed; boundary=" + new string('a', 1000) + "\n\n" + Repeat("--" + new string('a', 999) + "\n", 1_000) },
        { "base64 with junk", "Content-Transfer-Encoding: base64\n\nYWJjYWJjYWJjYWJjYWJjYWJjYWJjYWJj" + Repeat("A?", 400_000) },
        { "equals signs", "Content-Transfer-Encoding: quoted-printable\n\n" + Repeat("= ", 400_000) },
        { "blanks", "Content-Transfer-Encoding: quoted-printable\n\n" + Repeat(" ", 800_000) },
        { "unclosed tags", "Content-Type: text/html\n\n" + Repeat("<a b='>", 150_000) },
        { "unclosed comments", "Content-Type: text/html\n\n" + Repeat("<!--", 200_000) },
        { "cid references", "Content-Type: multipart/related; boundary=a\n\n--a\nContent-Type: text/html\n\n" + Repeat("cid:", 200_000) + "\n--a\nContent-ID: x\n\n--a--" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Hostile_input_takes_linear_time(string name, string text)
    {
        Assert.NotEmpty(name);
        var raw = Encoding.Latin1.GetBytes(text);
        var reading = Task.Run(() =>
        {
            var message = MimeMessage.Parse(raw);
            Consumption.Consume(message);
            var content = MessageContent.Of(message);
            if (content.ReadHtml() is { } html)
                Formats.Html.HtmlText.Convert(html);
        });
        // A quadratic path would take minutes; linear ones take well below a second.
        await reading.WaitAsync(TimeSpan.FromSeconds(20));
    }

    private static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();

    private static byte[] Mutate(byte[] seed, Random random)
    {
        var bytes = seed.ToList();
        for (var i = random.Next(1, 8); i > 0 && bytes.Count > 0; i--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.Latin1.GetBytes(Tokens[random.Next(Tokens.Length)]));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 400), bytes.Count - at)));
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }
        return [.. bytes];
    }
}
