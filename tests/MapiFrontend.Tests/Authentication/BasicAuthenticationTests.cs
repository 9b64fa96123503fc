using System.Net;
using System.Text;

namespace Mapigate.MapiFrontend.Tests.Authentication;

public sealed class BasicAuthenticationTests
{
    [Theory]
    [InlineData("utf-8", "pässwörd", new[] { "pässwörd" })]
    [InlineData("windows-1252", "pässwörd", new[] { "pässwörd" })]
    [InlineData("windows-1252", "Ã¤", new[] { "ä", "Ã¤" })]
    [InlineData("utf-8", "plain", new[] { "plain" })]
    [InlineData("utf-8", "with:colon", new[] { "with:colon" })]
    public async Task Password_is_tried_in_the_readings_that_its_bytes_allow(string encoding, string password, string[] tried)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var seen = new List<string>();
        await using var host = await FrontendHost.StartAsync(isUser: (name, given) =>
        {
            Assert.Equal("alice@example.test", name);
            seen.Add(given);
            return given == password;
        });
        var request = host.Request(FrontendHost.Mailbox, "PING", []);
        request.Headers.Authorization = FrontendHost.Basic(Encoding.GetEncoding(encoding).GetBytes("alice@example.test:" + password));
        Assert.Equal(0, (await host.SendAsync(request)).Code);
        Assert.Equal(tried, seen);
    }

    [Fact]
    public async Task Wrong_password_of_ascii_is_proven_once()
    {
        var count = 0;
        await using var host = await FrontendHost.StartAsync(isUser: (_, _) =>
        {
            count++;
            return false;
        });
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.SendAsync(FrontendHost.Mailbox, "PING", [])).Status);
        Assert.Equal(1, count);
    }

    [Theory]
    [InlineData("Bearer abc")]
    [InlineData("Basic")]
    [InlineData("Basic !!!")]
    [InlineData("Basic bm9jb2xvbg==")]
    [InlineData("Basic OnNlY3JldA==")]
    public async Task Header_that_is_no_basic_credentials_is_challenged_without_asking_the_backends(string header)
    {
        await using var host = await FrontendHost.StartAsync(isUser: (_, _) => throw new InvalidOperationException("asked"));
        var request = host.Request(FrontendHost.Mailbox, "PING", []);
        request.Headers.Authorization = null;
        request.Headers.TryAddWithoutValidation("Authorization", header);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.SendAsync(request)).Status);
    }
}
