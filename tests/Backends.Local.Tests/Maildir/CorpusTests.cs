using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Mapigate.Backends.Mail;
using Mapigate.Tests;
using Xunit.Abstractions;

namespace Mapigate.Backends.Local.Tests.Maildir;

/// <summary>Real messages, dropped into the Maildir as files: this store and Dovecot tell the same of them.</summary>
public sealed partial class CorpusTests(ITestOutputHelper output) : IDisposable
{
    private const int Most = 150;
    private const int Largest = 200_000;

    private readonly LocalFixture _local = new();

    public void Dispose() => _local.Dispose();

    [Fact]
    public async Task Sizes_header_fields_and_part_types_are_those_of_Dovecot()
    {
        var files = Corpus.Files("mail").Where(f => f.EndsWith(".eml", StringComparison.Ordinal) && new FileInfo(f).Length < Largest).ToList();
        if (files.Count == 0)
        {
            output.WriteLine("The collection of samples is absent.");
            return;
        }

        var store = await _local.MailAsync();
        var number = 0;
        foreach (var file in files.Where((_, i) => i % Math.Max(files.Count / Most, 1) == 0))
            File.Copy(file, Path.Combine(_local.Maildir(), "new", $"1700000000.M{number++:d6}.sample"));
        var state = await store.GetStateAsync("INBOX", default);
        var summaries = new Dictionary<uint, MailSummary>();
        await foreach (var summary in store.FetchSummariesAsync("INBOX", state.UidValidity, UidSet.FromRanges([(1, uint.MaxValue)]), default))
            summaries.Add(summary.Uid, summary);
        Assert.Equal(number, summaries.Count);

        using var dovecot = new Dovecot(_local.Maildir());
        dovecot.Run("SELECT INBOX");
        var names = string.Join(' ', MailSummary.HeaderNames);
        var differing = new List<string>();
        foreach (var (uid, summary) in summaries)
        {
            using var content = new MemoryStream();
            await store.FetchMessageAsync("INBOX", state.UidValidity, uid, content, default);
            var size = dovecot.Run($"UID FETCH {uid} (RFC822.SIZE)")[0];
            Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"RFC822.SIZE {summary.Size})"), size, StringComparison.Ordinal);
            Assert.Equal(summary.Size, content.Length);

            var header = string.Concat(dovecot.Run($"UID FETCH {uid} (BODY.PEEK[HEADER.FIELDS ({names})])").Skip(1).SkipLast(2).Select(line => line + "\r\n"));
            var ours = Encoding.UTF8.GetString(summary.Header.Span);
            var structure = string.Join(' ', dovecot.Run($"UID FETCH {uid} (BODY)").SkipLast(1));
            Assert.Equal(Plain(header), Plain(ours));
            if (Types(structure) != Types(summary.Structure))
                differing.Add($"{uid}: {Types(structure)} / {Types(summary.Structure)}");
        }

        // Many samples are broken multiparts, of which nobody can say what their parts are.
        output.WriteLine($"{differing.Count} of {number} structures differ\n{string.Join('\n', differing)}");
        Assert.InRange(differing.Count, 0, number / 6);
    }

    /// <summary>Bytes that are not ASCII reach this test through two decoders.</summary>
    private static string Plain(string header) => string.Concat(header.Where(char.IsAscii)).TrimEnd();

    private static string Types(string body) => string.Join(' ', MediaType().Matches(body).Select(m => $"{m.Groups[1].Value}/{m.Groups[2].Value}".ToLowerInvariant()).Order(StringComparer.Ordinal));

    private static string Types(MailPart? part) => string.Join(' ', Leaves(part).Order(StringComparer.Ordinal));

    private static IEnumerable<string> Leaves(MailPart? part) =>
        part is null ? [] : part.MediaType.StartsWith("multipart/", StringComparison.Ordinal) ? part.Parts.SelectMany(Leaves) : part.Parts.SelectMany(Leaves).Append(part.MediaType);

    /// <summary>A leaf in BODY begins with type and subtype, and goes on with a list of parameters or NIL.</summary>
    [GeneratedRegex("""\("([a-zA-Z]+)" "([^"]+)" (?=\(|NIL)""")]
    private static partial Regex MediaType();
}
