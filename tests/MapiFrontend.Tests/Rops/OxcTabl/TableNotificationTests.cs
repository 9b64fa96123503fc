using Mapigate.Gateway.Core.Index;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcFold;
using Mapigate.Mapi.Wire.OxcMapiHttp;
using Mapigate.Mapi.Wire.OxcNotif;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.OxProps;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.MapiFrontend.Tests.Rops.OxcTabl;

/// <summary>[MS-OXCNOTIF] 3.1.4.3: an open table tells of its rows.</summary>
public sealed class TableNotificationTests
{
    [Fact]
    public async Task Arrival_is_told_with_the_row_and_the_one_before_it()
    {
        await using var client = await TableSession.StartAsync();
        client.Deliver("first");
        var table = await client.OpenContentsAsync();
        await client.ReadAsync(table);
        client.Deliver("second");
        var told = Assert.Single(await LookAsync(client));
        Assert.Equal(table, told.NotificationHandle);
        var added = Assert.IsType<TableNotification>(told.Data);
        Assert.Equal(TableEventType.TableRowAdded, added.EventType);
        Assert.Equal(MailboxIdentity.FolderId(ItemIds.WellKnown(SpecialFolder.Inbox)), added.Row.FolderId);
        Assert.NotEqual(added.Row.MessageId, added.InsertAfter.MessageId);
        Assert.False(added.InsertAfter.MessageId!.Value.IsEmpty);
        Assert.Equal("second", PropertyRow.ReadMany(added.RowData.Span, 1, [PidTag.Subject]).Single().Get<string>(PidTag.Subject));
        Assert.Empty(await LookAsync(client));
    }

    [Fact]
    public async Task Arrival_ends_a_wait_and_is_fetched_with_an_empty_request()
    {
        await using var client = await TableSession.StartAsync();
        var table = await client.OpenContentsAsync();
        await client.ReadAsync(table);
        var wait = client.Session.Host.SendAsync(FrontendHost.Mailbox, "NotificationWait", FrontendHost.Bytes(new NotificationWaitRequest(0, [])), client.Session.Cookies);
        client.Deliver("first");
        Assert.True((await wait).Read<NotificationWaitResponse>().EventPending);
        var told = Told(await client.Session.ExecuteAsync([]), 0);
        Assert.Equal(TableEventType.TableRowAdded, Assert.IsType<TableNotification>(Assert.Single(told).Data).EventType);
    }

    [Fact]
    public async Task Nothing_is_told_by_a_table_that_was_not_looked_at_or_declined_or_is_released()
    {
        await using var client = await TableSession.StartAsync();
        await client.OpenContentsAsync();
        var quiet = await client.OpenContentsAsync(flags: ContentsTableFlags.NoNotifications);
        await client.ReadAsync(quiet);
        var released = await client.OpenContentsAsync();
        await client.ReadAsync(released);
        await client.Session.ExecuteAsync([released], RopSession.Rop(new RopReleaseRequest()));
        client.Deliver("first");
        Assert.Empty(await LookAsync(client));
    }

    [Fact]
    public async Task Counts_of_a_folder_are_told_by_the_hierarchy_table()
    {
        await using var client = await TableSession.StartAsync();
        PropertyTag[] columns = [PidTag.DisplayName, PidTag.ContentCount];
        var table = await client.OpenAsync(new RopGetHierarchyTableRequest(1, HierarchyTableFlags.Depth), await client.OpenFolderAsync(SpecialFolder.Root));
        await client.CallAsync<Mapi.Wire.OxcTabl.RopSetColumnsRequest, Mapi.Wire.OxcTabl.RopSetColumnsResponse>(table, new(default, columns));
        await client.ReadAsync(table, columns);
        client.Deliver("first");
        var told = (await LookAsync(client)).Select(n => n.Data).OfType<TableNotification>().Last();
        Assert.Equal((TableEventType.TableRowModified, MailboxIdentity.FolderId(ItemIds.WellKnown(SpecialFolder.Inbox)), (MessageId?)null), (told.EventType, told.Row.FolderId, told.Row.MessageId));
        Assert.Equal(1, PropertyRow.ReadMany(told.RowData.Span, 1, columns).Single().Get<int>(PidTag.ContentCount));
    }

    /// <summary>Brings the inbox in step with its server, as opening another table does; gives what is told behind the responses.</summary>
    private static async Task<List<RopNotify>> LookAsync(TableSession client)
    {
        var output = await client.Session.ExecuteAsync(
            [client.Logon, RopBuffer.NoHandle, RopBuffer.NoHandle],
            RopSession.Rop(new RopOpenFolderRequest(1, MailboxIdentity.FolderId(ItemIds.WellKnown(SpecialFolder.Inbox)), OpenFolderFlags.None)),
            RopSession.Rop(new RopGetContentsTableRequest(2, ContentsTableFlags.NoNotifications), handleIndex: 1));
        var reader = new WireReader(output.Rops.Span);
        Assert.Equal(ErrorCode.Success, RopResponseHeader.Read(ref reader).ReturnValue);
        RopOpenFolderResponse.Read(ref reader);
        Assert.Equal(ErrorCode.Success, RopResponseHeader.Read(ref reader).ReturnValue);
        RopGetContentsTableResponse.Read(ref reader);
        return Told(output, reader.Position);
    }

    private static List<RopNotify> Told(RopBuffer output, int position)
    {
        var reader = new WireReader(output.Rops.Span[position..]);
        var told = new List<RopNotify>();
        while (reader.Remaining > 0)
        {
            Assert.Equal(RopId.Notify, (RopId)reader.ReadByte());
            told.Add(RopNotify.Read(ref reader));
        }

        return told;
    }
}
