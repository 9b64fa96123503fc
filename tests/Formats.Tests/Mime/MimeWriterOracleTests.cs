using System.Security.Cryptography;
using System.Text;
using Mapigate.Formats.Mime;
using Xunit.Abstractions;

namespace Mapigate.Formats.Tests.Mime;

/// <summary>Random messages are written, and read back by this reader and by another.</summary>
public class MimeWriterOracleTests(ITestOutputHelper output)
{
    private const int Count = 150;

    private static readonly string[] Words =
    [
        "hello", "Grüße", "日本語", "Привет", "😀", "a,b", "\"quoted\"", "(c)", "=?x?=", "Ω", "re:", "x@y", "semi;colon", "back\\slash", "O'Neil", "100%", "caf\u0065\u0301",
        "averyveryveryverylongwordthatgoesonandonandonandonandonandonandonandonandonandonandonandon", "<tag>", "[x]", "und", "der", "Dr.", "*", "_",
    ];

    [Fact]
    public void Written_messages_read_back_the_same()
    {
        var messages = Enumerable.Range(0, Count).Select(seed => Build(new Random(seed))).ToList();
        foreach (var (expected, raw) in messages)
        {
            var message = MimeMessage.Parse(raw);
            Assert.Equal(expected.Subject, message.Subject);
            Assert.Equal(expected.To, message.To.Mailboxes.Select(mailbox => (mailbox.DisplayName ?? "", mailbox.Address)));
            Assert.Equal(expected.Date, message.Date);
            Assert.Equal(expected.Parts, message.Root.Children.Select(part => (part.FileName ?? "", Hash(part.DecodeBody()))));
            Assert.True(Ascii.IsValid(raw));
            Assert.All(Encoding.ASCII.GetString(raw).Split("\r\n"), line => Assert.True(line.Length <= 200, line));
        }

        var folder = Directory.CreateTempSubdirectory();
        var files = messages.Select((message, index) =>
        {
            var file = Path.Combine(folder.FullName, $"{index:000}.eml");
            File.WriteAllBytes(file, message.Raw);
            return file;
        }).ToList();
        var built = EmailOracle.ReadBuilt(files);
        folder.Delete(recursive: true);
        if (built is null)
        {
            output.WriteLine("Python is absent.");
            return;
        }
        foreach (var ((expected, _), read) in messages.Zip(built))
        {
            Assert.Equal(expected.Subject, read.Subject);
            // The other shows the blank between two encoded words of a name, which RFC 2047 6.2 does not.
            Assert.Equal(
                expected.To.Select(address => (WithoutBlanks(address.Name), address.Address)),
                read.Addresses["to"].Select(address => (WithoutBlanks(address[0]), address[1])));
            Assert.Equal(expected.Date, read.Date);
            Assert.Equal(expected.Parts, read.Parts.Select(part => (part.Filename ?? "", part.Sha256!)));
            Assert.Equal(0, read.Lone);
            Assert.Empty(read.Defects);
        }
    }

    private static (Expected Expected, byte[] Raw) Build(Random random)
    {
        var to = Enumerable.Range(0, random.Next(1, 8)).Select(i => (Name: random.Next(4) == 0 ? "" : Phrase(random, 4), Address: $"user{i}@example{i}.test")).ToList();
        var date = new DateTimeOffset(2000 + random.Next(40), random.Next(1, 13), random.Next(1, 29), random.Next(24), random.Next(60), random.Next(60), TimeSpan.FromMinutes(30 * random.Next(-20, 20)));
        var parts = Enumerable.Range(0, random.Next(1, 5)).Select(_ => Part(random)).ToList();
        var subject = Phrase(random, 14);
        var headers = new HeaderBuilder()
            .AddText("Subject", subject)
            .AddAddress("From", new MailboxAddress(Phrase(random, 3), "from@example.test"))
            .AddAddresses("To", to.Select(address => new MailboxAddress(address.Name.Length == 0 ? null : address.Name, address.Address)))
            .AddDate("Date", date);
        var raw = MimeWriter.ToArray(headers, MimePart.Multipart("mixed", parts.Select(part => part.Part).ToList()));
        return (new Expected(subject, to, date, parts.Select(part => (part.Name, part.Hash)).ToList()), raw);
    }

    private static (MimePart Part, string Name, string Hash) Part(Random random)
    {
        var name = Phrase(random, 6).Replace('/', '-').Replace('\\', '-') + ".dat";
        if (random.Next(2) == 0)
        {
            var text = string.Join(random.Next(3) == 0 ? "\n" : " ", Enumerable.Range(0, random.Next(60)).Select(_ => Words[random.Next(Words.Length)]));
            return (MimePart.Text("plain", text), "", Hash(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"))));
        }
        var bytes = new byte[random.Next(3_000)];
        random.NextBytes(bytes);
        return (MimePart.Binary("application/octet-stream", bytes) with { Disposition = "attachment", FileName = name }, name, Hash(bytes));
    }

    private static string Phrase(Random random, int max) => string.Join(' ', Enumerable.Range(0, random.Next(1, max + 1)).Select(_ => Words[random.Next(Words.Length)]));

    private static string WithoutBlanks(string text) => text.Replace(" ", "", StringComparison.Ordinal);

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private sealed record Expected(string Subject, List<(string Name, string Address)> To, DateTimeOffset Date, List<(string Name, string Hash)> Parts);
}
