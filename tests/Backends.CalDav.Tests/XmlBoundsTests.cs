using System.Text;

namespace Mapigate.Backends.CalDav.Tests;

/// <summary>What a hostile or broken server sends as XML ends the call, quickly and with a fault.</summary>
public sealed class XmlBoundsTests
{
    private static readonly Dictionary<string, string> Nothing = [];

    [Theory]
    [InlineData("<!DOCTYPE m [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]><m>&b;</m>")]
    [InlineData("<!DOCTYPE m SYSTEM \"http://127.0.0.1:1/x\"><m/>")]
    [InlineData("<multistatus/>")]
    [InlineData("<D:multistatus xmlns:D=\"DAV:\"/>")]
    [InlineData("<html><body>hello")]
    [InlineData("not XML")]
    [InlineData("")]
    public async Task Answer_that_is_no_multistatus_breaks_the_protocol(string body)
    {
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("REPORT /home/c/", 207, body);
        await using var store = await server.LogInAsync();

        await store.GetChangesAsync("/home/c/", null, Nothing, CancellationToken.None).FailsAsync(BackendError.Protocol);
    }

    [Fact]
    public async Task Answer_nested_without_end_breaks_the_protocol()
    {
        var deep = Xml.Multistatus("<D:response>" + string.Concat(Enumerable.Repeat("<D:prop>", 100_000)));
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("REPORT /home/c/", 207, deep);
        await using var store = await server.LogInAsync();

        await store.GetChangesAsync("/home/c/", null, Nothing, CancellationToken.None).FailsAsync(BackendError.Protocol);
    }

    [Fact]
    public async Task Answer_larger_than_the_bound_breaks_the_protocol()
    {
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("REPORT /home/c/", 207, Xml.Multistatus(string.Concat(Enumerable.Range(0, 1000).Select(i => Xml.Item($"/home/c/{i}", "1"))), Xml.Token("t")));
        await using var store = await server.LogInAsync(o => o with { LargestListing = 10_000 });

        await store.GetChangesAsync("/home/c/", null, Nothing, CancellationToken.None).FailsAsync(BackendError.Protocol);
    }

    [Fact]
    public async Task Answer_cut_off_anywhere_is_a_fault()
    {
        var whole = Xml.Multistatus(Xml.Item("/home/c/a", "\"1\""), Xml.Gone("/home/c/b"), Xml.Token("t")).TrimEnd();
        var body = whole;
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("REPORT /home/c/", (_, context) => FakeServer.RespondAsync(context, 207, body));
        await using var store = await server.LogInAsync();

        for (var length = 0; length < whole.Length; length++)
        {
            body = whole[..length];
            await store.GetChangesAsync("/home/c/", null, Nothing, CancellationToken.None).FailsAsync(BackendError.Protocol);
        }
    }

    [Fact]
    public async Task Answer_that_comes_to_a_standstill_times_out()
    {
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("REPORT /home/c/", async (_, context) =>
        {
            context.Response.StatusCode = 207;
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(Xml.Multistatus(Xml.Item("/home/c/a", "1"))[..80]));
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        await using var store = await server.LogInAsync(o => o with { RequestTimeout = TimeSpan.FromMilliseconds(300) });

        await store.GetChangesAsync("/home/c/", null, Nothing, CancellationToken.None).FailsAsync(BackendError.Timeout);
    }

    [Fact]
    public async Task Connection_that_breaks_within_the_answer_is_unavailable()
    {
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("REPORT /home/c/", async (_, context) =>
        {
            context.Response.StatusCode = 207;
            context.Response.ContentLength = 10_000;
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(Xml.Multistatus(Xml.Item("/home/c/a", "1"))[..80]));
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
        await using var store = await server.LogInAsync();

        await store.GetChangesAsync("/home/c/", null, Nothing, CancellationToken.None).FailsAsync(BackendError.Unavailable);
    }
}
