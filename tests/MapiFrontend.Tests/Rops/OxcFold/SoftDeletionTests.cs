using Mapigate.Gateway.Core.Index;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcFold;
using Mapigate.Mapi.Wire.OxcMsg;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.MapiFrontend.Tests.Rops.OxcFold;

/// <summary>What a client deletes and has back, operation by operation.</summary>
public sealed class SoftDeletionTests
{
    private const string Recoverable = "Recoverable Items";
    private static readonly PropertyTag[] Columns = [PidTag.Subject, PidTag.Mid, PidTag.FolderId, PidTag.DeletedOn];

    [Fact]
    [Trait("Operation", "RopDeleteMessages")]
    [Trait("Requirement", "MS-OXCFOLD R262")]
    [Trait("Requirement", "MS-OXCFOLD R1017")]
    [Trait("Requirement", "MS-OXCFOLD R665")]
    public async Task Deleted_message_is_in_the_table_of_deleted_messages_alone()
    {
        await using var client = await TableSession.StartAsync();
        client.Deliver("first", "second");
        await DeleteFirstAsync(client);

        Assert.Equal(["second"], await client.ReadAsync(await client.OpenContentsAsync()));
        var row = Assert.Single(await DeletedAsync(client));
        Assert.Equal("first", row.Get<string>(PidTag.Subject));
        Assert.Equal((long)MailboxIdentity.FolderId(ItemIds.WellKnown(SpecialFolder.Inbox)).Value, row.Get<long>(PidTag.FolderId));
        Assert.NotEqual(default, row.Get<FileTime>(PidTag.DeletedOn));
        Assert.Empty(await DeletedAsync(client, SpecialFolder.SentItems));
        Assert.Single(client.Mail.Messages(Recoverable));
    }

    [Fact]
    [Trait("Operation", "RopOpenMessage")]
    [Trait("Requirement", "MS-OXCMSG R326")]
    [Trait("Requirement", "MS-OXCMSG R335")]
    public async Task Deleted_message_opens_for_those_alone_who_ask_for_it()
    {
        await using var client = await TableSession.StartAsync();
        client.Deliver("first");
        await DeleteFirstAsync(client);
        var (folder, message) = IdsOf(Assert.Single(await DeletedAsync(client)));

        Assert.Equal(ErrorCode.NotFound, await client.FailAsync(client.Logon, new RopOpenMessageRequest(1, 0x0FFF, folder, OpenModeFlags.BestAccess, message)));
        await client.OpenAsync(new RopOpenMessageRequest(1, 0x0FFF, folder, OpenModeFlags.BestAccess | OpenModeFlags.OpenSoftDeleted, message), client.Logon);
    }

    [Fact]
    [Trait("Operation", "RopMoveCopyMessages")]
    public async Task Deleted_message_is_moved_back()
    {
        await using var client = await TableSession.StartAsync();
        client.Deliver("first");
        await DeleteFirstAsync(client);
        var (_, message) = IdsOf(Assert.Single(await DeletedAsync(client)));
        var inbox = await client.OpenFolderAsync(SpecialFolder.Inbox);

        Assert.False((await client.TransferAsync(inbox, inbox, new RopMoveCopyMessagesRequest(1, [message], false, false))).PartialCompletion);

        Assert.Equal(["first"], await client.ReadAsync(await client.OpenContentsAsync()));
        Assert.Empty(await DeletedAsync(client));
        Assert.Empty(client.Mail.Messages(Recoverable));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Operation", "RopHardDeleteMessages")]
    [Trait("Requirement", "MS-OXCFOLD R1156")]
    public async Task Message_that_is_deleted_hard_is_gone_for_good(bool softFirst)
    {
        await using var client = await TableSession.StartAsync();
        client.Deliver("first");
        var inbox = await client.OpenFolderAsync(SpecialFolder.Inbox);
        if (softFirst)
            await DeleteFirstAsync(client);
        var message = softFirst ? IdsOf(Assert.Single(await DeletedAsync(client))).Message : await FirstAsync(client);

        Assert.False((await client.CallAsync<RopHardDeleteMessagesRequest, RopPartialCompletionResponse>(inbox, new RopHardDeleteMessagesRequest(false, false, [message]))).PartialCompletion);

        Assert.Empty(client.Mail.Messages("INBOX"));
        Assert.Empty(await DeletedAsync(client));
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    [Trait("Operation", "RopHardDeleteMessagesAndSubfolders")]
    [Trait("Requirement", "MS-OXCFOLD R225")]
    [Trait("Requirement", "MS-OXCFOLD R1138")]
    public async Task Emptied_folder_shows_what_it_held_as_deleted_unless_it_was_emptied_hard(bool hard, int deleted)
    {
        await using var client = await TableSession.StartAsync();
        client.Deliver("first");
        var inbox = await client.OpenFolderAsync(SpecialFolder.Inbox);
        var response = hard
            ? await client.CallAsync<RopHardDeleteMessagesAndSubfoldersRequest, RopPartialCompletionResponse>(inbox, new RopHardDeleteMessagesAndSubfoldersRequest(false, false))
            : await client.CallAsync<RopEmptyFolderRequest, RopPartialCompletionResponse>(inbox, new RopEmptyFolderRequest(false, false));
        Assert.False(response.PartialCompletion);
        Assert.Equal(deleted, (await DeletedAsync(client)).Length);
    }

    [Fact]
    [Trait("Operation", "RopOpenFolder")]
    public async Task Folder_of_deleted_messages_cannot_be_opened()
    {
        await using var client = await TableSession.StartAsync();
        Assert.Equal(ErrorCode.NotFound, await client.FailAsync(client.Logon, new RopOpenFolderRequest(1, MailboxIdentity.FolderId(ItemIds.WellKnown(SpecialFolder.RecoverableItems)), OpenFolderFlags.None)));
    }

    private static async Task DeleteFirstAsync(TableSession client)
    {
        var first = await FirstAsync(client);
        var response = await client.CallAsync<RopDeleteMessagesRequest, RopPartialCompletionResponse>(
            await client.OpenFolderAsync(SpecialFolder.Inbox), new RopDeleteMessagesRequest(false, false, [first]));
        Assert.False(response.PartialCompletion);
    }

    private static async Task<MessageId> FirstAsync(TableSession client)
    {
        var table = await client.OpenContentsAsync(columns: Columns);
        var rows = await client.QueryRowsAsync(table, Columns);
        return IdsOf(PropertyRow.ReadMany(rows.RowData.Span, rows.RowCount, Columns)[0]).Message;
    }

    private static async Task<PropertyRow[]> DeletedAsync(TableSession client, SpecialFolder role = SpecialFolder.Inbox)
    {
        var table = await client.OpenContentsAsync(role, ContentsTableFlags.SoftDeletes, Columns);
        var rows = await client.QueryRowsAsync(table, Columns);
        return [.. PropertyRow.ReadMany(rows.RowData.Span, rows.RowCount, Columns)];
    }

    private static (FolderId Folder, MessageId Message) IdsOf(PropertyRow row) =>
        (new FolderId((ulong)row.Get<long>(PidTag.FolderId)), new MessageId((ulong)row.Get<long>(PidTag.Mid)));
}
