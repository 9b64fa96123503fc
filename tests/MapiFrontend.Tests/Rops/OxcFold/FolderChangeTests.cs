using Mapigate.Gateway.Core.Index;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcFold;
using Mapigate.Mapi.Wire.OxcFxics;
using Mapigate.Mapi.Wire.OxcMsg;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.MapiFrontend.Tests.Rops.OxcFold;

public sealed class FolderChangeTests
{
    private static readonly DeleteFolderFlags Everything = DeleteFolderFlags.DeleteMessages | DeleteFolderFlags.DeleteFolders;

    [Fact]
    [Trait("Operation", "RopCreateFolder")]
    [Trait("Requirement", "MS-OXCFOLD R476")]
    [Trait("Requirement", "MS-OXCFOLD R1197")]
    public async Task Folder_that_is_created_is_made_on_the_mail_server()
    {
        await using var client = await TableSession.StartAsync();
        var inbox = await client.OpenFolderAsync(SpecialFolder.Inbox);

        var created = await CreateAsync(client, inbox, "Projects", "of this year");

        Assert.False(created.IsExistingFolder);
        Assert.Contains(await client.Mail.ListAsync(default), f => f.Path == "INBOX/Projects");
    }

    [Fact]
    [Trait("Operation", "RopCreateFolder")]
    [Trait("Requirement", "MS-OXCFOLD R481")]
    [Trait("Requirement", "MS-OXCFOLD R482")]
    [Trait("Requirement", "MS-OXCFOLD R477")]
    public async Task Folder_of_a_name_that_is_taken_is_refused_or_opened()
    {
        await using var client = await TableSession.StartAsync();
        var inbox = await client.OpenFolderAsync(SpecialFolder.Inbox);
        var created = await CreateAsync(client, inbox, "Projects");

        Assert.Equal(ErrorCode.CollidingNames, await client.FailAsync(inbox, Request("projects", openExisting: false)));
        Assert.Equal(created.FolderId, (await client.CallAsync<RopCreateFolderRequest, RopCreateFolderResponse>(inbox, Request("Projects", openExisting: true))).FolderId);
        Assert.Equal(ErrorCode.InvalidParameter, await client.FailAsync(inbox, Request("", openExisting: false)));
        Assert.Equal(ErrorCode.InvalidParameter, await client.FailAsync(inbox, Request("Other", openExisting: false) with { FolderType = (FolderType)7 }));
    }

    [Fact]
    [Trait("Operation", "RopDeleteFolder")]
    [Trait("Requirement", "MS-OXCFOLD R371")]
    [Trait("Requirement", "MS-OXCFOLD R816")]
    [Trait("Requirement", "MS-OXCFOLD R817")]
    [Trait("Requirement", "MS-OXCFOLD R1079")]
    [Trait("Requirement", "MS-OXCFOLD R1081")]
    public async Task Folder_that_holds_something_is_deleted_only_on_demand()
    {
        await using var client = await TableSession.StartAsync();
        var inbox = await client.OpenFolderAsync(SpecialFolder.Inbox);
        var outer = await CreateAsync(client, inbox, "Outer");
        client.Mail.Deliver("INBOX/Outer", "Subject: kept\n\nText\n");

        Assert.True((await DeleteAsync(client, inbox, outer.FolderId, DeleteFolderFlags.None)).PartialCompletion);
        Assert.Contains(await client.Mail.ListAsync(default), f => f.Path == "INBOX/Outer");
        Assert.False((await DeleteAsync(client, inbox, outer.FolderId, DeleteFolderFlags.DeleteMessages)).PartialCompletion);
        Assert.DoesNotContain(await client.Mail.ListAsync(default), f => f.Path == "INBOX/Outer");
    }

    [Fact]
    [Trait("Operation", "RopDeleteFolder")]
    [Trait("Requirement", "MS-OXCFOLD R507")]
    [Trait("Requirement", "MS-OXCFOLD R2509")]
    public async Task Folder_with_a_role_or_that_is_gone_is_not_deleted()
    {
        await using var client = await TableSession.StartAsync();
        var inbox = await client.OpenFolderAsync(SpecialFolder.Inbox);
        var gone = await CreateAsync(client, inbox, "Gone");
        await DeleteAsync(client, inbox, gone.FolderId, Everything);

        Assert.Equal(ErrorCode.NotFound, await client.FailAsync(inbox, new RopDeleteFolderRequest(Everything, gone.FolderId), bodySize: 1));
        Assert.Equal(ErrorCode.AccessDenied, await client.FailAsync(inbox, new RopDeleteFolderRequest(Everything, MailboxIdentity.FolderId(ItemIds.WellKnown(SpecialFolder.Calendar))), bodySize: 1));
        Assert.Equal(ErrorCode.NotSupported, await client.FailAsync(inbox, new RopDeleteFolderRequest(Everything, MailboxIdentity.FolderId(ItemIds.WellKnown(SpecialFolder.Root))), bodySize: 1));
    }

