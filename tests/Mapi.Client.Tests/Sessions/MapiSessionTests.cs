using Mapigate.Mapi.Client.Sessions;
using Mapigate.Mapi.Client.Stores;
using Mapigate.Mapi.Client.Transport;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcFold;
using Mapigate.Mapi.Wire.OxcMapiHttp;
using Mapigate.Mapi.Wire.OxcNotif;
using Mapigate.Mapi.Wire.OxcPrpt;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.OxcStor;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Client.Tests.Sessions;

public class MapiSessionTests
{
    private static readonly FolderId Inbox = new(1, new GlobalCounter(5));

    [Fact]
    public async Task Connect_names_the_user_and_disconnect_ends_the_session()
    {
        await using var mailbox = await FakeMailbox.StartAsync();
        await using (var session = await mailbox.ConnectAsync())
        {
            Assert.Equal("Alice", session.DisplayName);
            Assert.Equal("/o=Org", session.DnPrefix);
        }

        Assert.Equal(["Connect", "Disconnect"], mailbox.RequestTypes);
        var request = Assert.Single(mailbox.Connects);
        Assert.Equal("/o=Org/cn=alice", request.UserDn);
        Assert.Equal(1252u, request.DefaultCodePage);
    }

    [Fact]
    public async Task Logon_takes_the_folders_and_the_handle()
    {
        await using var mailbox = await StartAsync();
        RopLogonRequest? logon = null;
        mailbox.On(RopId.Logon, (ref WireReader reader, WireWriter writer, FakeMailbox.Rop rop) =>
        {
            logon = RopLogonRequest.Read(ref reader);
            rop.Handles[rop.Header.HandleIndex] = 7;
            Logon.Write(writer);
            return ErrorCode.Success;
        });
        await using var session = await mailbox.ConnectAsync();
        var store = await MapiStore.LogonAsync(session, "/o=Org/cn=bob", default);
        Assert.Equal(7u, store.Handle);
        Assert.Equal(Inbox, store.Folder(LogonFolder.Inbox));
        Assert.Equal("/o=Org/cn=bob", logon!.Value.Essdn);
        Assert.True(logon.Value.OpenFlags.HasFlag(LogonOpenFlags.UsePerMdbReplidMapping));
        Assert.Equal(LogonFlags.Private, logon.Value.LogonFlags);
        var second = await MapiStore.LogonAsync(session, "/o=Org/cn=carol", default);
        Assert.NotEqual(store.LogonId, second.LogonId);
    }

    [Fact]
    public async Task Refused_logon_is_an_exception_with_the_code()
    {
        await using var mailbox = await StartAsync();
        mailbox.On(RopId.Logon, static (ref WireReader reader, WireWriter _, FakeMailbox.Rop _) =>
        {
            RopLogonRequest.Read(ref reader);
            return ErrorCode.LoginPerm;
        });
        await using var session = await mailbox.ConnectAsync();
        var fault = await Assert.ThrowsAsync<MapiException>(() => MapiStore.LogonAsync(session, "/o=Org/cn=bob", default));
        Assert.Equal(ErrorCode.LoginPerm, fault.Code);
        Assert.Equal("RopLogon", fault.Operation);
    }

    [Fact]
    public async Task Logon_on_the_wrong_server_reads_the_redirect()
    {
        await using var mailbox = await StartAsync();
        mailbox.On(RopId.Logon, static (ref WireReader reader, WireWriter writer, FakeMailbox.Rop _) =>
        {
            RopLogonRequest.Read(ref reader);
            new RopLogonRedirect(LogonFlags.Private, "/o=Org/cn=other").Write(writer);
            return ErrorCode.WrongServer;
        });
        await using var session = await mailbox.ConnectAsync();
        var fault = await Assert.ThrowsAsync<MapiException>(() => MapiStore.LogonAsync(session, "/o=Org/cn=bob", default));
        Assert.Equal(ErrorCode.WrongServer, fault.Code);
    }

    [Fact]
    public async Task Operations_of_one_batch_use_objects_that_it_makes()
    {
        await using var mailbox = await StartAsync();
        uint listed = 0;
        mailbox.On(RopId.GetPropertiesList, (ref WireReader reader, WireWriter writer, FakeMailbox.Rop rop) =>
        {
            RopGetPropertiesListRequest.Read(ref reader);
            listed = rop.Handles[rop.Header.HandleIndex];
            new RopGetPropertiesListResponse([new PropertyTag(0x3001001F)]).Write(writer);
            return ErrorCode.Success;
        });
        await using var session = await mailbox.ConnectAsync();
        var store = await MapiStore.LogonAsync(session, "/o=Org/cn=alice", default);
        var batch = new RopBatch();
        var slot = batch.Output();
        var open = batch.Add<RopOpenFolderRequest, RopOpenFolderResponse>(store.LogonId, batch.Input(store), new RopOpenFolderRequest(slot, Inbox, OpenFolderFlags.None));
        var list = batch.Add<RopGetPropertiesListRequest, RopGetPropertiesListResponse>(store.LogonId, slot, default);
        await session.ExecuteAsync(batch, default);
        open.RequireSuccess();
        Assert.Single(list.Response.PropertyTags);
        Assert.Equal(batch.HandleAt(slot), listed);
        Assert.Equal([RopId.OpenFolder, RopId.GetPropertiesList], mailbox.Executed.Last());
    }

