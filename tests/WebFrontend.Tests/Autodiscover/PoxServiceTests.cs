using System.Globalization;
using System.Xml.Linq;

namespace Mapigate.WebFrontend.Tests.Autodiscover;

public sealed class PoxServiceTests
{
    private const string Path = "/autodiscover/autodiscover.xml";
    private const string OutlookSchema = "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a";

    private static readonly XNamespace Outer = "http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006";
    private static readonly XNamespace Inner = OutlookSchema;

    [Theory]
    [InlineData("/autodiscover/autodiscover.xml")]
    [InlineData("/Autodiscover/Autodiscover.xml")]
    [InlineData("/AutoDiscover/AutoDiscover.XML")]
    public async Task Post_own_address_gets_the_settings(string path)
    {
        await using var frontend = await RunningFrontend.StartAsync();

        var reply = await frontend.SendAsync("POST", path, Request("<EMailAddress>Alice@Example.test</EMailAddress>"), headers: [("X-MapiHttpCapability", "1")]);

        Assert.Equal((200, "text/xml"), (reply.Status, reply.MediaType));
        Assert.EndsWith(">", reply.Body);
        var root = XElement.Parse(reply.Body);
        Assert.Equal(Outer + "Autodiscover", root.Name);
        var user = Only(root, "Response").Element(Inner + "User")!;
        Assert.Equal(
            [
                ("AutoDiscoverSMTPAddress", RunningFrontend.Alice.Address), ("DisplayName", RunningFrontend.Alice.DisplayName),
                ("LegacyDN", RunningFrontend.Alice.LegacyDn), ("DeploymentId", "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"),
            ],
            user.Elements().Select(e => (e.Name.LocalName, e.Value)));
        var account = Only(root, "Response").Element(Inner + "Account")!;
        Assert.Equal(["AccountType", "Action", "MicrosoftOnline", "Protocol"], account.Elements().Select(e => e.Name.LocalName));
        Assert.Equal(["email", "settings", "False"], account.Elements().Take(3).Select(e => e.Value));
        var protocol = account.Element(Inner + "Protocol")!;
        Assert.Equal(("mapiHttp", "1"), ((string)protocol.Attribute("Type")!, (string)protocol.Attribute("Version")!));
        const string mailbox = "?MailboxId=11111111-2222-3333-4444-555555555555@example.test";
        foreach (var url in new[] { "InternalUrl", "ExternalUrl" })
        {
            Assert.Equal("https://mail.example.test/mapi/emsmdb/" + mailbox, protocol.Element(Inner + "MailStore")!.Element(Inner + url)!.Value);
            Assert.Equal("https://mail.example.test/mapi/nspi/" + mailbox, protocol.Element(Inner + "AddressBook")!.Element(Inner + url)!.Value);
        }
    }

    [Fact]
    public async Task Post_legacy_dn_counts_more_than_the_address()
    {
        await using var frontend = await RunningFrontend.StartAsync();
        var own = $"<LegacyDN>{RunningFrontend.Alice.LegacyDn.ToUpperInvariant()}</LegacyDN>";

        Assert.Null(Error(await frontend.SendAsync("POST", Path, Request("<EMailAddress>bob@example.test</EMailAddress>" + own))));
        Assert.Null(Error(await frontend.SendAsync("POST", Path, Request(own))));
        Assert.Equal("500", Error(await frontend.SendAsync("POST", Path, Request("<EMailAddress>alice@example.test</EMailAddress><LegacyDN>/o=Other/cn=alice</LegacyDN>"))));
    }

    [Theory]
    [InlineData("alice")]
    [InlineData("EXAMPLE\\alice")]
    [InlineData("Alice@Example.Test")]
    public async Task Post_log_in_name_in_the_place_of_the_address_gets_the_settings(string name)
    {
        await using var frontend = await RunningFrontend.StartAsync();

        Assert.Null(Error(await frontend.SendAsync("POST", Path, Request($"<EMailAddress>{name}</EMailAddress>"))));
    }

    [Fact]
    public async Task Post_user_without_a_name_is_shown_by_his_address()
    {
        await using var frontend = await RunningFrontend.StartAsync();

        var reply = await frontend.SendAsync("POST", Path, Request("<EMailAddress>alice@example.test</EMailAddress>"), "nameless:x");

        Assert.Equal("alice@example.test", XElement.Parse(reply.Body).Descendants(Inner + "DisplayName").Single().Value);
    }