    [Fact]
    [Trait("Operation", "RopEmptyFolder")]
    [Trait("Requirement", "MS-OXCFOLD R618")]
    [Trait("Requirement", "MS-OXCFOLD R124802")]
    public async Task Emptied_folder_has_neither_messages_nor_folders()
    {
        await using var client = await TableSession.StartAsync();
        var inbox = await client.OpenFolderAsync(SpecialFolder.Inbox);
        await CreateAsync(client, inbox, "Sub");
        client.Deliver("first");

        Assert.False((await client.CallAsync<RopEmptyFolderRequest, RopPartialCompletionResponse>(inbox, new RopEmptyFolderRequest(false, false))).PartialCompletion);

        Assert.Empty(client.Mail.Messages("INBOX"));
        Assert.DoesNotContain(await client.Mail.ListAsync(default), f => f.Path == "INBOX/Sub");
        Assert.Equal(ErrorCode.NotSupported, await client.FailAsync(await client.OpenFolderAsync(SpecialFolder.Root), new RopEmptyFolderRequest(false, false), bodySize: 1));
    }

    [Fact]
    [Trait("Operation", "RopMoveFolder")]
    [Trait("Operation", "RopCopyFolder")]
    public async Task Folder_is_moved_and_copied_below_another()
    {
        await using var client = await TableSession.StartAsync();
        var inbox = await client.OpenFolderAsync(SpecialFolder.Inbox);
        var drafts = await client.OpenFolderAsync(SpecialFolder.Drafts);
        var made = await CreateAsync(client, inbox, "Projects");
        client.Mail.Deliver("INBOX/Projects", "Subject: kept\n\nText\n");

        Assert.False((await client.TransferAsync(inbox, drafts, new RopMoveFolderRequest(1, false, true, made.FolderId, "Moved"))).PartialCompletion);
        Assert.Single(client.Mail.Messages("Drafts/Moved"));
        Assert.False((await client.TransferAsync(drafts, inbox, new RopCopyFolderRequest(1, true, true, true, made.FolderId, "Copied"))).PartialCompletion);
        Assert.Single(client.Mail.Messages("Drafts/Moved"));
        Assert.Single(client.Mail.Messages("INBOX/Copied"));
    }

    [Fact]
    [Trait("Operation", "RopSetMessageStatus")]
    [Trait("Operation", "RopGetMessageStatus")]
    public async Task Status_of_a_message_is_kept_and_told()
    {
        await using var client = await TableSession.StartAsync();
        client.Deliver("first");
        var inbox = await client.OpenFolderAsync(SpecialFolder.Inbox);
        var table = await client.OpenContentsAsync(columns: PidTag.Mid);
        var id = new MessageId((ulong)PropertyRow.ReadMany((await client.QueryRowsAsync(table, [PidTag.Mid], 1)).RowData.Span, 1, [PidTag.Mid])[0].Get<long>(PidTag.Mid));

        Assert.Equal(0u, (await client.CallAsync<RopSetMessageStatusRequest, RopSetMessageStatusResponse>(inbox, new RopSetMessageStatusRequest(id, 0x1002, 0x0002))).MessageStatusFlags);
        Assert.Equal(2u, (await client.CallAsync<RopGetMessageStatusRequest, RopGetMessageStatusResponse>(inbox, new RopGetMessageStatusRequest(id))).MessageStatusFlags);
        Assert.Equal(ErrorCode.NotFound, await client.FailAsync(inbox, new RopGetMessageStatusRequest(MailboxIdentity.MessageId(0x7FFF_0000_0001))));
    }

    [Fact]
    [Trait("Operation", "RopGetLocalReplicaIds")]
    public async Task Reserved_ids_never_come_again()
    {
        await using var client = await TableSession.StartAsync();

        var first = await client.CallAsync<RopGetLocalReplicaIdsRequest, RopGetLocalReplicaIdsResponse>(client.Logon, new RopGetLocalReplicaIdsRequest(65_536));
        var second = await client.CallAsync<RopGetLocalReplicaIdsRequest, RopGetLocalReplicaIdsResponse>(client.Logon, new RopGetLocalReplicaIdsRequest(1));

        Assert.True(second.GlobalCount.Value >= first.GlobalCount.Value + 65_536);
        Assert.Equal(first.ReplGuid, second.ReplGuid);
        Assert.Equal(ErrorCode.InvalidParameter, await client.FailAsync(client.Logon, new RopGetLocalReplicaIdsRequest(0)));
    }

    private static Task<RopCreateFolderResponse> CreateAsync(TableSession client, uint parent, string name, string comment = "") =>
        client.CallAsync<RopCreateFolderRequest, RopCreateFolderResponse>(parent, Request(name, openExisting: false) with { Comment = comment });

    private static Task<RopPartialCompletionResponse> DeleteAsync(TableSession client, uint parent, FolderId folder, DeleteFolderFlags flags) =>
        client.CallAsync<RopDeleteFolderRequest, RopPartialCompletionResponse>(parent, new RopDeleteFolderRequest(flags, folder));

    private static RopCreateFolderRequest Request(string name, bool openExisting) => new(1, FolderType.Generic, true, openExisting, 0, name, "");
}
