using Mapigate.Gateway.Core.Index;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcFold;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.OxcTabl;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.MapiFrontend.Tests.Rops.OxcFold;

public sealed class FolderTableTests
{
    [Fact]
    public async Task Contents_show_what_other_clients_did_at_the_next_look()
    {
        await using var client = await TableSession.StartAsync();
        client.Deliver("first");
        Assert.Equal(["first"], await client.ReadAsync(await client.OpenContentsAsync()));
        client.Deliver("second");
        Assert.Equal(["first", "second"], await client.ReadAsync(await client.OpenContentsAsync()));
    }

    [Fact]
    public async Task Contents_of_associated_or_deleted_messages_are_apart()
    {
        await using var client = await TableSession.StartAsync();
        client.Deliver("first");
        var inbox = await client.OpenFolderAsync(SpecialFolder.Inbox);
        Assert.Equal(1u, (await client.CallAsync<RopGetContentsTableRequest, RopGetContentsTableResponse>(inbox, new RopGetContentsTableRequest(1, ContentsTableFlags.DeferredErrors | ContentsTableFlags.UseUnicode))).RowCount);
        Assert.Equal(0u, (await client.CallAsync<RopGetContentsTableRequest, RopGetContentsTableResponse>(inbox, new RopGetContentsTableRequest(1, ContentsTableFlags.Associated))).RowCount);
        Assert.Equal(0u, (await client.CallAsync<RopGetContentsTableRequest, RopGetContentsTableResponse>(inbox, new RopGetContentsTableRequest(1, ContentsTableFlags.SoftDeletes))).RowCount);
    }

    [Fact]
    public async Task Contents_of_conversations_reach_over_all_folders_from_the_root()
    {
        await using var client = await TableSession.StartAsync();
        client.Deliver("first");
        client.Mail.Deliver("Sent", "Subject: answer\n\nText\n");
        await client.OpenContentsAsync();
        await client.OpenContentsAsync(SpecialFolder.SentItems);
        var table = await client.OpenContentsAsync(SpecialFolder.Root, ContentsTableFlags.ConversationMembers);
        Assert.Equal(["answer", "first"], (await client.ReadAsync(table)).Order());
        Assert.Equal(ErrorCode.NotSupported, await client.FailAsync(await client.OpenFolderAsync(SpecialFolder.Inbox), new RopGetContentsTableRequest(1, ContentsTableFlags.ConversationMembers)));
    }

    [Fact]
    public async Task Hierarchy_shows_children_or_all_below()
    {
        await using var client = await TableSession.StartAsync();
        var root = await client.OpenFolderAsync(SpecialFolder.Root);
        PropertyTag[] columns = [PidTag.DisplayName, PidTag.Depth];
        var children = await OpenHierarchyAsync(client, root, HierarchyTableFlags.None, columns);
        var all = await OpenHierarchyAsync(client, root, HierarchyTableFlags.Depth | HierarchyTableFlags.UseUnicode, columns);
        Assert.DoesNotContain("Inbox", await client.ReadAsync(children, columns));
        var rows = await client.QueryRowsAsync(all, columns, 1000);
        var read = PropertyRow.ReadMany(rows.RowData.Span, rows.RowCount, columns);
        Assert.Contains(read, r => r.Get<string>(PidTag.DisplayName) == "Inbox" && r.Get<int>(PidTag.Depth) == 2);
        Assert.Contains(read, r => r.Get<int>(PidTag.Depth) == 1);
        Assert.Equal(0u, (await client.CallAsync<RopGetHierarchyTableRequest, RopGetHierarchyTableResponse>(root, new RopGetHierarchyTableRequest(1, HierarchyTableFlags.SoftDeletes))).RowCount);
        Assert.Equal(ErrorCode.NotSupported, await client.FailAsync(all, new RopSortTableRequest(TableOperationFlags.None, 0, 0, [])));
        Assert.Equal(ErrorCode.NotSupported, await client.FailAsync(all, new RopResetTableRequest()));
    }

    [Fact]
    public async Task Tables_of_unknown_flags_or_of_what_is_no_folder_are_refused()
    {
        await using var client = await TableSession.StartAsync();
        var inbox = await client.OpenFolderAsync(SpecialFolder.Inbox);
        Assert.Equal(ErrorCode.InvalidParameter, await client.FailAsync(inbox, new RopGetContentsTableRequest(1, (ContentsTableFlags)0x01)));
        Assert.Equal(ErrorCode.NotSupported, await client.FailAsync(inbox, new RopGetHierarchyTableRequest(1, (HierarchyTableFlags)0x01)));
        Assert.Equal(ErrorCode.NotSupported, await client.FailAsync(client.Logon, new RopGetContentsTableRequest(1, default)));
        Assert.Equal(ErrorCode.NotSupported, await client.FailAsync(client.Logon, new RopGetHierarchyTableRequest(1, default)));
    }

    private static async Task<uint> OpenHierarchyAsync(TableSession client, uint folder, HierarchyTableFlags flags, PropertyTag[] columns)
    {
        var table = await client.OpenAsync(new RopGetHierarchyTableRequest(1, flags), folder);
        await client.CallAsync<RopSetColumnsRequest, RopSetColumnsResponse>(table, new RopSetColumnsRequest(TableOperationFlags.None, columns));
        return table;
    }
}