    [Theory]
    [InlineData("<EMailAddress>bob@example.test</EMailAddress>", OutlookSchema, "500")]
    [InlineData("<EMailAddress>alice@example.test</EMailAddress>", "http://schemas.microsoft.com/exchange/autodiscover/mobilesync/responseschema/2006", "601")]
    [InlineData("<EMailAddress>alice@example.test</EMailAddress>", "", "600")]
    [InlineData("<EMailAddress> </EMailAddress>", OutlookSchema, "600")]
    [InlineData("", OutlookSchema, "600")]
    public async Task Post_what_has_no_settings_is_an_error_within_status_200(string asked, string schema, string code)
    {
        await using var frontend = await RunningFrontend.StartAsync();

        var reply = await frontend.SendAsync("POST", Path, Request(asked, schema));

        Assert.Equal(200, reply.Status);
        Assert.Equal(code, Error(reply));
        var error = XElement.Parse(reply.Body).Element(Outer + "Response")!.Element(Outer + "Error")!;
        Assert.Equal(["ErrorCode", "Message", "DebugData"], error.Elements().Select(e => e.Name.LocalName));
        Assert.True(TimeOnly.TryParseExact((string)error.Attribute("Time")!, "HH:mm:ss.fffffff", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));
        Assert.True(uint.TryParse((string)error.Attribute("Id")!, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("<a/>")]
    [InlineData("<Autodiscover/>")]
    [InlineData("<!DOCTYPE Autodiscover [<!ENTITY a \"alice@example.test\">]><Autodiscover><Request><EMailAddress>&a;</EMailAddress></Request></Autodiscover>")]
    public async Task Post_what_is_no_request_is_error_600(string body)
    {
        await using var frontend = await RunningFrontend.StartAsync();

        Assert.Equal("600", Error(await frontend.SendAsync("POST", Path, body)));
    }

    [Fact]
    public async Task Post_every_truncated_request_is_error_600()
    {
        await using var frontend = await RunningFrontend.StartAsync();
        var whole = Request("<EMailAddress>alice@example.test</EMailAddress>");

        for (var length = 0; length < whole.Length; length += 7)
        {
            Assert.Equal("600", Error(await frontend.SendAsync("POST", Path, whole[..length])));
        }
    }

    [Fact]
    public async Task Post_deep_or_large_request_is_error_600_and_the_connection_lives_on()
    {
        await using var frontend = await RunningFrontend.StartAsync();

        Assert.Equal("600", Error(await frontend.SendAsync("POST", Path, string.Concat(Enumerable.Repeat("<a>", 10_000)))));
        Assert.Equal("600", Error(await frontend.SendAsync("POST", Path, Request("<EMailAddress>alice@example.test</EMailAddress>") + new string(' ', 1_000_000))));
        Assert.Null(Error(await frontend.SendAsync("POST", Path, Request("<EMailAddress>alice@example.test</EMailAddress>"))));
    }

    [Fact]
    public async Task Post_request_that_ends_with_a_NUL_or_has_no_namespace_is_understood()
    {
        await using var frontend = await RunningFrontend.StartAsync();
        var request = Request("<EMailAddress>alice@example.test</EMailAddress>");

        Assert.Null(Error(await frontend.SendAsync("POST", Path, request + "\0")));
        Assert.Null(Error(await frontend.SendAsync("POST", Path, request.Replace(" xmlns=\"http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006\"", ""))));
    }

    [Fact]
    public async Task Get_in_the_clear_is_sent_on_to_https_without_a_challenge()
    {
        await using var frontend = await RunningFrontend.StartAsync();

        var reply = await frontend.SendAsync("GET", "/Autodiscover/autodiscover.xml", authorization: null, headers: [("X-Plain", "1")]);

        Assert.Equal((302, "https://mail.example.test/autodiscover/autodiscover.xml"), (reply.Status, reply.Headers["Location"]));
    }

    [Fact]
    public async Task Get_over_TLS_is_challenged_and_then_error_600()
    {
        await using var frontend = await RunningFrontend.StartAsync();

        Assert.Equal(401, (await frontend.SendAsync("GET", Path, authorization: null)).Status);
        Assert.Equal("600", Error(await frontend.SendAsync("GET", Path)));
    }

    private static string Request(string asked, string schema = OutlookSchema) =>
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><Autodiscover xmlns=\"http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006\">"
        + $"<Request>{asked}<AcceptableResponseSchema>{schema}</AcceptableResponseSchema></Request></Autodiscover>";

    private static XElement Only(XElement root, string name) => Assert.Single(root.Elements(), e => e.Name == Inner + name);

    private static string? Error(RunningFrontend.Reply reply)
    {
        Assert.Equal(200, reply.Status);
        return XElement.Parse(reply.Body).Descendants(Outer + "ErrorCode").SingleOrDefault()?.Value;
    }
}
