using System.Text;
using Mapigate.Backends.Mail;
using Mapigate.Tests;
using Xunit.Abstractions;

namespace Mapigate.Backends.Imap.Tests.Scripted;

/// <summary>What odd servers have said (the collection's MailKit__Imap__ transcripts), said again to the client under test, in answer to what it asks.</summary>
public sealed class TranscriptTests(ITestOutputHelper output)
{
    private const int Limit = 60_000;
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact(Timeout = Limit)]
    public async Task No_transcript_harms_a_fetch_or_the_connection()
    {
        foreach (var (name, lines) in Transcripts())
        {
            output.WriteLine(name);
            var (store, connection) = await new ScriptedServer().WorkAsync("");
            var fetch = store.FetchSummariesAsync("INBOX", 7, UidSet.Of(1), None).ToListAsync().AsTask();
            await connection.SelectAsync("INBOX");
            await connection.ExpectInitialAsync("UID FETCH 1 (");
            await connection.SendRawAsync(Answer(lines, connection.Tag));
            Assert.All(await fetch, summary => Assert.NotEqual(0u, summary.Uid));
            var next = store.CopyAsync("INBOX", 7, UidSet.Of(1), "Copy", None);
            if (lines.Contains("UIDVALIDITY", StringComparison.Ordinal))
            {
                // The transcript told of another numbering, so the folder is looked at anew.
                await connection.SelectAsync("INBOX");
            }

            await connection.AnswerAsync("UID COPY 1 \"Copy\"", "A OK [COPYUID 1 1 2] done");
            Assert.Equal(2u, (await next)!.Uids[1]);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task Headers_that_are_none_come_as_they_are()
    {
        if (Lines("gmail__fetch-invalid-headers") is not { } lines)
        {
            return;
        }

        var (store, connection) = await new ScriptedServer().WorkAsync("");
        var fetch = store.FetchSummariesAsync("INBOX", 7, UidSet.FromRanges([(1, 6)]), None).ToListAsync().AsTask();
        await connection.SelectAsync("INBOX");
        await connection.ExpectInitialAsync("UID FETCH 1:6 (");
        await connection.SendRawAsync(Answer(lines, connection.Tag));
        var summaries = await fetch;
        Assert.Equal([1u, 2u, 3u, 4u, 5u, 6u], summaries.Select(summary => summary.Uid));
        Assert.All(summaries, summary => Assert.Equal("!@&^*$(*&E WOIFDUJS Fu87#$*", Encoding.ASCII.GetString(summary.Header.Span)));
    }

    [Fact(Timeout = Limit)]
    public async Task Zoho_logs_in_and_its_capabilities_count()
    {
        if (Lines("zoho__authenticate") is not { } lines)
        {
            return;
        }

        var server = new ScriptedServer();
        var logIn = server.Backend.LogInAsync(ScriptedServer.Credentials, None);
        var connection = await server.AcceptAsync();
        await connection.SendAsync("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready");
        await connection.ExpectInitialAsync("AUTHENTICATE PLAIN ");
        await connection.SendRawAsync(Answer(lines, connection.Tag));
        var store = await logIn;
        Assert.Equal(MailCapabilities.ModSequences | MailCapabilities.Idle | MailCapabilities.UidPlus | MailCapabilities.Move | MailCapabilities.Keywords, store.Capabilities);
    }

    [Theory(Timeout = Limit)]
    [InlineData("zoho__capability")]
    [InlineData("domino__capability")]
    [InlineData("exchange__capability-preauth")]
    [InlineData("exchange__capability-postauth")]
    public async Task Servers_that_announce_on_request_only_are_logged_in_to(string name)
    {
        if (Lines(name) is not { } lines)
        {
            return;
        }

        var server = new ScriptedServer();
        var logIn = server.Backend.LogInAsync(ScriptedServer.Credentials, None);
        var connection = await server.AcceptAsync();
        await connection.SendAsync("* OK ready");
        await connection.ExpectAsync("CAPABILITY");
        await connection.SendRawAsync(Answer(lines, connection.Tag));
        if (lines.Contains("LOGINDISABLED", StringComparison.Ordinal))
        {
            Assert.Equal(BackendError.NotSupported, (await Assert.ThrowsAsync<BackendException>(() => logIn)).Error);
            return;
        }

        await connection.ExpectInitialAsync(lines.Contains("AUTH=PLAIN", StringComparison.Ordinal) ? "AUTHENTICATE PLAIN" : "LOGIN \"user\" ");
        if (lines.Contains("AUTH=PLAIN", StringComparison.Ordinal) && !lines.Contains("SASL-IR", StringComparison.Ordinal))
        {
            await connection.SendAsync("+");
            await connection.ExpectLineAsync("AHVzZXIAcGFzc3dvcmQ=");
        }

        await connection.SendAsync("A OK [CAPABILITY IMAP4rev1] in");
        await logIn;
    }

    [Theory(Timeout = Limit)]
    [InlineData("zoho__namespace", "zoho__list-inbox", "LIST", "INBOX", '/')]
    [InlineData("domino__namespace", "domino__list-inbox", "LIST", "INBOX", '\\')]
    [InlineData("zoho__namespace", "zoho__xlist", "XLIST", "Entwürfe", '/')]
    public async Task Folders_are_listed_with_their_separators_and_uses(string namespaces, string list, string verb, string folder, char delimiter)
    {
        if ((Lines(namespaces), Lines(list)) is not ({ } prefixes, { } listed))
        {
            return;
        }

        var (store, connection) = await new ScriptedServer().LogInAsync(verb == "XLIST" ? "NAMESPACE XLIST" : "NAMESPACE");
        var folders = store.ListAsync(None);
        await connection.ExpectAsync("NAMESPACE");
        await connection.SendRawAsync(Answer(prefixes, connection.Tag));
        await connection.ExpectAsync($"{verb} \"\" \"*\"");
        await connection.SendRawAsync(Answer(listed, connection.Tag));

        // The other namespaces, the subscriptions, the states.
        while (!folders.IsCompleted && await Task.WhenAny(folders, connection.ExpectInitialAsync("")) != folders)
        {
            await connection.SendAsync("A OK");
        }

        var found = Assert.Single(await folders, one => one.Path == folder);
        Assert.Equal(delimiter, found.Delimiter);
        Assert.Equal(MailNamespace.Personal, found.Namespace);
        if (verb == "XLIST")
        {
            Assert.Equal(MailFolderUse.Drafts, found.Use);
            Assert.Equal(MailFolderUse.Junk, (await folders).Single(one => one.Path == "Spam").Use);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task Folder_that_is_read_only_and_mod_sequences_below_zero_are_taken_as_they_are()
    {
        if ((Lines("zoho__examine-gesendet"), Lines("zoho__fetch-negative-modseq-values")) is not ({ } examined, { } fetched))
        {
            return;
        }

        var (store, connection) = await new ScriptedServer().WorkAsync("CONDSTORE");
        var changes = store.GetChangesAsync("Gesendet", null, UidSet.Empty, None);
        await connection.ExpectInitialAsync("STATUS \"Gesendet\" (");
        await connection.SendAsync("* STATUS Gesendet (MESSAGES 74 UIDNEXT 6212 UIDVALIDITY 2 UNSEEN 0 HIGHESTMODSEQ 1706092971947030001)", "A OK");
        await connection.ExpectAsync("SELECT \"Gesendet\" (CONDSTORE)");
        await connection.SendRawAsync(Answer(examined, connection.Tag));
        await connection.ExpectAsync("UID FETCH 1:* (UID FLAGS MODSEQ)");
        await connection.SendRawAsync(Answer(fetched, connection.Tag));
        var all = await changes;
        Assert.Equal(74, all.Flags.Count);
        Assert.Equal(2u, all.State.UidValidity);
        Assert.Equal(0u, all.Flags.Single(message => message.Uid == 336).ModSeq);
        Assert.Equal(1538484935027010002u, all.Flags.Single(message => message.Uid == 562).ModSeq);
        Assert.True(all.Flags.Single(message => message.Uid == 271).Flags.HasKeyword("$Forwarded"));
    }

    [Fact(Timeout = Limit)]
    public async Task Move_whose_answer_forgets_its_first_words_is_understood()
    {
        if (Lines("exchange__issue115") is not { } lines)
        {
            return;
        }

        var (store, connection) = await new ScriptedServer().WorkAsync("MOVE UIDPLUS");
        var move = store.MoveAsync("INBOX", 7, UidSet.Of(31), "Trash", None);
        await connection.SelectAsync("INBOX");
        await connection.ExpectAsync("UID MOVE 31 \"Trash\"");
        await connection.SendRawAsync(Answer(lines, connection.Tag));
        Assert.Equal(6u, (await move)!.Uids[31]);
    }

    private List<(string Name, string Lines)> Transcripts()
    {
        var all = Corpus.Files("mail").Where(file => Path.GetFileName(file).StartsWith("MailKit__Imap__", StringComparison.Ordinal))
            .Select(file => (Path.GetFileNameWithoutExtension(file)["MailKit__Imap__".Length..], Read(file))).ToList();
        if (all.Count == 0)
        {
            output.WriteLine("The collection of samples is absent.");
        }

        return all;
    }

    private string? Lines(string name) => Transcripts().Find(one => one.Name == name).Lines;

    /// <summary>Lengths of literals count CRLF, which the files as stored have lost.</summary>
    private static string Read(string file) =>
        Encoding.Latin1.GetString(File.ReadAllBytes(file)).Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal);

    private static string Answer(string lines, string tag) => lines.Replace("A########", tag, StringComparison.Ordinal);
}
