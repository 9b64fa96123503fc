using System.Net;
using Mapigate.EndToEnd.Tests.Gateways;
using Mapigate.Mapi.Client.Transport;
using Mapigate.Tests;

namespace Mapigate.EndToEnd.Tests.Embedded;

[Collection(EmbeddedGateway.Collection)]
public sealed class LogInTests(EmbeddedGateway gateway)
{
    [Theory]
    [InlineData("{0}@example.test")]
    [InlineData("{0}")]
    [InlineData("EXAMPLE\\{0}")]
    [InlineData("{0}@EXAMPLE.test")]
    public async Task User_is_let_in_by_every_form_of_his_name(string form)
    {
        var user = gateway.NewUser();
        var name = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, user.Address[..user.Address.IndexOf('@', StringComparison.Ordinal)]);
        using var http = HttpConnections.Create(Mailbox.Options(new StackUser(name, user.Password), gateway.Certificate));
        Assert.Equal(user.Address, (await new Mapi.Client.Discovery.Autodiscover(http).AskAsync(Mapi.Client.Discovery.Autodiscover.ServiceOf(gateway.Url), user.Address, default)).SmtpAddress);
        using var dav = new DavAccount(gateway, new StackUser(name, user.Password));
        Assert.Equal(HttpStatusCode.MultiStatus, await dav.StatusAsync("PROPFIND", "/dav/"));
    }

    [Fact]
    public async Task Wrong_password_and_unknown_user_are_turned_away_everywhere()
    {
        foreach (var user in new[] { gateway.NewUser() with { Password = "wrong" }, new StackUser("nobody@example.test", "correct-horse") })
        {
            using var dav = new DavAccount(gateway, user);
            Assert.Equal(HttpStatusCode.Unauthorized, await dav.StatusAsync("PROPFIND", "/dav/"));
            Assert.Equal(HttpStatusCode.Unauthorized, await dav.StatusAsync("POST", "/mapi/emsmdb/"));
            Assert.Equal(HttpStatusCode.Unauthorized, await dav.StatusAsync("POST", "/autodiscover/autodiscover.xml"));
        }
    }

    [Fact]
    public async Task Nobody_sees_what_another_has()
    {
        var (alice, bob) = (gateway.NewUser(), gateway.NewUser());
        using var mine = new DavAccount(gateway, alice);
        using var his = new DavAccount(gateway, bob);
        await his.PutAsync("calendar/secret.ics", "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:s\nDTSTAMP:20260101T000000Z\nDTSTART:20260610T100000Z\nSUMMARY:S\nEND:VEVENT\nEND:VCALENDAR\n");
        foreach (var method in new[] { "GET", "PROPFIND", "DELETE" })
        {
            Assert.Equal(HttpStatusCode.NotFound, await mine.StatusAsync(method, his.Home + "calendar/secret.ics"));
        }

        Assert.Equal(HttpStatusCode.Conflict, await mine.StatusAsync("PUT", his.Home + "calendar/secret.ics", "BEGIN:VCALENDAR\nEND:VCALENDAR\n"));
        Assert.NotNull(await his.GetAsync("calendar/secret.ics"));
    }
}
