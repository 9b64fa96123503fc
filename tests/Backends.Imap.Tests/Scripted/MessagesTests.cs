using System.Text;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Tests.Scripted;

public sealed class MessagesTests
{
    private const int Limit = 20_000;
    private const string Fields =
        "BODY.PEEK[HEADER.FIELDS (FROM SENDER REPLY-TO TO CC BCC SUBJECT DATE MESSAGE-ID IN-REPLY-TO REFERENCES CONTENT-TYPE CONTENT-CLASS IMPORTANCE X-PRIORITY PRIORITY SENSITIVITY "
        + "THREAD-TOPIC THREAD-INDEX DISPOSITION-NOTIFICATION-TO LIST-ID AUTO-SUBMITTED X-MESSAGE-FLAG X-MS-HAS-ATTACH X-MAPIGATE)]";

    private static readonly CancellationToken None = CancellationToken.None;

    [Fact(Timeout = Limit)]
    public async Task Message_is_copied_to_its_destination_while_other_responses_come_in_between()
    {
        var (store, connection) = await new ScriptedServer().WorkAsync("");
        using var destination = new MemoryStream();
        var fetch = store.FetchMessageAsync("INBOX", 7, 5, destination, None);
        await connection.SelectAsync("INBOX");
        await connection.AnswerAsync("UID FETCH 5 (UID BODY.PEEK[])", "* 2 EXISTS", "* LIST () \"/\" {1}", "x");
        await connection.SendRawAsync("* 1 FETCH (FLAGS (\\Seen) body[] {8}\r\na)\r\n{3}* UID 5)\r\n");
        await connection.SendAsync("A OK");
        await fetch;
        Assert.Equal("a)\r\n{3}*", Encoding.ASCII.GetString(destination.ToArray()));
    }

    [Theory(Timeout = Limit)]
    [InlineData("* 1 FETCH (UID 5 BODY[] \"short\")", "short")]
    [InlineData("* 1 FETCH (UID 5 BODY[] NIL)", "")]
    [InlineData("* 1 FETCH (UID 5 BODY[] {0}\r\n)", "")]
    public async Task Message_may_come_in_other_forms_than_a_literal(string response, string content)
    {
        var (store, connection) = await new ScriptedServer().WorkAsync("");
        using var destination = new MemoryStream();
        var fetch = store.FetchMessageAsync("INBOX", 7, 5, destination, None);
        await connection.SelectAsync("INBOX");
        await connection.AnswerAsync("UID FETCH 5 (UID BODY.PEEK[])", response, "A OK");
        await fetch;
        Assert.Equal(content, Encoding.ASCII.GetString(destination.ToArray()));
    }

    [Fact(Timeout = Limit)]
    public async Task Message_that_is_gone_is_not_found()
    {
        var (store, connection) = await new ScriptedServer().WorkAsync("");
        var fetch = store.FetchMessageAsync("INBOX", 7, 5, Stream.Null, None);
        await connection.SelectAsync("INBOX");
        await connection.AnswerAsync("UID FETCH 5 (UID BODY.PEEK[])", "A OK");
        Assert.Equal(BackendError.NotFound, (await Assert.ThrowsAsync<BackendException>(() => fetch)).Error);
    }

    [Fact(Timeout = Limit)]
    public async Task Folder_with_another_uidvalidity_is_a_conflict_and_nothing_is_fetched()
    {
        var (store, connection) = await new ScriptedServer().WorkAsync("");
        var fetch = store.FetchMessageAsync("INBOX", 6, 5, Stream.Null, None);
        await connection.SelectAsync("INBOX");
        Assert.Equal(BackendError.Conflict, (await Assert.ThrowsAsync<BackendException>(() => fetch)).Error);
    }

    [Fact(Timeout = Limit)]
    public async Task Fetch_that_broke_in_the_middle_is_not_repeated()
    {
        var server = new ScriptedServer();
        var (store, connection) = await server.WorkAsync("");
        using var destination = new MemoryStream();
        var fetch = store.FetchMessageAsync("INBOX", 7, 5, destination, None);
        await connection.SelectAsync("INBOX");
        await connection.ExpectAsync("UID FETCH 5 (UID BODY.PEEK[])");
        await connection.SendRawAsync("* 1 FETCH (UID 5 BODY[] {100}\r\nhalf");
        connection.HangUp();
        Assert.Equal(BackendError.Unavailable, (await Assert.ThrowsAsync<BackendException>(() => fetch)).Error);
        Assert.Equal(2, server.Dials);
    }

