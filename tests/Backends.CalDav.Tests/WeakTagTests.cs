using Mapigate.Backends.Items;

namespace Mapigate.Backends.CalDav.Tests;

/// <summary>Servers whose tags are weak, as Google's: a weak tag is never a condition (RFC 9110 13.1.1).</summary>
public sealed class WeakTagTests
{
    private const string Changed = "Tue, 17 Nov 2026 10:00:00 GMT";

    [Theory]
    [InlineData("<D:getetag>\"1\"</D:getetag>", "If-Match", "\"1\"")]
    [InlineData("<D:getetag>W/\"1\"</D:getetag><D:getlastmodified>" + Changed + "</D:getlastmodified>", "If-Unmodified-Since", Changed)]
    [InlineData("<D:getetag>W/\"1\"</D:getetag>", "If-Match", "*")]
    [InlineData("<D:getetag>W/\"1\"</D:getetag><D:getlastmodified>yesterday</D:getlastmodified>", "If-Match", "*")]
    public async Task Change_goes_out_on_the_best_condition_there_is(string properties, string header, string value)
    {
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("PROPFIND /home/c/a", 207, Xml.Multistatus(Xml.Response("/home/c/a", properties))).On("PUT /home/c/a", 204).On("DELETE /home/c/a", 204);
        await using var store = await server.LogInAsync();

        await store.PutAsync("/home/c/a", "x"u8.ToArray(), "text/calendar", "W/\"1\"", CancellationToken.None);
        Assert.Equal(value, server.All[^1].Headers[header]);
        Assert.Single(server.All[^1].Headers.Keys, k => k.StartsWith("If-", StringComparison.Ordinal));

        await store.DeleteAsync("/home/c/a", "W/\"1\"", CancellationToken.None);
        Assert.Equal(value, server.All[^1].Headers[header]);
    }

    [Theory]
    [InlineData("W/\"2\"")]
    [InlineData("\"2\"")]
    public async Task Change_of_an_item_that_has_changed_is_not_sent(string present)
    {
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("PROPFIND /home/c/a", 207, Xml.Multistatus(Xml.Item("/home/c/a", present)));
        await using var store = await server.LogInAsync();

        await store.PutAsync("/home/c/a", "x"u8.ToArray(), "text/calendar", "W/\"1\"", CancellationToken.None).FailsAsync(BackendError.Conflict);
        await store.DeleteAsync("/home/c/a", "W/\"1\"", CancellationToken.None).FailsAsync(BackendError.Conflict);

        Assert.DoesNotContain(server.All, a => a.Target is "PUT /home/c/a" or "DELETE /home/c/a");
    }

    [Fact]
    public async Task Change_of_an_item_that_is_gone_is_told()
    {
        await using var server = await FakeServer.StartAsync();
        server.WithHome();
        await using var store = await server.LogInAsync();

        await store.PutAsync("/home/c/a", "x"u8.ToArray(), "text/calendar", "W/\"1\"", CancellationToken.None).FailsAsync(BackendError.Conflict);
        await store.DeleteAsync("/home/c/a", "W/\"1\"", CancellationToken.None).FailsAsync(BackendError.NotFound);
    }

    [Fact]
    public async Task Listing_and_reading_give_one_tag()
    {
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("REPORT /home/c/", 207, Xml.Multistatus(Xml.Item("/home/c/a", "W/\"1\""), Xml.Token("t")))
            .On("PROPFIND /home/c/", 207, Xml.Multistatus(Xml.Response("/home/c/", "<D:resourcetype><C:calendar/></D:resourcetype>")))
            .On("PROPFIND /home/c/a", 207, Xml.Multistatus(Xml.Item("/home/c/a", "W/\"1\""))).On("GET /home/c/a", 200, "x", ("ETag", "W/\"1\""));
        await using var store = await server.LogInAsync();

        var listed = Assert.Single((await store.GetChangesAsync("/home/c/", null, new Dictionary<string, string>(), CancellationToken.None)).Changed);
        var read = Assert.Single(await store.GetAsync("/home/c/", [listed.Href], CancellationToken.None).ToListAsync());

        Assert.Equal(listed, new ItemVersion(read.Href, read.ETag));
    }
}