    [Fact]
    public async Task What_did_not_fit_the_response_is_sent_again()
    {
        await using var mailbox = await StartAsync();
        mailbox.FittingRops = 2;
        await using var session = await mailbox.ConnectAsync();
        var store = await MapiStore.LogonAsync(session, "/o=Org/cn=alice", default);
        var batch = new RopBatch();
        var slots = new List<byte>();
        var calls = new List<RopCall>();
        for (var i = 0; i < 5; i++)
        {
            slots.Add(batch.Output());
            calls.Add(batch.Add<RopOpenFolderRequest, RopOpenFolderResponse>(store.LogonId, batch.Input(store), new RopOpenFolderRequest(slots[i], Inbox, OpenFolderFlags.None)));
        }

        await session.ExecuteAsync(batch, default);
        Assert.All(calls, call => call.RequireSuccess());
        Assert.Equal(5, slots.Select(batch.HandleAt).Distinct().Count());
        Assert.Equal([2, 2, 1], mailbox.Executed.Skip(1).Select(ids => ids.Length));
    }

    [Fact]
    public async Task Operation_that_never_fits_is_an_exception()
    {
        await using var mailbox = await StartAsync();
        await using var session = await mailbox.ConnectAsync();
        var store = await MapiStore.LogonAsync(session, "/o=Org/cn=alice", default);
        mailbox.FittingRops = 0;
        var fault = await Assert.ThrowsAsync<MapiException>(() => store.OpenFolderAsync(Inbox, default));
        Assert.Equal(ErrorCode.BufferTooSmall, fault.Code);
    }

    [Fact]
    public async Task Batch_larger_than_a_request_is_divided()
    {
        await using var mailbox = await StartAsync();
        mailbox.OnCall<RopSetPropertiesRequest>(RopId.SetProperties, (_, writer) => new RopSetPropertiesResponse([]).Write(writer));
        await using var session = await mailbox.ConnectAsync();
        var store = await MapiStore.LogonAsync(session, "/o=Org/cn=alice", default);
        var batch = new RopBatch();
        for (var i = 0; i < 10; i++)
            batch.Add<RopSetPropertiesRequest, RopSetPropertiesResponse>(store.LogonId, batch.Input(store), new RopSetPropertiesRequest([new(new PropertyTag(0x66FF0102), new byte[9000])]));
        await session.ExecuteAsync(batch, default);
        Assert.Equal([3, 3, 3, 1], mailbox.Executed.Skip(1).Select(ids => ids.Length));
    }

    [Fact]
    public async Task Disposed_object_is_released_with_the_next_batch()
    {
        await using var mailbox = await StartAsync();
        await using var session = await mailbox.ConnectAsync();
        var store = await MapiStore.LogonAsync(session, "/o=Org/cn=alice", default);
        var first = await store.OpenFolderAsync(Inbox, default);
        first.Dispose();
        first.Dispose();
        await store.OpenFolderAsync(Inbox, default);
        Assert.Equal([first.Handle], mailbox.Released);
        Assert.Equal([RopId.Release, RopId.OpenFolder], mailbox.Executed.Last());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => first.ListAsync(default));
    }

    [Fact]
    public async Task Notification_reaches_the_subscription_that_it_names()
    {
        await using var mailbox = await StartAsync();
        mailbox.OnOpen<RopRegisterNotificationRequest>(RopId.RegisterNotification);
        await using var session = await mailbox.ConnectAsync();
        var store = await MapiStore.LogonAsync(session, "/o=Org/cn=alice", default);
        var subscription = await store.SubscribeAsync(NotificationTypes.NewMail, default);
        var other = await store.SubscribeAsync(NotificationTypes.ObjectDeleted, Inbox, default);
        var next = subscription.NextAsync(default);
        mailbox.Notifications.Enqueue(new RopNotify(subscription.Handle, store.LogonId, new NewMailNotification(Inbox, new MessageId(9), 0, true, "IPM.Note")));
        mailbox.Events.Release();
        var mail = Assert.IsType<NewMailNotification>((await next).Data);
        Assert.Equal(new MessageId(9), mail.MessageId);
        Assert.False(other.Events.TryRead(out _));
    }

    [Fact]
    public async Task Lost_session_is_told_and_reconnecting_makes_a_new_one()
    {
        await using var mailbox = await StartAsync();
        await using var session = await mailbox.ConnectAsync();
        var store = await MapiStore.LogonAsync(session, "/o=Org/cn=alice", default);
        mailbox.LostWith = 10;
        var fault = await Assert.ThrowsAsync<MapiTransportException>(() => store.OpenFolderAsync(Inbox, default));
        Assert.True(fault.IsSessionLost);
        await session.ReconnectAsync(default);
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.OpenFolderAsync(Inbox, default));
        var again = await MapiStore.LogonAsync(session, "/o=Org/cn=alice", default);
        using var folder = await again.OpenFolderAsync(Inbox, default);
        Assert.Equal(MapiHttpRequest.Connect.HeaderValue(), mailbox.RequestTypes.First());
        Assert.Equal(2, mailbox.Connects.Count);
    }

    private static RopLogonResponse Logon { get; } = new(
        LogonFlags.Private, [.. Enumerable.Range(1, 13).Select(i => new FolderId(1, new GlobalCounter((ulong)i)))], LogonResponseFlags.Reserved, Guid.NewGuid(), 1, Guid.NewGuid(), default, default, 0, default);

    private static async Task<FakeMailbox> StartAsync()
    {
        var mailbox = await FakeMailbox.StartAsync();
        uint handle = 7;
        mailbox.On(RopId.Logon, (ref WireReader reader, WireWriter writer, FakeMailbox.Rop rop) =>
        {
            RopLogonRequest.Read(ref reader);
            rop.Handles[rop.Header.HandleIndex] = handle++;
            Logon.Write(writer);
            return ErrorCode.Success;
        });
        mailbox.OnOpen<RopOpenFolderRequest>(RopId.OpenFolder, (_, writer) => new RopOpenFolderResponse(false, null).Write(writer));
        return mailbox;
    }
}