    [Fact(Timeout = Limit)]
    public async Task Fetch_that_broke_before_anything_came_is_repeated()
    {
        var server = new ScriptedServer();
        var (store, connection) = await server.WorkAsync("");
        using var destination = new MemoryStream();
        var fetch = store.FetchMessageAsync("INBOX", 7, 5, destination, None);
        await connection.SelectAsync("INBOX");
        await connection.ExpectAsync("UID FETCH 5 (UID BODY.PEEK[])");
        connection.HangUp();
        var second = await server.AcceptAsync();
        await second.LogInAsync("");
        await second.SelectAsync("INBOX");
        await second.AnswerAsync("UID FETCH 5 (UID BODY.PEEK[])", "* 1 FETCH (UID 5 BODY[] {2}\r\nok)", "A OK");
        await fetch;
        Assert.Equal("ok"u8.ToArray(), destination.ToArray());
    }

    [Fact(Timeout = Limit)]
    public async Task Cancelled_fetch_writes_no_more_and_the_next_call_takes_another_connection()
    {
        var server = new ScriptedServer();
        var (store, connection) = await server.WorkAsync("");
        using var cancel = new CancellationTokenSource();
        var destination = new SignallingStream();
        var fetch = store.FetchMessageAsync("INBOX", 7, 5, destination, cancel.Token);
        await connection.SelectAsync("INBOX");
        await connection.ExpectAsync("UID FETCH 5 (UID BODY.PEEK[])");
        await connection.SendRawAsync("* 1 FETCH (UID 5 BODY[] {100}\r\nhalf");
        await destination.WrittenAsync();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch);
        Assert.Null(await connection.TryReadLineAsync());
        var next = store.ExpungeAsync("INBOX", 7, UidSet.Empty, None);
        var second = await server.AcceptAsync();
        await second.LogInAsync("");
        await second.SelectAsync("INBOX");
        await next;
    }

    [Fact(Timeout = Limit)]
    public async Task Fault_of_the_destination_is_the_callers_to_see()
    {
        var (store, connection) = await new ScriptedServer().WorkAsync("");
        var fetch = store.FetchMessageAsync("INBOX", 7, 5, new MemoryStream([]), None);
        await connection.SelectAsync("INBOX");
        await connection.ExpectAsync("UID FETCH 5 (UID BODY.PEEK[])");
        await connection.SendRawAsync("* 1 FETCH (UID 5 BODY[] {4}\r\nfull)\r\n");
        await Assert.ThrowsAsync<NotSupportedException>(() => fetch);
    }

    [Fact(Timeout = Limit)]
    public async Task Summary_that_makes_no_sense_is_asked_for_again_with_less()
    {
        var (store, connection) = await new ScriptedServer().WorkAsync("CONDSTORE");
        var summaries = store.FetchSummariesAsync("INBOX", 7, UidSet.Of(1, 2, 3), None).ToListAsync().AsTask();
        await connection.SelectAsync("INBOX", 3, 7, 9, " (CONDSTORE)");
        await connection.ExpectAsync($"UID FETCH 1:3 (UID FLAGS MODSEQ INTERNALDATE RFC822.SIZE BODYSTRUCTURE {Fields})");
        await connection.SendRawAsync("* 1 FETCH (UID 1 FLAGS () MODSEQ (4) RFC822.SIZE 10 BODYSTRUCTURE NIL BODY[HEADER.FIELDS (From)] {2}\r\n\r\n)\r\n");
        await connection.SendRawAsync("* 2 FETCH (UID 2 FLAGS () RFC822.SIZE 10 BODYSTRUCTURE ((\"text BODY[HEADER.FIELDS (From)] {2}\r\n\r\n)\r\n");
        await connection.SendAsync("* 3 FETCH (UID 3 FLAGS (\\Seen))", "A OK");
        await connection.ExpectAsync($"UID FETCH 2:3 (UID FLAGS MODSEQ INTERNALDATE RFC822.SIZE {Fields})");
        await connection.SendRawAsync("* 2 FETCH (UID 2 FLAGS () RFC822.SIZE 10 BODY[HEADER.FIELDS (From)] {2}\r\n\r\n)\r\n");
        await connection.SendAsync("A NO cannot read");
        await connection.ExpectAsync("UID FETCH 3 (UID FLAGS MODSEQ INTERNALDATE RFC822.SIZE)");
        await connection.SendAsync("* 3 FETCH (UID 3 FLAGS (\\Seen) INTERNALDATE \"01-Jan-2024 00:00:00 +0000\" RFC822.SIZE 30)", "A OK");
        var all = await summaries;
        Assert.Equal([1u, 2u, 3u], all.Select(summary => summary.Uid));
        Assert.Equal(2, all[1].Header.Length);
        Assert.Equal(30, all[2].Size);
    }

    [Fact(Timeout = Limit)]
    public async Task Summaries_of_vanished_messages_are_left_out()
    {
        var (store, connection) = await new ScriptedServer().WorkAsync("");
        var summaries = store.FetchSummariesAsync("INBOX", 7, UidSet.Of(1, 2), None).ToListAsync().AsTask();
        await connection.SelectAsync("INBOX");
        await connection.ExpectAsync($"UID FETCH 1:2 (UID FLAGS INTERNALDATE RFC822.SIZE BODYSTRUCTURE {Fields})");
        await connection.SendAsync("A NO [EXPUNGEISSUED] some are gone");
        Assert.Empty(await summaries);
    }

    [Fact(Timeout = Limit)]
    public async Task Abandoned_summaries_are_read_to_their_end_before_the_connection_is_used_again()
    {
        var server = new ScriptedServer(ScriptedServer.Options with { PoolSize = 3 });
        var (store, connection) = await server.WorkAsync("");
        var first = store.FetchSummariesAsync("INBOX", 7, UidSet.Of(1, 2), None).FirstAsync().AsTask();
        await connection.SelectAsync("INBOX");
        await connection.ExpectAsync($"UID FETCH 1:2 (UID FLAGS INTERNALDATE RFC822.SIZE BODYSTRUCTURE {Fields})");
        await connection.SendRawAsync("* 1 FETCH (UID 1 BODY[HEADER.FIELDS (From)] {2}\r\n\r\n)\r\n");
        Assert.Equal(1u, (await first).Uid);
        var stored = store.StoreFlagsAsync("INBOX", 7, UidSet.Of(1), MailFlags.Seen, MailFlags.None, None);
        await connection.SendRawAsync("* 2 FETCH (UID 2 BODY[HEADER.FIELDS (From)] {2}\r\n\r\n)\r\n");
        await connection.SendAsync("A OK");
        await connection.AnswerAsync("UID STORE 1 +FLAGS.SILENT (\\Seen)", "A OK");
        await connection.AnswerAsync("UID FETCH 1 (UID FLAGS)", "* 1 FETCH (UID 1 FLAGS (\\Seen))", "A OK");
        Assert.Equal([new MailMessageFlags(1, MailFlags.Seen, 0)], await stored);
        Assert.Equal(2, server.Dials);
    }

    [Fact(Timeout = Limit)]
    public async Task Append_waits_for_the_server_without_literal_plus()
    {
        var (store, connection) = await new ScriptedServer().WorkAsync("UIDPLUS");
        var date = new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.Zero);
        var append = store.AppendAsync("Entwürfe", new MemoryStream("hello"u8.ToArray()), 5, new MailFlags(MailSystemFlags.Draft | MailSystemFlags.Seen, ["$x"]), date, None);
        await connection.ExpectAsync("APPEND \"Entw&APw-rfe\" (\\Seen \\Draft $x) \"02-Jan-2024 03:04:05 +0000\" {5}");
        await connection.SendAsync("+ go");
        await connection.ExpectLineAsync("hello");
        await connection.SendAsync("A OK [APPENDUID 9 77] done");
        Assert.Equal(new MailLocation(9, 77), await append);
    }

    [Fact(Timeout = Limit)]
    public async Task Append_refused_before_its_content_leaves_the_connection_usable()
    {
        var (store, connection) = await new ScriptedServer().WorkAsync("");
        var append = store.AppendAsync("Sent", new MemoryStream("hello"u8.ToArray()), 5, MailFlags.None, null, None);
        await connection.AnswerAsync("APPEND \"Sent\" () {5}", "A NO [OVERQUOTA] full");
        Assert.Equal(BackendError.QuotaExceeded, (await Assert.ThrowsAsync<BackendException>(() => append)).Error);
        var next = store.ExpungeAsync("INBOX", 7, UidSet.Empty, None);
        await connection.SelectAsync("INBOX");
        await next;
    }

    [Theory(Timeout = Limit)]
    [InlineData("LITERAL+", 5_000, "{5000+}")]
    [InlineData("LITERAL-", 5_000, "{5000}")]
    [InlineData("LITERAL-", 4_096, "{4096+}")]
    [InlineData("LITERAL+", 2_000_000, "{2000000}")]
    public async Task Append_announces_what_may_not_or_should_not_leave_at_once(string capability, int length, string announcement)
    {
        var (store, connection) = await new ScriptedServer().WorkAsync(capability);
        var content = new byte[length];
        Random.Shared.NextBytes(content);
        var append = store.AppendAsync("Sent", new MemoryStream(content), length, MailFlags.None, null, None);
        await connection.ExpectAsync("APPEND \"Sent\" () " + announcement);
        if (!announcement.Contains('+'))
        {
            await connection.SendAsync("+ go");
        }

        Assert.Equal(content, await connection.ReadBytesAsync(length));
        await connection.ExpectLineAsync("");
        await connection.SendAsync("A OK");
        Assert.Null(await append);
    }

    [Theory(Timeout = Limit)]
    [InlineData(4, typeof(InvalidDataException))]
    [InlineData(6, typeof(EndOfStreamException))]
    public async Task Append_of_another_length_than_announced_stores_nothing(int length, Type fault)
    {
        var (store, connection) = await new ScriptedServer().WorkAsync("LITERAL+");
        var append = store.AppendAsync("Sent", new MemoryStream("hello"u8.ToArray()), length, MailFlags.None, null, None);
        await connection.ExpectAsync($"APPEND \"Sent\" () {{{length}+}}");
        await Assert.ThrowsAsync(fault, () => append);
        Assert.Null(await connection.TryReadLineAsync());
    }

    [Fact(Timeout = Limit)]
    public async Task Message_over_the_servers_limit_is_not_sent()
    {
        var (store, _) = await new ScriptedServer().WorkAsync("APPENDLIMIT=10");
        var fault = await Assert.ThrowsAsync<BackendException>(() => store.AppendAsync("Sent", new MemoryStream(new byte[11]), 11, MailFlags.None, null, None));
        Assert.Equal(BackendError.TooLarge, fault.Error);
    }

    [Fact(Timeout = Limit)]
    public async Task Move_tells_where_the_messages_lie_before_they_vanish()
    {
        var (store, connection) = await new ScriptedServer().WorkAsync("MOVE UIDPLUS");
        var move = store.MoveAsync("INBOX", 7, UidSet.Of(1, 2, 9), "Trash", None);
        await connection.SelectAsync("INBOX", 3);
        await connection.AnswerAsync("UID MOVE 1:2,9 \"Trash\"", "[COPYUID 55 9,1:2 31,40:41]", "* 1 EXPUNGE", "* 0 EXISTS", "A OK");
        var transfer = await move;
        Assert.Equal(55u, transfer!.UidValidity);
        Assert.Equal(new Dictionary<uint, uint> { [9] = 31, [1] = 40, [2] = 41 }, transfer.Uids);
    }

    [Fact(Timeout = Limit)]
    public async Task Move_of_a_thousand_scattered_messages_is_one_command()
    {
        var (store, connection) = await new ScriptedServer().WorkAsync("MOVE UIDPLUS");
        var uids = UidSet.From(Enumerable.Range(0, 1_000).Select(i => 90_000u + ((uint)i * 7)));
        var move = store.MoveAsync("INBOX", 7, uids, "Trash", None);
        await connection.SelectAsync("INBOX", 10_000);
        await connection.AnswerAsync($"UID MOVE {uids} \"Trash\"", $"* OK [COPYUID 55 {uids} 1:1000] moved", "A OK");
        var transfer = await move;
        Assert.Equal(1_000, transfer!.Uids.Count);
        Assert.Equal(1_000u, transfer.Uids[uids.Max]);
    }

    [Fact(Timeout = Limit)]
    public async Task Move_without_the_extension_copies_then_expunges_just_what_was_copied()
    {
        var (store, connection) = await new ScriptedServer().WorkAsync("UIDPLUS");
        var move = store.MoveAsync("INBOX", 7, UidSet.Of(1, 2), "Trash", None);
        await connection.SelectAsync("INBOX", 3);
        await connection.AnswerAsync("UID COPY 1:2 \"Trash\"", "A OK [COPYUID 55 2 31]");
        await connection.AnswerAsync("UID STORE 2 +FLAGS.SILENT (\\Deleted)", "A OK");
        await connection.AnswerAsync("UID EXPUNGE 2", "A OK");
        Assert.Equal(new Dictionary<uint, uint> { [2] = 31 }, (await move)!.Uids);
    }

    [Fact(Timeout = Limit)]
    public async Task Expunge_without_uidplus_only_marks()
    {
        var (store, connection) = await new ScriptedServer().WorkAsync("");
        var expunge = store.ExpungeAsync("INBOX", 7, UidSet.Of(4), None);
        await connection.SelectAsync("INBOX", 3);
        await connection.AnswerAsync("UID STORE 4 +FLAGS.SILENT (\\Deleted)", "A OK");
        await expunge;
    }
}
