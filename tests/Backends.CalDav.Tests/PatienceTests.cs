namespace Mapigate.Backends.CalDav.Tests;

/// <summary>When requests are repeated, given up and held back.</summary>
public sealed class PatienceTests
{
    private static readonly string Home = Xml.Multistatus(Xml.Response("/home/c/", "<D:resourcetype><C:calendar/></D:resourcetype>"));

    [Theory]
    [InlineData(503)]
    [InlineData(502)]
    [InlineData(429)]
    public async Task Read_of_a_server_in_trouble_is_repeated(int status)
    {
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("PROPFIND /home/", (status, ""), (207, Home));
        await using var store = await server.LogInAsync(o => o with { Attempts = 2 });

        Assert.Single(await store.ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Read_over_a_connection_that_breaks_is_repeated()
    {
        var count = 0;
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("PROPFIND /home/", (_, context) =>
        {
            if (Interlocked.Increment(ref count) == 1)
            {
                context.Abort();
                return Task.CompletedTask;
            }

            return FakeServer.RespondAsync(context, 207, Home);
        });
        await using var store = await server.LogInAsync(o => o with { Attempts = 2 });

        Assert.Single(await store.ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Server_that_asks_for_a_long_rest_gets_it()
    {
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("PROPFIND /home/", 503, "", ("Retry-After", "120"));
        await using var store = await server.LogInAsync(o => o with { Attempts = 3 });

        await store.ListAsync(CancellationToken.None).FailsAsync(BackendError.Unavailable);
        var asked = server.All.Count;
        var fault = await store.ListAsync(CancellationToken.None).FailsAsync(BackendError.Unavailable);

        Assert.Equal(asked, server.All.Count);
        Assert.Single(server.All, a => a.Target == "PROPFIND /home/");
        Assert.Contains("not to be asked", fault.Message);
    }

    [Fact]
    public async Task Server_that_does_not_answer_times_out()
    {
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("PROPFIND /home/", (_, context) => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));
        await using var store = await server.LogInAsync(o => o with { RequestTimeout = TimeSpan.FromMilliseconds(300) });

        await store.ListAsync(CancellationToken.None).FailsAsync(BackendError.Timeout);
    }

    [Fact]
    public async Task Call_that_is_cancelled_stays_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("PROPFIND /home/", async (_, context) =>
        {
            await cancellation.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        await using var store = await server.LogInAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.ListAsync(cancellation.Token));
    }

    [Fact]
    public async Task Server_that_fails_again_and_again_is_left_alone_for_all_users()
    {
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("PROPFIND /home/", 502);
        using var backend = server.Backend();
        await using var store = await backend.LogInAsync(FakeServer.Alice, CancellationToken.None);
        for (var i = 0; i < 30; i++)
        {
            await store.ListAsync(CancellationToken.None).FailsAsync(BackendError.Unavailable);
        }

        var asked = server.All.Count;
        await backend.LogInAsync(new BackendCredentials("bob", "x"), CancellationToken.None).FailsAsync(BackendError.Unavailable);

        Assert.Equal(asked, server.All.Count);
        Assert.InRange(asked, 15, 29);
    }
}
