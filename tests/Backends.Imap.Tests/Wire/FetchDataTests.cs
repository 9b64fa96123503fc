using System.Text;
using Mapigate.Backends.Imap.Wire;
using Mapigate.Backends.Mail;
using Mapigate.Tests;
using Xunit.Abstractions;

namespace Mapigate.Backends.Imap.Tests.Wire;

public sealed class FetchDataTests(ITestOutputHelper output)
{
    private const string Usual =
        "(UID 4711 FLAGS (\\Seen $Label1 \\Recent Junk) MODSEQ (99) INTERNALDATE \" 1-Feb-2024 03:04:05 +0530\" RFC822.SIZE 1234 " +
        "BODYSTRUCTURE ((\"text\" \"plain\" (\"charset\" \"utf-8\") NIL NIL \"8bit\" 10 1 NIL NIL NIL NIL)" +
        "(\"application\" \"pdf\" (\"name\" \"a.pdf\") \"<id@x>\" NIL \"base64\" 99 NIL (\"attachment\" (\"filename\" \"a.pdf\")) NIL NIL) \"mixed\" (\"boundary\" \"b\") NIL NIL NIL) " +
        "BODY[HEADER.FIELDS (FROM SUBJECT)] {19}\r\nSubject: )} {3}\r\n\r\n)";

    [Fact]
    public void Items_of_a_summary_are_read()
    {
        var data = FetchData.Read(Encoding.ASCII.GetBytes(Usual), new TextCache());
        Assert.Equal(4711u, data.Uid);
        Assert.Equal(new MailFlags(MailSystemFlags.Seen, ["$Label1", "Junk"]), data.Flags);
        Assert.Equal(99u, data.ModSeq);
        Assert.Equal(new DateTimeOffset(2024, 2, 1, 3, 4, 5, new TimeSpan(5, 30, 0)), data.InternalDate);
        Assert.Equal(1234, data.Size);
        Assert.Equal("Subject: )} {3}\r\n\r\n", Encoding.ASCII.GetString(data.Header));
        Assert.False(data.HasBody);
        Assert.Equal("multipart/mixed", data.Structure!.MediaType);
        Assert.Equal("b", data.Structure.Parameters["boundary"]);
        var (text, pdf) = (data.Structure.Parts[0], data.Structure.Parts[1]);
        Assert.Equal(("text/plain", "8bit", 10L, "utf-8"), (text.MediaType, text.Encoding, text.Size, text.Parameters["charset"]));
        Assert.Equal(("application/pdf", "<id@x>", "attachment", "a.pdf", 99L), (pdf.MediaType, pdf.ContentId, pdf.Disposition, pdf.DispositionParameters["filename"], pdf.Size));
    }

    [Fact]
    public void Every_truncated_prefix_is_read_or_refused()
    {
        var bytes = Encoding.ASCII.GetBytes(Usual);
        for (var length = 0; length < bytes.Length; length++)
        {
            try
            {
                _ = FetchData.Read(bytes.AsSpan(0, length), new TextCache());
            }
            catch (ImapProtocolException)
            {
            }
        }
    }

    [Fact]
    public void Mutated_responses_are_read_or_refused()
    {
        var random = new Random(1);
        var cache = new TextCache();
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = Encoding.ASCII.GetBytes(Usual);
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = "() \"\\{}[]\r\n\0NIL9~x"u8[random.Next(18)];
            }

            try
            {
                _ = FetchData.Read(bytes, cache);
            }
            catch (ImapProtocolException)
            {
            }
        }
    }

    [Fact]
    public void Transcripts_of_other_servers_are_read()
    {
        var files = Corpus.Files("mail").Where(file => Path.GetFileName(file).StartsWith("MailKit__Imap__", StringComparison.Ordinal)).ToList();
        if (files.Count == 0)
        {
            output.WriteLine("The collection of samples is absent.");
            return;
        }

        foreach (var file in files)
        {
            // Lengths count CRLF, which the files as stored have lost.
            var text = Encoding.Latin1.GetString(File.ReadAllBytes(file)).Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal);
            var (fetched, other) = Read(Encoding.Latin1.GetBytes(text));
            output.WriteLine($"{Path.GetFileName(file)}: {fetched.Count} messages, {other} other responses");
            Assert.True(fetched.Count + other > 0);
            if (file.Contains("__fetch-", StringComparison.Ordinal))
            {
                Assert.NotEmpty(fetched);
                Assert.All(fetched, message => Assert.NotEqual(0u, message.Uid));
            }

            if (file.Contains("bodystructure", StringComparison.Ordinal) || file.Contains("extra-parens", StringComparison.Ordinal))
            {
                Assert.All(fetched, message => Assert.NotNull(message.Structure));
            }
        }
    }

    private static (List<(uint Uid, MailPart? Structure)> Fetched, int Other) Read(byte[] transcript)
    {
        using var framer = new ResponseFramer(new MemoryStream(transcript));
        var fetched = new List<(uint, MailPart?)>();
        var other = 0;
        while (true)
        {
            var found = framer.Scan();
            if (found == ScanResult.NeedsData)
            {
                if (framer.FillAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult())
                {
                    continue;
                }

                return (fetched, other);
            }

            if (!framer.Response.StartsWith("* "u8) || StatusResponse.TryRead(framer.Response[2..]) is not null)
            {
                other++;
                continue;
            }

            var response = UntaggedResponse.Read(framer.Response[2..]);
            if (response.Is("FETCH"u8))
            {
                var data = FetchData.Read(response.Arguments, new TextCache());
                fetched.Add((data.Uid, data.Structure));
            }
            else
            {
                other++;
            }
        }
    }
}
