using Mapigate.Mapi.Client.Discovery;
using Microsoft.AspNetCore.Http;

namespace Mapigate.Mapi.Client.Tests.Discovery;

public class AutodiscoverTests
{
    private const string Outer = "http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006";
    private const string Inner = "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a";

    [Fact]
    public async Task Settings_are_read_from_the_response()
    {
        string? request = null;
        string? capability = null;
        await using var server = await FakeServer.StartAsync(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            request = await reader.ReadToEndAsync();
            capability = context.Request.Headers["X-MapiHttpCapability"];
            await context.Response.WriteAsync(Account(
                """
                <Protocol Type="EXCH"><Server>x</Server></Protocol>
                <Protocol Type="mapiHttp" Version="1">
                  <MailStore><InternalUrl>https://in/mapi/emsmdb/?MailboxId=1</InternalUrl><ExternalUrl>https://out/mapi/emsmdb/?MailboxId=1</ExternalUrl></MailStore>
                  <AddressBook><InternalUrl>https://in/mapi/nspi/?MailboxId=1</InternalUrl></AddressBook>
                </Protocol>
                <AlternativeMailbox><Type>Delegate</Type><DisplayName>Team</DisplayName><SmtpAddress>team@x</SmtpAddress></AlternativeMailbox>
                """));
        });
        var settings = await Ask(server);
        Assert.Contains("<EMailAddress>a&amp;b@example.org</EMailAddress>", request);
        Assert.Contains("outlook/responseschema/2006a", request);
        Assert.Equal("1", capability);
        Assert.Equal("Alice", settings.DisplayName);
        Assert.Equal("/o=Org/cn=alice", settings.LegacyDn);
        Assert.Equal("alice@example.org", settings.SmtpAddress);
        Assert.Equal(new Uri("https://out/mapi/emsmdb/?MailboxId=1"), settings.MailStore);
        Assert.Equal(new Uri("https://in/mapi/nspi/?MailboxId=1"), settings.AddressBook);
        Assert.Equal(new AlternativeMailbox("Delegate", "Team", null, "team@x"), Assert.Single(settings.AlternativeMailboxes));
    }

    [Fact]
    public async Task Redirects_of_all_three_kinds_are_followed()
    {
        var addresses = new List<string>();
        await using var server = await FakeServer.StartAsync(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            addresses.Add(await reader.ReadToEndAsync());
            switch (addresses.Count)
            {
                case 1:
                    context.Response.StatusCode = 302;
                    context.Response.Headers.Location = "/second/autodiscover.xml";
                    break;
                case 2:
                    await context.Response.WriteAsync(Redirect("<Action>redirectAddr</Action><RedirectAddr>bob@example.org</RedirectAddr>"));
                    break;
                case 3:
                    await context.Response.WriteAsync(Redirect($"<Action>redirectUrl</Action><RedirectUrl>http://{context.Request.Host}/fourth</RedirectUrl>"));
                    break;
                default:
                    Assert.Equal("/fourth", context.Request.Path);
                    await context.Response.WriteAsync(Account("""<Protocol Type="mapiHttp"><MailStore><ExternalUrl>https://x/e</ExternalUrl></MailStore></Protocol>"""));
                    break;
            }
        });
        var settings = await Ask(server);
        Assert.Equal(new Uri("https://x/e"), settings.MailStore);
        Assert.Null(settings.AddressBook);
        Assert.Contains("bob@example.org", addresses[3]);
    }

    [Fact]
    public async Task Redirects_without_end_are_refused()
    {
        await using var server = await FakeServer.StartAsync(context => context.Response.WriteAsync(Redirect("<Action>redirectAddr</Action><RedirectAddr>bob@example.org</RedirectAddr>")));
        await Assert.ThrowsAsync<AutodiscoverException>(() => Ask(server));
    }

    [Fact]
    public async Task Error_in_the_response_is_reported_with_its_code()
    {
        await using var server = await FakeServer.StartAsync(context => context.Response.WriteAsync(
            $"""<Autodiscover xmlns="{Outer}"><Response><Error Time="1" Id="2"><ErrorCode>500</ErrorCode><Message>The email address can't be found.</Message></Error></Response></Autodiscover>"""));
        var fault = await Assert.ThrowsAsync<AutodiscoverException>(() => Ask(server));
        Assert.Equal(500, fault.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not xml")]
    [InlineData("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>")]
    [InlineData("<Autodiscover/>")]
    public async Task Response_that_is_none_is_refused(string text)
    {
        await using var server = await FakeServer.StartAsync(context => context.Response.WriteAsync(text));
        await Assert.ThrowsAsync<AutodiscoverException>(() => Ask(server));
    }

    [Fact]
    public async Task Server_without_mapi_over_http_is_told_so()
    {
        await using var server = await FakeServer.StartAsync(context => context.Response.WriteAsync(Account("""<Protocol Type="EXCH"/>""")));
        var fault = await Assert.ThrowsAsync<AutodiscoverException>(() => Ask(server));
        Assert.Contains("no MAPI over HTTP", fault.Message);
    }

    [Fact]
    public async Task Wrong_password_is_told_so()
    {
        await using var server = await FakeServer.StartAsync(context =>
        {
            context.Response.StatusCode = 401;
            return Task.CompletedTask;
        });
        var fault = await Assert.ThrowsAsync<AutodiscoverException>(() => Ask(server));
        Assert.Contains("password", fault.Message);
    }

    private static Task<AutodiscoverSettings> Ask(FakeServer server) =>
        new Autodiscover(server.Client()).AskAsync(Autodiscover.ServiceOf(server.Address), "a&b@example.org", default);

    private static string Account(string protocols) => Document(
        $"<User><DisplayName>Alice</DisplayName><LegacyDN>/o=Org/cn=alice</LegacyDN><AutoDiscoverSMTPAddress>alice@example.org</AutoDiscoverSMTPAddress></User><Account><AccountType>email</AccountType><Action>settings</Action>{protocols}</Account>");

    private static string Redirect(string action) => Document($"<Account>{action}</Account>");

    private static string Document(string content) =>
        $"""<?xml version="1.0" encoding="utf-8"?><Autodiscover xmlns="{Outer}"><Response xmlns="{Inner}">{content}</Response></Autodiscover>""";
}
