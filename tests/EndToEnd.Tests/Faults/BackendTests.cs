using System.Net;
using Mapigate.EndToEnd.Tests.Gateways;
using Mapigate.EndToEnd.Tests.Mail;
using Mapigate.EndToEnd.Tests.Servers;
using Mapigate.Mapi.Client;
using Mapigate.Mapi.Client.Stores;
using Mapigate.Mapi.Client.Transport;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Tests;

namespace Mapigate.EndToEnd.Tests.Faults;

/// <summary>A gateway whose servers can be taken away.</summary>
[Collection(Stack.Collection)]
public sealed class BackendTests(Stack stack)
{
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(60);

    [Fact]
    [Trait("Operation", "Connect")]
    public async Task Mail_server_that_is_down_is_503_at_connect_and_comes_back_by_itself()
    {
        await using var imap = new TcpProxy(stack.Imaps);
        await using var gateway = await StartAsync(imap);
        await imap.StopAsync();
        var user = stack.NewUser();
        using var endpoint = new RawEndpoint(gateway.Url, user, stack.CertificateAuthority);

        var reply = await endpoint.PostAsync("Connect", []);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, reply.Status);
        Assert.True(int.Parse(reply.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture) > 0);
        Assert.DoesNotContain("WWW-Authenticate", reply.Headers.Keys);

        imap.Start();
        await Eventually.SeeAsync(async () => (await endpoint.PostAsync("PING", [])).Status, status => status == HttpStatusCode.OK, Recovery);
        await using var mailbox = await gateway.OpenAsync(user);
        Assert.Empty(await mailbox.SubjectsAsync(SpecialFolder.Inbox));
    }

    [Fact]
    [Trait("Operation", "Execute")]
    public async Task Mail_server_that_goes_down_fails_the_operation_and_the_session_comes_back_by_itself()
    {
        await using var imap = new TcpProxy(stack.Imaps);
        await using var gateway = await StartAsync(imap);
        var user = stack.NewUser();
        await Delivery.DeliverAsync(stack, user, Letter.Plain("Before"));
        await using var mailbox = await gateway.OpenAsync(user);
        using var inbox = await mailbox.OpenAsync(SpecialFolder.Inbox);
        var id = await mailbox.FindAsync(SpecialFolder.Inbox, "Before");

        await imap.StopAsync();
        var fault = await Assert.ThrowsAsync<MapiException>(async () => (await inbox.OpenMessageAsync(id, default)).Dispose());
        Assert.Contains(fault.Code, new[] { ErrorCode.NetworkError, ErrorCode.Timeout });

        imap.Start();
        await Delivery.DeliverAsync(stack, user, Letter.Plain("After"));
        await Eventually.SeeAsync(() => SubjectsOrNoneAsync(mailbox), subjects => subjects.Contains("After"), Recovery);
        using var message = await inbox.OpenMessageAsync(id, default);
        Assert.Equal("Hello.", (await message.TextAsync(default))?.TrimEnd());
    }

    [Fact]
    [Trait("Operation", "Connect")]
    public async Task Wrong_password_is_401_and_the_server_is_asked_once()
    {
        await using var imap = new TcpProxy(stack.Imaps);
        await using var gateway = await StartAsync(imap);
        var user = stack.NewUser() with { Password = "not the password" };
        using var endpoint = new RawEndpoint(gateway.Url, user, stack.CertificateAuthority);

        for (var i = 0; i < 5; i++)
        {
            var reply = await endpoint.PostAsync("Connect", []);
            Assert.Equal(HttpStatusCode.Unauthorized, reply.Status);
            Assert.StartsWith("Basic realm=", reply.Headers["WWW-Authenticate"], StringComparison.Ordinal);
        }

        Assert.Equal(1, imap.Accepted);
    }

    [Fact]
    [Trait("Operation", "RopSubmitMessage")]
    public async Task Submission_server_that_is_down_leaves_the_message_in_the_outbox()
    {
        await using var smtp = new TcpProxy(stack.Submission);
        await using var gateway = await OwnGateway.StartAsync(stack, ("MAPIGATE_BACKENDS__SMTP__URL", $"smtp://127.0.0.1:{smtp.Port}"));
        await using var mailbox = await gateway.OpenAsync(stack.NewUser());
        await smtp.StopAsync();

        using var message = await Composition.NewAsync(mailbox, SpecialFolder.Outbox, "Later", "Text", Composition.To(stack.Bob.Address));
        await message.SaveAsync(default);
        var fault = await Assert.ThrowsAsync<MapiException>(() => message.SubmitAsync(default));

        Assert.NotEqual(ErrorCode.Success, fault.Code);
        Assert.Equal(["Later"], await mailbox.SubjectsAsync(SpecialFolder.Outbox));
        Assert.Empty(await mailbox.SubjectsAsync(SpecialFolder.SentItems));
    }

    [Fact]
    [Trait("Operation", "RopLogon")]
    public async Task Calendar_server_that_is_down_leaves_the_mail_alone()
    {
        await using var dav = new TcpProxy(stack.CalDav.Port);
        await using var gateway = await OwnGateway.StartAsync(stack, ("MAPIGATE_BACKENDS__DAV__URL", $"http://127.0.0.1:{dav.Port}/"));
        await dav.StopAsync();
        var user = stack.NewUser();
        await Delivery.DeliverAsync(stack, user, Letter.Plain("Mail"));

        await using var mailbox = await gateway.OpenAsync(user);
        Assert.Equal(["Mail"], await mailbox.SubjectsAsync(SpecialFolder.Inbox));
        var special = await mailbox.Store.SpecialFoldersAsync(default);
        Assert.NotEmpty(await mailbox.Store.HierarchyAsync(special[SpecialFolder.Subtree]!.Value, default));
    }

    private Task<OwnGateway> StartAsync(TcpProxy imap) => OwnGateway.StartAsync(stack, ("MAPIGATE_BACKENDS__IMAP__URL", $"imaps://127.0.0.1:{imap.Port}"));

    private static async Task<IReadOnlyList<string?>> SubjectsOrNoneAsync(Mailbox mailbox)
    {
        try
        {
            return await mailbox.SubjectsAsync(SpecialFolder.Inbox);
        }
        catch (Exception e) when (e is MapiException or MapiTransportException)
        {
            return [];
        }
    }
}
