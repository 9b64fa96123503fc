using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Tests.Scripted;

public sealed class WatchTests
{
    private const int Limit = 20_000;
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact(Timeout = Limit)]
    public async Task Idle_hints_at_its_start_and_at_each_change()
    {
        var (watch, connection, _) = await WatchAsync(new ManualTime());
        Assert.True(await watch.MoveNextAsync());
        Assert.Equal("INBOX", watch.Current.Path);
        foreach (var change in new[] { "* 2 EXISTS", "* 1 EXPUNGE", "* VANISHED 5", "* 1 FETCH (FLAGS (\\Seen))" })
        {
            var next = watch.MoveNextAsync();
            await connection.SendAsync("* OK still here", change);
            Assert.True(await next);
        }

        await watch.DisposeAsync();
        Assert.Null(await connection.TryReadLineAsync());
    }

    [Fact(Timeout = Limit)]
    public async Task Idle_is_renewed_in_time_without_a_hint()
    {
        var time = new ManualTime();
        var (watch, connection, _) = await WatchAsync(time);
        await watch.MoveNextAsync();
        var next = watch.MoveNextAsync();
        time.Advance(TimeSpan.FromMinutes(29));
        await connection.ExpectLineAsync("DONE");
        await connection.SendAsync("A OK");
        await connection.AnswerAsync("IDLE", "+ idling");
        Assert.False(next.IsCompleted);
        await connection.SendAsync("* 3 EXISTS");
        Assert.True(await next);
    }

    [Fact(Timeout = Limit)]
    public async Task Silence_while_idling_is_no_fault_but_silence_after_it_is()
    {
        var time = new ManualTime();
        var (watch, connection, _) = await WatchAsync(time);
        await watch.MoveNextAsync();
        var next = watch.MoveNextAsync();
        time.Advance(TimeSpan.FromMinutes(20));
        Assert.False(next.IsCompleted);
        time.Advance(TimeSpan.FromMinutes(9));
        await connection.ExpectLineAsync("DONE");
        var pending = next.AsTask();
        while (!pending.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(31));
            await Task.Yield();
        }

        Assert.Equal(BackendError.Timeout, (await Assert.ThrowsAsync<BackendException>(() => pending)).Error);
    }

    [Fact(Timeout = Limit)]
    public async Task Lost_connection_ends_the_watch()
    {
        var (watch, connection, _) = await WatchAsync(new ManualTime());
        await watch.MoveNextAsync();
        var next = watch.MoveNextAsync();
        connection.HangUp();
        Assert.Equal(BackendError.Unavailable, (await Assert.ThrowsAsync<BackendException>(async () => await next)).Error);
    }

    [Fact(Timeout = Limit)]
    public async Task Second_folder_is_polled_and_hints_only_when_its_state_differs()
    {
        var time = new ManualTime();
        var (_, _, server) = await WatchAsync(time);
        var store = server.Store;
        await using var second = store.WatchAsync("Sent", None).GetAsyncEnumerator();
        var next = second.MoveNextAsync();
        await server.First.AnswerAsync("STATUS \"Sent\" (MESSAGES UIDNEXT UIDVALIDITY UNSEEN)", "* STATUS Sent (MESSAGES 1)", "A OK");
        Assert.True(await next);
        next = second.MoveNextAsync();
        time.Advance(TimeSpan.FromSeconds(60));
        await server.First.AnswerAsync("STATUS \"Sent\" (MESSAGES UIDNEXT UIDVALIDITY UNSEEN)", "* STATUS Sent (MESSAGES 1)", "A OK");
        while (!time.HasTimerIn(TimeSpan.FromSeconds(60)))
        {
            await Task.Yield();
        }

        Assert.False(next.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(60));
        await server.First.AnswerAsync("STATUS \"Sent\" (MESSAGES UIDNEXT UIDVALIDITY UNSEEN)", "* STATUS Sent (MESSAGES 2)", "A OK");
        Assert.True(await next);
    }

    private static async Task<(IAsyncEnumerator<MailFolderHint> Watch, ScriptedConnection Idler, (IMailStore Store, ScriptedConnection First))> WatchAsync(ManualTime time)
    {
        var server = new ScriptedServer(ScriptedServer.Options with { IdleTimeout = TimeSpan.FromDays(1) }, time);
        var (store, first) = await server.LogInAsync("IDLE");
        var watch = store.WatchAsync("INBOX", None).GetAsyncEnumerator();
        var start = new BufferedEnumerator(watch);
        var idler = await server.AcceptAsync();
        await idler.LogInAsync("IDLE");
        await idler.AnswerAsync("EXAMINE \"INBOX\"", "* 1 EXISTS", "* OK [UIDVALIDITY 7]", "A OK");
        await idler.AnswerAsync("IDLE", "+ idling");
        return (start, idler, (store, first));
    }

    /// <summary>Begins to watch at once and gives the first hint to the first who asks.</summary>
    private sealed class BufferedEnumerator(IAsyncEnumerator<MailFolderHint> inner) : IAsyncEnumerator<MailFolderHint>
    {
        private Task<bool>? _first = inner.MoveNextAsync().AsTask();

        public MailFolderHint Current => inner.Current;

        public async ValueTask<bool> MoveNextAsync()
        {
            var first = _first;
            _first = null;
            return first is not null ? await first : await inner.MoveNextAsync();
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
