using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Tests.Scripted;

public sealed class ChangesTests
{
    private const int Limit = 20_000;
    private const string Items = "(MESSAGES UIDNEXT UIDVALIDITY UNSEEN HIGHESTMODSEQ)";
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly MailFolderState Since = new(7, 10, 50, 3, 1);
    private static readonly UidSet Known = UidSet.Of(1, 2, 9);

    [Fact(Timeout = Limit)]
    public async Task Qresync_tells_all_in_the_answer_to_select()
    {
        var (store, connection) = await new ScriptedServer().WorkAsync("ENABLE QRESYNC");
        var changes = store.GetChangesAsync("INBOX", Since, Known, None);
        await connection.AnswerAsync($"STATUS \"INBOX\" {Items}", "* STATUS INBOX (MESSAGES 3 UIDNEXT 12 UIDVALIDITY 7 UNSEEN 2 HIGHESTMODSEQ 60)", "A OK");
        await connection.AnswerAsync(
            "SELECT \"INBOX\" (QRESYNC (7 50))",
            "* 3 EXISTS",
            "* OK [UIDVALIDITY 7]",
            "* OK [HIGHESTMODSEQ 61]",
            "* VANISHED (EARLIER) 2:8,100:4294967295",
            "* 1 FETCH (UID 1 FLAGS (\\Seen) MODSEQ (55))",
            "* 3 FETCH (UID 11 FLAGS () MODSEQ (60))",
            "A OK [READ-WRITE]");
        var told = await changes;
        Assert.False(told.IsReset);
        Assert.Equal(new MailFolderState(7, 12, 60, 3, 2), told.State);
        Assert.Equal([2u], told.Vanished);
        Assert.Equal([new MailMessageFlags(1, MailFlags.Seen, 55), new MailMessageFlags(11, MailFlags.None, 60)], told.Flags);
    }

    [Fact(Timeout = Limit)]
    public async Task Qresync_of_the_selected_folder_renews_its_view_after_the_state()
    {
        var server = new ScriptedServer();
        var (store, control) = await server.LogInAsync("ENABLE QRESYNC");
        var opened = store.ExpungeAsync("INBOX", 7, UidSet.Empty, None);
        var connection = await server.AcceptAsync();
        await connection.LogInAsync("ENABLE QRESYNC");
        await connection.SelectAsync("INBOX", 3, 7, 50, " (CONDSTORE)");
        await opened;
        var changes = store.GetChangesAsync("INBOX", Since, Known, None);
        await control.AnswerAsync($"STATUS \"INBOX\" {Items}", "* STATUS INBOX (MESSAGES 4 UIDNEXT 12 UIDVALIDITY 7 UNSEEN 2 HIGHESTMODSEQ 60)", "A OK");
        await connection.AnswerAsync("NOOP", "* 4 EXISTS", "* VANISHED 9", "A OK");
        await connection.AnswerAsync(
            // "*" would be the last message that is left: of those behind it a server rightly says nothing.
            "UID FETCH 1:4294967295 (UID FLAGS MODSEQ) (CHANGEDSINCE 50 VANISHED)",
            "* VANISHED (EARLIER) 9",
            "* 3 FETCH (UID 11 FLAGS (\\Flagged) MODSEQ (60))",
            "A OK");
        var told = await changes;
        Assert.Equal([9u], told.Vanished);
        Assert.Equal([11u], told.Flags.Select(message => message.Uid));
    }

    [Fact(Timeout = Limit)]
    public async Task Another_uidvalidity_lists_every_message()
    {
        var (store, connection) = await new ScriptedServer().WorkAsync("ENABLE QRESYNC");
        var changes = store.GetChangesAsync("INBOX", Since, Known, None);
        await connection.AnswerAsync($"STATUS \"INBOX\" {Items}", "* STATUS INBOX (MESSAGES 1 UIDNEXT 2 UIDVALIDITY 8 UNSEEN 0 HIGHESTMODSEQ 5)", "A OK");
        await connection.SelectAsync("INBOX", 1, 8, 5, " (QRESYNC (7 50))");
        await connection.AnswerAsync("UID FETCH 1:* (UID FLAGS MODSEQ)", "* 1 FETCH (UID 1 FLAGS (\\Seen) MODSEQ (5))", "A OK");
        var told = await changes;
        Assert.True(told.IsReset);
        Assert.True(told.Vanished.IsEmpty);
        Assert.Single(told.Flags);
    }

    [Theory(Timeout = Limit)]
    [InlineData(4, false)]
    [InlineData(3, true)]
    public async Task Condstore_alone_looks_for_vanished_messages_only_where_the_number_says_so(int exists, bool searches)
    {
        var (store, connection) = await new ScriptedServer().WorkAsync("ENABLE CONDSTORE ESEARCH");
        var changes = store.GetChangesAsync("INBOX", Since, Known, None);
        await connection.AnswerAsync($"STATUS \"INBOX\" {Items}", $"* STATUS INBOX (MESSAGES {exists} UIDNEXT 12 UIDVALIDITY 7 UNSEEN 2 HIGHESTMODSEQ 60)", "A OK");
        await connection.SelectAsync("INBOX", exists, 7, 60, " (CONDSTORE)");
        await connection.AnswerAsync("UID FETCH 1:* (UID FLAGS MODSEQ) (CHANGEDSINCE 50)", "* 3 FETCH (UID 11 FLAGS () MODSEQ (60))", "A OK");
        if (searches)
        {
            await connection.AnswerAsync("UID SEARCH RETURN (ALL) ALL", "* ESEARCH (TAG \"A9\") UID ALL 1,9:11", "A OK");
        }

        Assert.Equal(searches ? [2u] : [], (await changes).Vanished);
    }

