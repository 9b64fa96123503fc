using System.Text;

namespace Mapigate.WebFrontend.Tests.Authentication;

public sealed class BasicGateTests
{
    private const string Path = "/autodiscover/autodiscover.xml";

    [Theory]
    [InlineData(null)]
    [InlineData("alice:wrong")]
    [InlineData("refused:x")]
    [InlineData("nocolon")]
    [InlineData(":s3cret")]
    public async Task Enter_unproven_is_challenged_for_Basic_alone(string? authorization)
    {
        await using var frontend = await RunningFrontend.StartAsync();

        var reply = await frontend.SendAsync("POST", Path, new string('x', 200_000), authorization);

        Assert.Equal(401, reply.Status);
        Assert.Equal("Basic realm=\"Mapigate\", charset=\"UTF-8\"", reply.Headers["WWW-Authenticate"]);
        Assert.Empty(reply.Body);
    }

    [Theory]
    [InlineData("Bearer abc")]
    [InlineData("Basic")]
    [InlineData("Basic %%%")]
    [InlineData("NTLM TlRMTVNTUAAB")]
    public async Task Enter_with_something_else_is_challenged_unasked(string header)
    {
        await using var frontend = await RunningFrontend.StartAsync();

        Assert.Equal(401, (await frontend.SendAsync("POST", Path, "x", authorization: null, ("Authorization", header))).Status);
        Assert.Equal(401, (await frontend.SendAsync("POST", Path, "x", authorization: null, ("Authorization", "Basic " + new string('A', 8000)))).Status);
        Assert.Empty(frontend.Proven);
    }

    [Fact]
    public async Task Enter_while_a_backend_is_down_is_503_and_no_challenge()
    {
        await using var frontend = await RunningFrontend.StartAsync(o => o with { RetryAfter = TimeSpan.FromSeconds(7) });

        var reply = await frontend.SendAsync("POST", Path, "x", "down:x");

        Assert.Equal((503, "7"), (reply.Status, reply.Headers["Retry-After"]));
        Assert.DoesNotContain("WWW-Authenticate", reply.Headers.Keys);
    }

    [Fact]
    public async Task Enter_with_a_password_of_ASCII_is_proven_once()
    {
        await using var frontend = await RunningFrontend.StartAsync();

        await frontend.SendAsync("POST", Path, "x", "alice:wrong");

        Assert.Equal([("alice", "wrong")], frontend.Proven);
    }

    [Fact]
    public async Task Enter_with_a_password_in_UTF_8_or_in_the_Windows_code_page_is_understood()
    {
        await using var frontend = await RunningFrontend.StartAsync();
        var windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes("alice:grün€");

        Assert.Equal(200, (await frontend.SendAsync("POST", Path, "x", "alice:grün€")).Status);
        Assert.Equal(200, (await frontend.SendAsync("POST", Path, "x", authorization: null, ("Authorization", "Basic " + Convert.ToBase64String(windows)))).Status);

        Assert.All(frontend.Proven, proven => Assert.Equal(("alice", "grün€"), proven));
    }

    [Theory]
    [InlineData("alice:s3cret")]
    [InlineData(null)]
    public async Task Address_book_to_download_is_not_there_for_anybody(string? authorization)
    {
        await using var frontend = await RunningFrontend.StartAsync();

        foreach (var (method, path) in new[] { ("GET", "/OAB/oab.xml"), ("HEAD", "/oab/x/oab.xml"), ("GET", "/OAB/") })
        {
            Assert.Equal(404, (await frontend.SendAsync(method, path, authorization: authorization)).Status);
        }
    }
}
