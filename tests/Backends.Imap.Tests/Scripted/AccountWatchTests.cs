using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Tests.Scripted;

public sealed class AccountWatchTests
{
    private const int Limit = 20_000;
    private const string Notify = "NOTIFY SET STATUS (personal (MessageNew MessageExpunge FlagChange MailboxName SubscriptionChange))";
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact(Timeout = Limit)]
    public async Task Notify_tells_of_all_folders_first_and_then_of_each_that_changes()
    {
        var server = new ScriptedServer();
        var (store, _) = await server.LogInAsync("NOTIFY IDLE");
        await using var watch = store.WatchAllAsync(None).GetAsyncEnumerator();
        var first = watch.MoveNextAsync();
        var connection = await server.AcceptAsync();
        await connection.LogInAsync("NOTIFY IDLE");
        await connection.AnswerAsync(Notify, "* STATUS INBOX (MESSAGES 1)", "* STATUS \"Entw&APw-rfe\" (MESSAGES 0)", "A OK");
        await connection.AnswerAsync("IDLE", "+ idling");
        Assert.True(await first);
        var hints = new List<MailFolderHint> { watch.Current };
        await watch.MoveNextAsync();
        hints.Add(watch.Current);
        Assert.Equal([new("INBOX"), new("Entwürfe")], hints);

        foreach (var (change, hint) in new (string, MailFolderHint)[]
        {
            ("* STATUS INBOX (MESSAGES 2 UIDNEXT 3)", new("INBOX")),
            ("* LIST (\\NonExistent) \"/\" \"old\"", new("old", ListChanged: true)),
            ("* LIST (\\Subscribed) \"/\" new (\"OLDNAME\" (\"old\"))", new("new", ListChanged: true)),
        })
        {
            var next = watch.MoveNextAsync();
            await connection.SendAsync("* OK still here", "* STATUS (", change);
            Assert.True(await next);
            Assert.Equal(hint, watch.Current);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task Server_that_gives_up_telling_is_asked_again()
    {
        var server = new ScriptedServer();
        var (store, _) = await server.LogInAsync("NOTIFY IDLE");
        await using var watch = store.WatchAllAsync(None).GetAsyncEnumerator();
        var next = watch.MoveNextAsync();
        var connection = await server.AcceptAsync();
        await connection.LogInAsync("NOTIFY IDLE");
        await connection.AnswerAsync(Notify, "A OK");
        await connection.AnswerAsync("IDLE", "+ idling");
        await connection.SendAsync("* OK [NOTIFICATIONOVERFLOW] too much");
        await connection.ExpectLineAsync("DONE");
        await connection.SendAsync("A OK");
        await connection.AnswerAsync(Notify, "* STATUS INBOX (MESSAGES 1)", "A OK");
        await connection.AnswerAsync("IDLE", "+ idling");
        Assert.True(await next);
        Assert.Equal("INBOX", watch.Current.Path);
    }

    [Fact(Timeout = Limit)]
    public async Task Without_notify_folders_are_listed_at_the_interval_and_the_inbox_idled_on()
    {
        var time = new ManualTime();
        var server = new ScriptedServer(time: time);
        var (store, control) = await server.LogInAsync("IDLE LIST-EXTENDED LIST-STATUS");
        await using var watch = store.WatchAllAsync(None).GetAsyncEnumerator();
        var first = watch.MoveNextAsync().AsTask();
        await ListAsync(control, "* LIST () \"/\" INBOX", "* STATUS INBOX (UIDVALIDITY 7 UIDNEXT 2)", "* LIST () \"/\" Sent", "* STATUS Sent (UIDVALIDITY 8 UIDNEXT 2)", "* LIST () \"/\" Gone");
        var idler = await server.AcceptAsync();
        await idler.LogInAsync("IDLE LIST-EXTENDED LIST-STATUS");
        await idler.AnswerAsync("EXAMINE \"INBOX\"", "* 1 EXISTS", "* OK [UIDVALIDITY 7]", "A OK");
        await idler.AnswerAsync("IDLE", "+ idling");

        Assert.Equal([new("Gone"), new("INBOX"), new("Sent")], await TakeAsync(first, watch, 3));
        var inbox = watch.MoveNextAsync().AsTask();
        await idler.SendAsync("* 2 EXISTS");
        Assert.Contains(new MailFolderHint("INBOX"), await TakeAsync(inbox, watch, 1));

        // The hint with which the watch of the inbox begins may come before or after.
        var changes = TakeUntilAsync(watch, new MailFolderHint("New", ListChanged: true), new MailFolderHint("Gone", ListChanged: true), new MailFolderHint("Sent"));
        while (!time.HasTimerIn(TimeSpan.FromSeconds(60)))
        {
            await Task.Yield();
        }

        time.Advance(TimeSpan.FromSeconds(60));
        await ListAsync(control, "* LIST () \"/\" INBOX", "* STATUS INBOX (UIDVALIDITY 7 UIDNEXT 2)", "* LIST () \"/\" Sent", "* STATUS Sent (UIDVALIDITY 8 UIDNEXT 3)", "* LIST () \"/\" New");
        await changes;
    }

    [Theory(Timeout = Limit)]
    [InlineData("A NO [BADEVENT (MessageNew)] not that")]
    [InlineData("A BAD what")]
    public async Task Server_that_refuses_to_notify_is_polled(string refusal)
    {
        var server = new ScriptedServer();
        var (store, control) = await server.LogInAsync("NOTIFY IDLE LIST-EXTENDED LIST-STATUS");
        await using var watch = store.WatchAllAsync(None).GetAsyncEnumerator();
        var first = watch.MoveNextAsync().AsTask();
        var connection = await server.AcceptAsync();
        await connection.LogInAsync("NOTIFY IDLE LIST-EXTENDED LIST-STATUS");
        await connection.AnswerAsync(Notify, refusal);
        await ListAsync(control, "* LIST () \"/\" Sent", "* STATUS Sent (UIDVALIDITY 8 UIDNEXT 2)");
        Assert.Equal([new("Sent")], await TakeAsync(first, watch, 1));
    }

    [Fact(Timeout = Limit)]
    public async Task Lost_connection_ends_the_watch()
    {
        var server = new ScriptedServer();
        var (store, _) = await server.LogInAsync("NOTIFY IDLE");
        await using var watch = store.WatchAllAsync(None).GetAsyncEnumerator();
        var next = watch.MoveNextAsync().AsTask();
        var connection = await server.AcceptAsync();
        await connection.LogInAsync("NOTIFY IDLE");
        await connection.AnswerAsync(Notify, "A OK");
        await connection.AnswerAsync("IDLE", "+ idling");
        connection.HangUp();
        Assert.Equal(BackendError.Unavailable, (await Assert.ThrowsAsync<BackendException>(() => next)).Error);
    }

    private static async Task ListAsync(ScriptedConnection control, params string[] lines)
    {
        await control.ExpectInitialAsync("LIST \"\" (\"*\") RETURN (");
        await control.SendAsync([.. lines, "A OK"]);
    }

    private static async Task<List<MailFolderHint>> TakeAsync(Task<bool> first, IAsyncEnumerator<MailFolderHint> watch, int count)
    {
        var hints = new SortedSet<MailFolderHint>(Comparer<MailFolderHint>.Create((a, b) => string.CompareOrdinal(a.Path, b.Path)));
        for (var moved = await first; moved; moved = await watch.MoveNextAsync())
        {
            hints.Add(watch.Current);
            if (hints.Count == count)
            {
                break;
            }
        }

        return [.. hints];
    }

    private static async Task TakeUntilAsync(IAsyncEnumerator<MailFolderHint> watch, params MailFolderHint[] expected)
    {
        var missing = expected.ToHashSet();
        while (missing.Count > 0 && await watch.MoveNextAsync())
        {
            missing.Remove(watch.Current);
        }
    }
}
