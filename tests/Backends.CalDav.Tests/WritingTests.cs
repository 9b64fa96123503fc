namespace Mapigate.Backends.CalDav.Tests;

public sealed class WritingTests
{
    [Fact]
    public async Task Put_new_item_must_not_exist()
    {
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("PUT /home/c/a@b.ics", 201, "", ("ETag", "\"1\""));
        await using var store = await server.LogInAsync();

        var etag = await store.PutAsync("/home/c/a%40b.ics", "BEGIN:VCALENDAR"u8.ToArray(), "text/calendar", null, CancellationToken.None);

        Assert.Equal("\"1\"", etag);
        var asked = server.All[^1];
        Assert.Equal("*", asked.Headers["If-None-Match"]);
        Assert.DoesNotContain("If-Match", asked.Headers.Keys);
        Assert.Equal("text/calendar; charset=utf-8", asked.Headers["Content-Type"]);
        Assert.Equal("BEGIN:VCALENDAR", asked.Body);
    }

    [Theory]
    [InlineData("\"2\"", "\"2\"")]
    [InlineData("W/\"2\"", null)]
    [InlineData(null, null)]
    public async Task Put_changed_item_must_be_the_known_one(string? answered, string? etag)
    {
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("PUT /home/c/a", 204, "", answered is null ? [] : [("ETag", answered)]);
        await using var store = await server.LogInAsync();

        Assert.Equal(etag, await store.PutAsync("/home/c/a", "x"u8.ToArray(), "text/vcard", "\"1\"", CancellationToken.None));

        Assert.Equal("\"1\"", server.All[^1].Headers["If-Match"]);
        Assert.DoesNotContain("If-None-Match", server.All[^1].Headers.Keys);
    }

    [Theory]
    [InlineData(401, "", BackendError.AuthenticationFailed)]
    [InlineData(403, "", BackendError.AccessDenied)]
    [InlineData(403, "<D:need-privileges/>", BackendError.AccessDenied)]
    [InlineData(403, "<C:valid-calendar-data/>", BackendError.Refused)]
    [InlineData(403, "<C:supported-calendar-component/>", BackendError.Refused)]
    [InlineData(403, "<C:max-resource-size/>", BackendError.TooLarge)]
    [InlineData(403, "<D:quota-not-exceeded/>", BackendError.QuotaExceeded)]
    [InlineData(409, "<C:no-uid-conflict><D:href>/home/c/b</D:href></C:no-uid-conflict>", BackendError.AlreadyExists)]
    [InlineData(403, "<C:unique-scheduling-object-resource><D:href>/home/c/b</D:href></C:unique-scheduling-object-resource>", BackendError.AlreadyExists)]
    [InlineData(409, "", BackendError.NotFound)]
    [InlineData(412, "", BackendError.Conflict)]
    [InlineData(413, "", BackendError.TooLarge)]
    [InlineData(415, "", BackendError.Refused)]
    [InlineData(423, "", BackendError.Unavailable)]
    [InlineData(429, "", BackendError.Unavailable)]
    [InlineData(500, "", BackendError.Unavailable)]
    [InlineData(507, "", BackendError.QuotaExceeded)]
    [InlineData(302, "", BackendError.Protocol)]
    public async Task Put_refused_is_named_and_not_repeated(int status, string condition, BackendError error)
    {
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("PUT /home/c/a", status, Xml.Error(condition));
        await using var store = await server.LogInAsync(o => o with { Attempts = 3 });

        await store.PutAsync("/home/c/a", "x"u8.ToArray(), "text/calendar", "\"1\"", CancellationToken.None).FailsAsync(error);

        Assert.Single(server.All, a => a.Target == "PUT /home/c/a");
    }

    [Fact]
    public async Task Put_moved_for_good_goes_to_the_new_place_with_its_condition()
    {
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("PUT /home/c/a", 308, "", ("Location", "/home/d/a")).On("PUT /home/d/a", 201);
        await using var store = await server.LogInAsync();

        await store.PutAsync("/home/c/a", "x"u8.ToArray(), "text/calendar", null, CancellationToken.None);

        Assert.Equal("*", server.All[^1].Headers["If-None-Match"]);
        Assert.Equal("x", server.All[^1].Body);
    }

    [Theory]
    [InlineData("https://evil.test/x")]
    [InlineData("/home/../../etc")]
    [InlineData("relative")]
    [InlineData("")]
    public async Task Put_href_that_no_server_lists_goes_nowhere(string href)
    {
        await using var server = await FakeServer.StartAsync();
        server.WithHome();
        await using var store = await server.LogInAsync();
        var asked = server.All.Count;

        await store.PutAsync(href, "x"u8.ToArray(), "text/calendar", null, CancellationToken.None).FailsAsync(BackendError.NotFound);

        Assert.Equal(asked, server.All.Count);
    }

    [Fact]
    public async Task Delete_item_must_be_the_known_one()
    {
        await using var server = await FakeServer.StartAsync();
        server.WithHome().On("DELETE /home/c/a", 204).On("DELETE /home/c/b", 412).On("DELETE /home/c/c", 404);
        await using var store = await server.LogInAsync();

        await store.DeleteAsync("/home/c/a", "\"1\"", CancellationToken.None);
        await store.DeleteAsync("/home/c/b", "\"1\"", CancellationToken.None).FailsAsync(BackendError.Conflict);
        await store.DeleteAsync("/home/c/c", "\"1\"", CancellationToken.None).FailsAsync(BackendError.NotFound);

        Assert.All(server.All.Where(a => a.Target.StartsWith("DELETE", StringComparison.Ordinal)), a => Assert.Equal("\"1\"", a.Headers["If-Match"]));
        // Outlook answers invitations itself.
        Assert.Equal("F", server.All[^1].Headers["Schedule-Reply"]);
    }
}