    [Fact(Timeout = Limit)]
    public async Task Without_modification_sequences_all_flags_are_compared()
    {
        var (store, connection) = await new ScriptedServer().WorkAsync("IDLE");
        var changes = store.GetChangesAsync("INBOX", Since with { HighestModSeq = 0 }, Known, None);
        await connection.AnswerAsync("STATUS \"INBOX\" (MESSAGES UIDNEXT UIDVALIDITY UNSEEN)", "* STATUS \"inbox\" (MESSAGES 2 UIDNEXT 12 UIDVALIDITY 7 UNSEEN 2)", "A OK");
        await connection.SelectAsync("INBOX", 2);
        await connection.AnswerAsync("UID FETCH 1:* (UID FLAGS)", "* 1 FETCH (FLAGS (\\Seen) UID 1)", "* 2 FETCH (UID 11 FLAGS ())", "A OK");
        var told = await changes;
        Assert.False(told.IsReset);
        Assert.Equal([2u, 9u], told.Vanished);
        Assert.Equal([1u, 11u], told.Flags.Select(message => message.Uid));
        Assert.Equal(0u, told.State.HighestModSeq);
    }

    [Fact(Timeout = Limit)]
    public async Task Modification_sequence_that_runs_backwards_is_not_believed()
    {
        var (store, connection) = await new ScriptedServer().WorkAsync("ENABLE QRESYNC");
        var changes = store.GetChangesAsync("INBOX", Since, Known, None);
        await connection.AnswerAsync($"STATUS \"INBOX\" {Items}", "* STATUS INBOX (MESSAGES 1 UIDNEXT 12 UIDVALIDITY 7 UNSEEN 2 HIGHESTMODSEQ 3)", "A OK");
        await connection.SelectAsync("INBOX", 1, 7, 3, " (QRESYNC (7 50))");
        await connection.AnswerAsync("UID FETCH 1:* (UID FLAGS MODSEQ)", "* 1 FETCH (UID 1 FLAGS () MODSEQ (2))", "A OK");
        Assert.Equal([2u, 9u], (await changes).Vanished);
    }

    [Fact(Timeout = Limit)]
    public async Task Folder_that_keeps_no_modification_sequences_has_none_in_its_state()
    {
        var (store, connection) = await new ScriptedServer().WorkAsync("ENABLE QRESYNC");
        var changes = store.GetChangesAsync("INBOX", null, UidSet.Empty, None);
        await connection.AnswerAsync($"STATUS \"INBOX\" {Items}", "* STATUS INBOX (MESSAGES 0 UIDNEXT 1 UIDVALIDITY 7 UNSEEN 0 HIGHESTMODSEQ 1)", "A OK");
        await connection.SelectAsync("INBOX", 0, 7, 0, " (CONDSTORE)");
        Assert.Equal(0u, (await changes).State.HighestModSeq);
    }

    [Fact(Timeout = Limit)]
    public async Task Selected_folder_that_was_replaced_is_selected_again()
    {
        var server = new ScriptedServer();
        var (store, control) = await server.LogInAsync("UNSELECT");
        var opened = store.ExpungeAsync("f", 7, UidSet.Empty, None);
        var connection = await server.AcceptAsync();
        await connection.LogInAsync("UNSELECT");
        await connection.SelectAsync("f", 3);
        await opened;
        var changes = store.GetChangesAsync("f", Since with { HighestModSeq = 0 }, Known, None);
        const string Status = "STATUS \"f\" (MESSAGES UIDNEXT UIDVALIDITY UNSEEN)", State = "* STATUS f (MESSAGES 1 UIDNEXT 2 UIDVALIDITY 8 UNSEEN 0)";
        await control.AnswerAsync(Status, State, "A OK");
        await connection.AnswerAsync("UNSELECT", "A OK");
        await connection.AnswerAsync(Status, State, "A OK");
        await connection.SelectAsync("f", 1, 8);
        await connection.AnswerAsync("UID FETCH 1:* (UID FLAGS)", "* 1 FETCH (UID 1 FLAGS ())", "A OK");
        Assert.True((await changes).IsReset);
    }

    [Theory(Timeout = Limit)]
    [InlineData("A NO [NONEXISTENT] gone", false, BackendError.NotFound)]
    [InlineData("A NO gone", true, BackendError.NotFound)]
    public async Task Missing_folder_is_not_found(string answer, bool asks, BackendError error)
    {
        var (store, connection) = await new ScriptedServer().LogInAsync("");
        var state = store.GetStateAsync("gone", None);
        await connection.AnswerAsync("STATUS \"gone\" (MESSAGES UIDNEXT UIDVALIDITY UNSEEN)", answer);
        if (asks)
        {
            await connection.AnswerAsync("LIST \"\" \"gone\"", "* LIST (\\NonExistent) \"/\" gone", "A OK");
        }

        Assert.Equal(error, (await Assert.ThrowsAsync<BackendException>(() => state)).Error);
    }

    [Fact(Timeout = Limit)]
    public async Task Folder_that_is_there_but_refused_is_not_taken_for_missing()
    {
        var (store, connection) = await new ScriptedServer().LogInAsync("");
        var state = store.GetStateAsync("there", None);
        await connection.AnswerAsync("STATUS \"there\" (MESSAGES UIDNEXT UIDVALIDITY UNSEEN)", "A NO internal error");
        await connection.AnswerAsync("LIST \"\" \"there\"", "* LIST () \"/\" there", "A OK");
        Assert.Equal(BackendError.Refused, (await Assert.ThrowsAsync<BackendException>(() => state)).Error);
    }
}
