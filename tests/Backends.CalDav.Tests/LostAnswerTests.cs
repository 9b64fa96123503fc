using System.Text;
using Mapigate.Backends.Items;
using Microsoft.AspNetCore.Http;

namespace Mapigate.Backends.CalDav.Tests;

/// <summary>Changes whose answer never came: what the server has afterwards decides.</summary>
public sealed class LostAnswerTests
{
    private const string Sent = "BEGIN:VCALENDAR\r\nPRODID:-//us\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Ours\\, really\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    private const string AsStored = "BEGIN:VCALENDAR\nPRODID:-//server\nBEGIN:VEVENT\nDTSTAMP:20260101T000000Z\nSUMMARY:Ours, \n really\nUID:1\nEND:VEVENT\nEND:VCALENDAR\n";
    private const string Others = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Theirs\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    [Theory]
    [InlineData(null)]
    [InlineData("\"1\"")]
    [InlineData("W/\"1\"")]
    public async Task Put_that_arrived_is_done(string? etag)
    {
        await using var server = await StartAsync(etag is null ? null : "old", "cut after");
        await using var store = await server.LogInAsync();

        Assert.Null(await PutAsync(store, etag));

        Assert.Single(server.All, a => a.Target == "PUT /home/c/a");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("\"1\"")]
    public async Task Put_that_did_not_arrive_is_repeated_once(string? etag)
    {
        await using var server = await StartAsync(etag is null ? null : "old", "cut before", "work");
        await using var store = await server.LogInAsync();

        Assert.Equal("\"2\"", await PutAsync(store, etag));

        Assert.Equal(2, server.All.Count(a => a.Target == "PUT /home/c/a"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("\"1\"")]
    public async Task Put_cut_twice_is_unavailable(string? etag)
    {
        await using var server = await StartAsync(etag is null ? null : "old", "cut before", "cut before", "work");
        await using var store = await server.LogInAsync();

        await PutAsync(store, etag).FailsAsync(BackendError.Unavailable);

        Assert.Equal(2, server.All.Count(a => a.Target == "PUT /home/c/a"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("\"1\"")]
    public async Task Put_overtaken_by_another_client_is_a_conflict(string? etag)
    {
        await using var server = await StartAsync(etag is null ? null : "old", "cut before, another writes", "work");
        await using var store = await server.LogInAsync();

        await PutAsync(store, etag).FailsAsync(BackendError.Conflict);

        Assert.Single(server.All, a => a.Target == "PUT /home/c/a");
    }

    [Fact]
    public async Task Put_that_arrives_late_meets_its_own_work()
    {
        await using var server = await StartAsync("old", "cut before, works late", "work");
        await using var store = await server.LogInAsync();

        Assert.Null(await PutAsync(store, "\"1\""));

        Assert.Equal(2, server.All.Count(a => a.Target == "PUT /home/c/a"));
    }

    [Theory]
    [InlineData("cut after", 1)]
    [InlineData("cut before", 2)]
    public async Task Delete_is_done_in_the_end(string first, int requests)
    {
        await using var server = await StartAsync("old", first, "work");
        await using var store = await server.LogInAsync();

        await store.DeleteAsync("/home/c/a", "\"1\"", CancellationToken.None);

        Assert.Equal(requests, server.All.Count(a => a.Target == "DELETE /home/c/a"));
    }

    [Fact]
    public async Task Delete_overtaken_by_another_client_is_a_conflict()
    {
        await using var server = await StartAsync("old", "cut before, another writes", "work");
        await using var store = await server.LogInAsync();

        await store.DeleteAsync("/home/c/a", "\"1\"", CancellationToken.None).FailsAsync(BackendError.Conflict);
    }

    private static Task<string?> PutAsync(IItemStore store, string? etag) =>
        store.PutAsync("/home/c/a", Encoding.UTF8.GetBytes(Sent), "text/calendar", etag, CancellationToken.None);

    /// <summary>A server with one item, whose changes meet these fates in order.</summary>
    private static async Task<FakeServer> StartAsync(string? content, params string[] fates)
    {
        var server = await FakeServer.StartAsync();
        var version = content is null ? 0 : 1;
        var fate = 0;
        var isLate = false;
        server.WithHome()
            .On("GET /home/c/a", (_, context) =>
            {
                var answer = content is null
                    ? FakeServer.RespondAsync(context, 404, "")
                    : FakeServer.RespondAsync(context, 200, content, ("ETag", $"\"{version}\""));
                if (isLate)
                {
                    isLate = false;
                    Store(AsStored);
                }

                return answer;
            })
            .On("PROPFIND /home/c/a", (_, context) => content is null
                ? FakeServer.RespondAsync(context, 404, "")
                : FakeServer.RespondAsync(context, 207, Xml.Multistatus(Xml.Item("/home/c/a", $"\"{version}\""))))
            .On("PUT /home/c/a", ChangeAsync).On("DELETE /home/c/a", ChangeAsync);
        return server;

        void Store(string? text)
        {
            content = text;
            version++;
        }

        Task ChangeAsync(FakeServer.Asked asked, HttpContext context)
        {
            var next = fates[fate++];
            var holds = asked.Headers.TryGetValue("If-Match", out var tag) ? content is not null && tag == $"\"{version}\"" : content is null;
            switch (next)
            {
                case "cut after":
                    Store(asked.Target.StartsWith("PUT", StringComparison.Ordinal) ? AsStored : null);
                    break;
                case "cut before, another writes":
                    Store(Others);
                    break;
                case "cut before, works late":
                    isLate = true;
                    break;
                case "work":
                    if (!holds)
                    {
                        return FakeServer.RespondAsync(context, 412, "");
                    }

                    Store(asked.Body);
                    return FakeServer.RespondAsync(context, 204, "", ("ETag", asked.Headers.ContainsKey("If-None-Match") ? "\"2\"" : $"\"{version}\""));
            }

            context.Abort();
            return Task.CompletedTask;
        }
    }
}
