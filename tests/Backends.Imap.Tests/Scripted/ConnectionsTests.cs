using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Tests.Scripted;

public sealed class ConnectionsTests
{
    private const int Limit = 20_000;
    private const string Status = "STATUS \"INBOX\" (MESSAGES UIDNEXT UIDVALIDITY UNSEEN)";
    private const string State = "* STATUS INBOX (MESSAGES 3 UIDNEXT 4 UIDVALIDITY 7 UNSEEN 1)";
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact(Timeout = Limit)]
    public async Task Questions_of_several_callers_share_a_connection_without_waiting_for_answers()
    {
        var server = new ScriptedServer();
        var (store, connection) = await server.LogInAsync("");
        var inbox = store.GetStateAsync("INBOX", None);
        var sent = store.GetStateAsync("Sent", None);
        await connection.ExpectAsync(Status);
        await connection.ExpectAsync("STATUS \"Sent\" (MESSAGES UIDNEXT UIDVALIDITY UNSEEN)");
        await connection.SendAsync("* STATUS Sent (MESSAGES 9)", State, "A2 OK", "A3 OK");
        Assert.Equal(3, (await inbox).Messages);
        Assert.Equal(9, (await sent).Messages);
        Assert.Equal(1, server.Dials);
    }

    [Fact(Timeout = Limit)]
    public async Task Question_whose_connection_broke_is_repeated_once()
    {
        var server = new ScriptedServer();
        var (store, connection) = await server.LogInAsync("");
        var state = store.GetStateAsync("INBOX", None);
        await connection.ExpectAsync(Status);
        await connection.SendAsync("* BYE shutting down");
        connection.HangUp();
        var second = await server.AcceptAsync();
        await second.LogInAsync("");
        await second.AnswerAsync(Status, State, "A OK");
        Assert.Equal(3, (await state).Messages);

        state = store.GetStateAsync("INBOX", None);
        await second.ExpectAsync(Status);
        second.HangUp();
        var third = await server.AcceptAsync();
        await third.LogInAsync("");
        await third.ExpectAsync(Status);
        await third.SendAsync("* BYE enough");
        third.HangUp();
        var fault = await Assert.ThrowsAsync<BackendException>(() => state);
        Assert.Equal(BackendError.Unavailable, fault.Error);
        Assert.Contains("enough", fault.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Append_whose_connection_broke_is_not_repeated()
    {
        var server = new ScriptedServer();
        var (store, connection) = await server.WorkAsync("LITERAL+");
        var append = store.AppendAsync("Sent", new MemoryStream("x"u8.ToArray()), 1, MailFlags.None, null, None);
        await connection.ExpectAsync("APPEND \"Sent\" () {1+}");
        connection.HangUp();
        Assert.Equal(BackendError.Unavailable, (await Assert.ThrowsAsync<BackendException>(() => append)).Error);
        Assert.Equal(2, server.Dials);
    }

    [Fact(Timeout = Limit)]
    public async Task Silent_server_is_given_up_after_the_deadline_and_a_talking_one_is_not()
    {
        var time = new ManualTime();
        var (store, connection) = await new ScriptedServer(time: time).WorkAsync("");
        using var destination = new SignallingStream();
        var fetch = store.FetchMessageAsync("INBOX", 7, 5, destination, None);
        await connection.SelectAsync("INBOX");
        await connection.ExpectAsync("UID FETCH 5 (UID BODY.PEEK[])");
        await connection.SendRawAsync("* 1 FETCH (UID 5 BODY[] {100}\r\n");
        for (var i = 0; i < 10; i++)
        {
            await connection.SendRawAsync("x");
            await destination.WrittenAsync();
            time.Advance(TimeSpan.FromSeconds(20));
        }

        Assert.False(fetch.IsCompleted);
        while (!fetch.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(20));
            await Task.Yield();
        }

        Assert.Equal(BackendError.Timeout, (await Assert.ThrowsAsync<BackendException>(() => fetch)).Error);
    }

    [Fact(Timeout = Limit)]
    public async Task Password_that_no_longer_fits_is_tried_once()
    {
        var server = new ScriptedServer();
        var (store, connection) = await server.LogInAsync("");
        connection.HangUp();
        var attempt = store.GetStateAsync("INBOX", None);
        var second = await server.AcceptAsync();
        await second.SendAsync("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready");
        await second.AnswerAsync("AUTHENTICATE PLAIN AHVzZXIAcGFzc3dvcmQ=", "A NO [AUTHENTICATIONFAILED] changed");
        Assert.Equal(BackendError.AuthenticationFailed, (await Assert.ThrowsAsync<BackendException>(() => attempt)).Error);
        Assert.Equal(BackendError.AuthenticationFailed, (await Assert.ThrowsAsync<BackendException>(() => store.GetStateAsync("INBOX", None))).Error);
        Assert.Equal(2, server.Dials);
    }

    [Fact(Timeout = Limit)]
    public async Task Folder_that_is_selected_already_is_not_selected_again()
    {
        var server = new ScriptedServer();
        var (store, connection) = await server.WorkAsync("");
        var first = store.ExpungeAsync("INBOX", 7, UidSet.Empty, None);
        await connection.SelectAsync("INBOX");
        await first;
        await store.ExpungeAsync("INBOX", 7, UidSet.Empty, None);
        var other = store.ExpungeAsync("Sent", 7, UidSet.Empty, None);
        await connection.SelectAsync("Sent");
        await other;
        Assert.Equal(2, server.Dials);
    }

    [Fact(Timeout = Limit)]
    public async Task Busy_connections_are_added_up_to_the_pools_size_and_then_waited_for()
    {
        var server = new ScriptedServer(ScriptedServer.Options with { PoolSize = 4 });
        var (store, one) = await server.WorkAsync("");
        var first = store.ExpungeAsync("a", 7, UidSet.Empty, None);
        await one.ExpectAsync("SELECT \"a\"");
        var second = store.ExpungeAsync("b", 7, UidSet.Empty, None);
        var two = await server.AcceptAsync();
        await two.LogInAsync("");
        await two.ExpectAsync("SELECT \"b\"");
        var third = store.ExpungeAsync("c", 7, UidSet.Empty, None);
        await one.SendAsync("* OK [UIDVALIDITY 7]", "A OK");
        await first;
        await one.SelectAsync("c");
        await third;
        await two.SendAsync("* OK [UIDVALIDITY 7]", "A OK");
        await second;
        Assert.Equal(3, server.Dials);
    }

    [Fact(Timeout = Limit)]
    public async Task Unused_connection_is_logged_out_after_a_while()
    {
        var time = new ManualTime();
        var server = new ScriptedServer(time: time);
        var (store, connection) = await server.LogInAsync("");
        time.Advance(TimeSpan.FromMinutes(6));
        await connection.AnswerAsync("LOGOUT", "* BYE", "A OK");
        Assert.Null(await connection.TryReadLineAsync());
        var state = store.GetStateAsync("INBOX", None);
        var second = await server.AcceptAsync();
        await second.LogInAsync("");
        await second.AnswerAsync(Status, State, "A OK");
        await state;
    }

    [Fact(Timeout = Limit)]
    public async Task Disposed_store_logs_out()
    {
        var (store, connection) = await new ScriptedServer().LogInAsync("");
        var disposal = store.DisposeAsync();
        await connection.AnswerAsync("LOGOUT", "* BYE", "A OK");
        Assert.Null(await connection.TryReadLineAsync());
        await disposal;
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.GetStateAsync("INBOX", None));
    }

    [Fact(Timeout = Limit)]
    public async Task Deleted_folder_is_unselected_first()
    {
        var server = new ScriptedServer();
        var (store, control) = await server.LogInAsync("");
        var select = store.ExpungeAsync("old", 7, UidSet.Empty, None);
        var connection = await server.AcceptAsync();
        await connection.LogInAsync("");
        await connection.SelectAsync("old");
        await select;
        var delete = store.DeleteFolderAsync("old", None);
        await connection.AnswerAsync("EXAMINE \"old\"", "* OK [UIDVALIDITY 7]", "A OK [READ-ONLY]");
        await connection.AnswerAsync("CLOSE", "A OK");
        await control.AnswerAsync("DELETE \"old\"", "A OK");
        await control.AnswerAsync("UNSUBSCRIBE \"old\"", "A NO was not");
        await delete;
    }

    [Fact(Timeout = Limit)]
    public async Task Renamed_folder_keeps_its_subscriptions()
    {
        var (store, connection) = await new ScriptedServer().LogInAsync("");
        var rename = store.RenameFolderAsync("old", "new", None);
        await connection.AnswerAsync("LSUB \"\" \"old*\"", "* LSUB () \"/\" old", "* LSUB () \"/\" old/a", "* LSUB () \"/\" older", "A OK");
        await connection.AnswerAsync("RENAME \"old\" \"new\"", "A OK");
        await connection.AnswerAsync("SUBSCRIBE \"new\"", "A OK");
        await connection.AnswerAsync("UNSUBSCRIBE \"old\"", "A OK");
        await connection.AnswerAsync("SUBSCRIBE \"new/a\"", "A OK");
        await connection.AnswerAsync("UNSUBSCRIBE \"old/a\"", "A OK");
        await rename;
    }

    [Fact(Timeout = Limit)]
    public async Task Name_that_would_break_the_command_line_is_refused()
    {
        var (store, connection) = await new ScriptedServer().LogInAsync("UTF8=ACCEPT");
        var create = store.CreateFolderAsync("a\r\nA9 DELETE INBOX", None);
        await connection.AnswerAsync("CREATE \"a&AA0ACg-A9 DELETE INBOX\"", "A NO [CANNOT] no");
        Assert.Equal(BackendError.Refused, (await Assert.ThrowsAsync<BackendException>(() => create)).Error);
    }

    [Fact(Timeout = Limit)]
    public async Task Plain_server_is_listed_with_its_subscriptions_states_and_namespaces()
    {
        var (store, connection) = await new ScriptedServer().LogInAsync("NAMESPACE XLIST");
        var list = store.ListAsync(None);
        await connection.AnswerAsync("NAMESPACE", "* NAMESPACE ((\"\" \"/\")(\"#mh/\" \"/\" \"X-PARAM\" (\"a\" \"b\"))) ((\"Other/\" \"/\")) NIL", "A OK");
        await connection.AnswerAsync("XLIST \"\" \"*\"", "* XLIST (\\HasNoChildren \\Inbox) \"/\" \"inbox\"", "* XLIST (\\Noselect) \"/\" \"Entw&APw-rfe\"", "* XLIST (\\Spam) NIL Junk", "A OK");
        await connection.AnswerAsync("XLIST \"\" \"#mh/*\"", "A OK");
        await connection.AnswerAsync("XLIST \"\" \"Other/*\"", "* XLIST () \"/\" Other/bob", "A OK");
        await connection.AnswerAsync("LSUB \"\" \"*\"", "* LSUB () \"/\" INBOX", "A OK");
        await connection.AnswerAsync("LSUB \"\" \"#mh/*\"", "A OK");
        await connection.AnswerAsync("LSUB \"\" \"Other/*\"", "A OK");
        await connection.AnswerAsync(Status, State, "A OK");
        await connection.AnswerAsync("STATUS \"Junk\" (MESSAGES UIDNEXT UIDVALIDITY UNSEEN)", "A NO no right");
        await connection.AnswerAsync("STATUS \"Other/bob\" (MESSAGES UIDNEXT UIDVALIDITY UNSEEN)", "* STATUS Other/bob (MESSAGES 1)", "A OK");
        Assert.Equal(
            [
                new MailFolder("INBOX", '/', MailNamespace.Personal, MailFolderUse.Inbox, true, true, new MailFolderState(7, 4, 0, 3, 1)),
                new MailFolder("Entwürfe", '/', MailNamespace.Personal, MailFolderUse.None, false, false, null),
                new MailFolder("Junk", null, MailNamespace.Personal, MailFolderUse.Junk, true, false, null),
                new MailFolder("Other/bob", '/', MailNamespace.Shared, MailFolderUse.None, true, false, new MailFolderState(0, 0, 0, 1, 0)),
            ],
            await list);
    }
}
