using Mapigate.EndToEnd.Tests.Gateways;
using Mapigate.EndToEnd.Tests.Servers;
using Mapigate.Mapi.Client.Stores;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcFold;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.EndToEnd.Tests.Mail;

[Collection(SharedGateway.Collection)]
public sealed class FolderTreeTests(SharedGateway gateway)
{
    [Fact]
    [Trait("Operation", "RopGetHierarchyTable")]
    [Trait("Operation", "RopLogon")]
    [Trait("Operation", "RopOpenFolder")]
    [Trait("Requirement", "MS-OXCFOLD R9")]
    [Trait("Requirement", "MS-OXCFOLD R24")]
    public async Task Folders_of_the_mail_server_show_with_their_roles()
    {
        var user = gateway.Stack.NewUser();
        await using var imap = await ImapConnection.LogInAsync(gateway.Stack, user);
        await imap.CommandAsync("CREATE \"Projects/Bridge\"");
        await imap.CommandAsync("CREATE \"Caf&AOk-\"");
        await using var mailbox = await gateway.OpenAsync(user);

        var special = await mailbox.Store.SpecialFoldersAsync(default);
        var folders = await mailbox.Store.HierarchyAsync(special[SpecialFolder.Subtree]!.Value, default);
        var byName = folders.ToDictionary(folder => folder.Name, StringComparer.Ordinal);

        Assert.Equal(special[SpecialFolder.Subtree], byName["Projects"].ParentId);
        Assert.Equal(byName["Projects"].Id, byName["Bridge"].ParentId);
        Assert.Equal(2, byName["Bridge"].Depth);
        Assert.True(byName["Projects"].HasSubfolders);
        Assert.Contains("Café", byName.Keys);
        Assert.Contains("Archive", byName.Keys);
        Assert.All(["Projects", "Bridge", "Café"], name => Assert.Equal("IPF.Note", byName[name].ContainerClass));
        Assert.Equal(folders.Count, folders.Select(folder => folder.Id).Distinct().Count());
    }

    /// <summary>What the server keeps as Sent, Trash, Drafts and Junk is where a client files sent, deleted, unfinished and unwanted mail.</summary>
    [Theory]
    [InlineData(SpecialFolder.Inbox, "INBOX")]
    [InlineData(SpecialFolder.SentItems, "Sent")]
    [InlineData(SpecialFolder.DeletedItems, "Trash")]
    [InlineData(SpecialFolder.Drafts, "Drafts")]
    [InlineData(SpecialFolder.Junk, "Junk")]
    [Trait("Operation", "RopGetContentsTable")]
    [Trait("Operation", "RopQueryRows")]
    [Trait("Operation", "RopSetColumns")]
    public async Task Folder_with_a_role_is_the_servers_folder_of_that_use(SpecialFolder role, string name)
    {
        var user = gateway.Stack.NewUser();
        await using var imap = await ImapConnection.LogInAsync(gateway.Stack, user);
        await imap.AppendAsync(name, Letter.Plain("Only here"));
        await using var mailbox = await gateway.OpenAsync(user);

        Assert.Equal(["Only here"], await mailbox.SubjectsAsync(role));
    }

    [Fact]
    [Trait("Operation", "RopGetHierarchyTable")]
    public async Task Calendars_of_the_calendar_server_show_as_calendars()
    {
        var user = gateway.Stack.NewUser();
        using var server = new CalendarServer(gateway.Stack, user);
        await server.MakeCalendarAsync();
        await server.MakeCalendarAsync("Choir");
        await using var mailbox = await gateway.OpenAsync(user);

        var special = await mailbox.Store.SpecialFoldersAsync(default);
        var calendars = (await mailbox.Store.HierarchyAsync(special[SpecialFolder.Subtree]!.Value, default)).Where(folder => folder.ContainerClass == "IPF.Appointment").ToList();

        Assert.Contains(calendars, folder => folder.Name == "Choir");
        Assert.Contains(calendars, folder => folder.Id == special[SpecialFolder.Calendar]);
        Assert.Equal(2, calendars.Count);
    }

    [Fact]
    [Trait("Operation", "RopGetHierarchyTable")]
    public async Task Folder_that_another_program_makes_and_fills_shows_at_the_next_look()
    {
        await using var mailbox = await gateway.OpenNewAsync();
        var top = (await mailbox.Store.SpecialFoldersAsync(default))[SpecialFolder.Subtree]!.Value;
        Assert.DoesNotContain(await mailbox.Store.HierarchyAsync(top, default), folder => folder.Name == "Late");

        await using var imap = await ImapConnection.LogInAsync(gateway.Stack, mailbox.User);
        await imap.CommandAsync("CREATE Late");
        await imap.AppendAsync("Late", Letter.Plain("First"));

        var late = (await Eventually.SeeAsync(
            () => mailbox.Store.HierarchyAsync(top, default), folders => folders.Any(folder => folder.Name == "Late"))).Single(folder => folder.Name == "Late");
        using var folder = await mailbox.Store.OpenFolderAsync(late.Id, default);
        var row = Assert.Single(await Mailbox.RowsAsync(folder, [PidTag.Subject]));
        Assert.Equal("First", row.Get<string>(PidTag.Subject));
    }

    [Fact]
    [Trait("Operation", "RopOpenFolder")]
    [Trait("Requirement", "MS-OXCFOLD R469")]
    [Trait("Requirement", "MS-OXCFOLD R468")]
    public async Task Folder_that_does_not_exist_cannot_be_opened()
    {
        await using var mailbox = await gateway.OpenNewAsync();
        var none = new FolderId(mailbox.Store.ReplicaId, new GlobalCounter(0xFFFF_FFFF_FFF0));
        var fault = await Assert.ThrowsAsync<Mapi.Client.MapiException>(() => mailbox.Store.OpenFolderAsync(none, default));
        Assert.Equal(ErrorCode.NotFound, fault.Code);
    }

    [Fact]
    [Trait("Operation", "RopGetContentsTable")]
    public async Task Counts_of_a_folder_are_those_of_its_messages()
    {
        var user = gateway.Stack.NewUser();
        await using var imap = await ImapConnection.LogInAsync(gateway.Stack, user);
        await imap.AppendAsync("INBOX", Letter.Plain("One"), "\\Seen");
        await imap.AppendAsync("INBOX", Letter.Plain("Two"));
        await imap.AppendAsync("INBOX", Letter.Plain("Three"));
        await using var mailbox = await gateway.OpenAsync(user);

        using var inbox = await mailbox.OpenAsync(SpecialFolder.Inbox);
        using var table = await inbox.ContentsAsync(ContentsTableFlags.None, default);
        Assert.Equal(3u, table.RowCount);
        var bag = await inbox.GetAsync([PidTag.ContentCount, PidTag.ContentUnreadCount], default);
        Assert.Equal(3, bag.Get<int>(PidTag.ContentCount));
        Assert.Equal(2, bag.Get<int>(PidTag.ContentUnreadCount));
    }
}
