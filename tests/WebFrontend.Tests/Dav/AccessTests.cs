namespace Mapigate.WebFrontend.Tests.Dav;

public sealed class AccessTests
{
    [Theory]
    [InlineData("alice:wrong", 401)]
    [InlineData(null, 401)]
    [InlineData("down:x", 503)]
    public async Task Unproven_user_is_challenged_and_a_backend_that_is_down_is_503(string? authorization, int status)
    {
        await using var frontend = await RunningFrontend.StartAsync(o => o with { OpenItems = (_, _) => throw new InvalidOperationException("not for strangers") });
        foreach (var method in new[] { "OPTIONS", "PROPFIND", "PUT", "REPORT" })
        {
            var reply = await frontend.SendAsync(method, "/dav/alice@example.test/office/", new string('x', 100_000), authorization);
            Assert.Equal((status, status == 401), (reply.Status, reply.Headers.ContainsKey("WWW-Authenticate")));
        }
    }

    [Theory]
    [InlineData("/dav/")]
    [InlineData("/.well-known/caldav")]
    [InlineData("/.well-known/carddav")]
    public async Task Without_items_of_our_own_nothing_is_there(string path)
    {
        await using var frontend = await RunningFrontend.StartAsync();
        Assert.Equal(404, (await frontend.SendAsync("PROPFIND", path)).Status);
    }
}
