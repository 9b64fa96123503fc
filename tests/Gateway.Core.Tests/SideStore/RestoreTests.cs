using Mapigate.Backends;
using Mapigate.Backends.Mail;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Items;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Gateway.Core.Mirroring;
using Mapigate.Gateway.Core.SideStore;
using Mapigate.Gateway.Core.Tests.Items;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Tests.SideStore;

/// <summary>The state is a cache: what is lost with it comes back from the servers.</summary>
public sealed class RestoreTests
{
    private const string Calendar = "/alice/calendar/";
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
    private static readonly PropertyName[] Colour = [PropertyName.String(new Guid("0e2b0ba4-3d34-4b57-9a3a-51b2dbf6a5a1"), "Colour")];

    private static MailboxOptions WithKey(MailboxOptions options) => options with { ExtensionKey = Key };

    private static Task<MailboxHost> OpenAsync(Action<MailboxHost>? prepare = null) => MailboxHost.OpenAsync(
        h =>
        {
            h.Items.AddCollection(Calendar, "Calendar", isDefault: true);
            h.Items.Set($"{Calendar}one.ics", MailboxHost.Event("one", "One"));
            h.Items.Set($"{Calendar}two.ics", MailboxHost.Event("two", "Two"));
            for (var i = 0; i < 5; i++)
                h.Mail.Deliver("INBOX", MailboxHost.Message($"Letter {i}"));
            prepare?.Invoke(h);
        },
        WithKey);

    [Fact]
    public async Task Lost_state_comes_back_with_all_ids_numbers_and_properties()
    {
        await using var host = await OpenAsync();
        await LiveAsync(host);
        var before = await MailboxPicture.TakeAsync(host);
        var identity = host.Mailbox.Identity;
        host.Time.Advance(TimeSpan.FromDays(1));

        await host.ReopenAsync(loseState: true);

        Assert.Equal(identity.Generation, host.Mailbox.Identity.Generation);
        Assert.Equal(before, await MailboxPicture.TakeAsync(host));
        Assert.DoesNotContain(host.Mailbox.Folders.All, f => f.Name == HiddenFolder.State);
    }

    [Fact]
    public async Task State_can_be_lost_twice_and_before_anything_was_read_again()
    {
        await using var host = await OpenAsync();
        await LiveAsync(host);
        var before = await MailboxPicture.TakeAsync(host);
        for (var i = 0; i < 3; i++)
        {
            host.Time.Advance(TimeSpan.FromHours(1));
            await host.ReopenAsync(loseState: true);
        }

        Assert.Equal(before, await MailboxPicture.TakeAsync(host));
        await host.ReopenAsync(loseState: true);
        Assert.Equal(before, await MailboxPicture.TakeAsync(host));
    }

    [Fact]
    public async Task What_others_changed_meanwhile_has_larger_change_numbers_than_any_before()
    {
        await using var host = await OpenAsync();
        await LiveAsync(host);
        await MailboxPicture.TakeAsync(host);
        var inbox = host.Folder(SpecialFolder.Inbox).Id;
        var before = host.Mailbox.Index.Loaded(inbox)!;
        var largest = host.Mailbox.Index.Clock.Last;
        await host.Registry.DisposeAsync();
        host.Mail.SetFlags("INBOX", 4, new MailFlags(MailSystemFlags.Flagged, []));
        host.Mail.SetFlags("INBOX", 2, MailFlags.None);
        host.Mail.Remove("INBOX", 5);
        host.Mail.Deliver("INBOX", MailboxHost.Message("New"));
        host.Items.Set($"{Calendar}two.ics", MailboxHost.Event("two", "Changed"));

        await host.ReopenAsync(loseState: true);

        var after = await host.RefreshAsync(SpecialFolder.Inbox);
        Assert.True(after.Rows.Single(r => r.Record.Uid == 4).Record.ChangeNumber > largest);
        Assert.True(after.Rows.Single(r => r.Record.Uid == 2).Record.ReadChangeNumber > largest);
        Assert.DoesNotContain(after.Rows, r => r.Record.Uid == 5);
        var fresh = after.Rows.Single(r => r.Record.Uid == 6).Record;
        Assert.Equal(fresh.Id, fresh.ChangeNumber);
        Assert.Equal(before.Rows.Single(r => r.Record.Uid == 1).Record.ChangeNumber, after.Rows.Single(r => r.Record.Uid == 1).Record.ChangeNumber);
        var events = await host.RefreshAsync(SpecialFolder.Calendar);
        Assert.True(events.FindHref($"{Calendar}two.ics").Single().Record.ChangeNumber > largest);
        Assert.True(events.FindHref($"{Calendar}one.ics").Single().Record.ChangeNumber < largest);
    }

    [Fact]
    public async Task Without_a_mirror_a_lost_state_begins_a_new_generation()
    {
        await using var host = await OpenAsync();
        await LiveAsync(host);
        var generation = host.Mailbox.Identity.Generation;
        await host.Registry.DisposeAsync();
        await host.Mail.DeleteFolderAsync(HiddenFolder.State, default);
        host.Time.Advance(TimeSpan.FromSeconds(2));
        await host.ReopenAsync(loseState: true);
        Assert.True(host.Mailbox.Identity.Generation > generation);
    }

    [Fact]
    public async Task Lost_mirror_is_written_anew()
    {
        await using var host = await OpenAsync();
        await LiveAsync(host);
        var before = await MailboxPicture.TakeAsync(host);
        await host.Registry.DisposeAsync();
        await host.Mail.DeleteFolderAsync(HiddenFolder.State, default);
        await host.ReopenAsync();
        await host.ReopenAsync(loseState: true);
        Assert.Equal(before, await MailboxPicture.TakeAsync(host));
    }

    [Fact]
    public async Task Mirror_that_vanishes_while_it_is_written_is_written_anew()
    {
        await using var host = await OpenAsync();
        await LiveAsync(host);
        await host.Mail.DeleteFolderAsync(HiddenFolder.State, default);
        await host.Mailbox.ReserveIdsAsync(1, default);
        var before = await MailboxPicture.TakeAsync(host);
        await host.ReopenAsync(loseState: true);
        Assert.Equal(before, await MailboxPicture.TakeAsync(host));
    }

    [Fact]
    public async Task Refused_mirror_keeps_nobody_waiting_is_told_once_and_made_up_for()
    {
        await using var host = await OpenAsync(h => h.Mail.Fault = Refuse);
        await LiveAsync(host);
        Assert.Single(host.Logs.Entries, e => e.Id == 3080);
        Assert.DoesNotContain(host.Logs.Entries, e => e.Id == 3081);
        host.Mail.Fault = null;
        var before = await MailboxPicture.TakeAsync(host);
        await host.ReopenAsync(loseState: true);
        Assert.Equal(before, await MailboxPicture.TakeAsync(host));
    }

    [Fact]
    public async Task What_could_not_be_mirrored_before_the_gateway_stopped_is_mirrored_when_it_runs_again()
    {
        await using var host = await OpenAsync();
        host.Mail.Fault = Refuse;
        await LiveAsync(host);
        var before = await MailboxPicture.TakeAsync(host);
        await host.Registry.DisposeAsync();
        host.Mail.Fault = null;
        await host.ReopenAsync();
        Assert.Equal(before, await MailboxPicture.TakeAsync(host));
        await host.ReopenAsync(loseState: true);
        Assert.Equal(before, await MailboxPicture.TakeAsync(host));
    }

    [Fact]
    public async Task Ids_and_names_are_mirrored_before_the_answer()
    {
        await using var host = await OpenAsync();
        await MailboxPicture.TakeAsync(host);
        var tag = await TagAsync(host);
        var fai = await host.SaveAsync(host.Compose(SpecialFolder.Inbox, isAssociated: true));
        var message = host.Compose(SpecialFolder.Drafts).To(("bob@example.test", 1));
        await host.SaveAsync(message);
        message.Set(PidTag.Subject, "Saved again");
        var draft = await host.SaveAsync(message);
        var reserved = await host.Mailbox.ReserveIdsAsync(1000, default);

        // The process dies: nothing more reaches the mirror.
        host.Mail.Fault = Refuse;
        await host.Registry.DisposeAsync();
        host.Mail.Fault = null;
        await host.ReopenAsync(loseState: true);

        Assert.Equal(tag, await TagAsync(host));
        var row = (await host.RefreshAsync(SpecialFolder.Inbox)).Find(fai.RowId)!;
        Assert.Equal("A draft", (await host.OpenAsync(row)).Get(PidTag.Subject));
        var again = Assert.Single((await host.RefreshAsync(SpecialFolder.Drafts)).Rows);
        Assert.Equal((draft.RowId, draft.Record.ChangeNumber), (again.RowId, again.Record.ChangeNumber));
        Assert.True(await host.Mailbox.ReserveIdsAsync(1, default) >= reserved + 1000);
    }

    [Fact]
    public async Task Old_copy_of_the_state_gives_way_to_the_newer_mirror()
    {
        await using var host = await OpenAsync();
        var old = host.States;
        await host.Registry.DisposeAsync();
        var copy = old.Copy();
        await host.ReopenAsync();
        await LiveAsync(host);
        var before = await MailboxPicture.TakeAsync(host);
        await host.Registry.DisposeAsync();
        old.Replace(copy);
        await host.ReopenAsync();
        Assert.Equal(before, await MailboxPicture.TakeAsync(host));
    }

    [Fact]
    public async Task Mirror_stays_small_however_often_something_changes()
    {
        await using var host = await OpenAsync();
        for (var i = 0; i < 400; i++)
            await host.Mailbox.ReserveIdsAsync(1, default);
        Assert.InRange(host.Mail.Messages(HiddenFolder.State).Count, 1, 260);
        var before = await MailboxPicture.TakeAsync(host);
        await host.ReopenAsync(loseState: true);
        Assert.Equal(before, await MailboxPicture.TakeAsync(host));
    }

    [Fact]
    public async Task Folder_that_goes_takes_its_records_along()
    {
        await using var host = await OpenAsync();
        await LiveAsync(host);
        var project = host.Folder("INBOX/Project").Id;
        var message = await host.OpenAsync((await host.Mailbox.RefreshAsync(project, default)).Rows[0]);
        message.Set(PidTag.Comment, "Gone soon");
        await host.SaveAsync(message);
        await new FolderRemoval(host.Mailbox).DeleteAsync(project, messages: true, subfolders: true, hard: true, default);
        Assert.Empty(await host.Mailbox.Index.LoadSidesAsync(SideKeys.MailOf(project), default));
        var before = await MailboxPicture.TakeAsync(host);
        await host.ReopenAsync(loseState: true);
        Assert.Empty(await host.Mailbox.Index.LoadSidesAsync(SideKeys.MailOf(project), default));
        Assert.Equal(before, await MailboxPicture.TakeAsync(host));
    }

    [Theory]
    [InlineData("CHANGES")]
    [InlineData("SUMMARIES")]
    [InlineData("EXPUNGE")]
    public async Task Compaction_that_is_interrupted_loses_nothing(string operation)
    {
        await using var host = await OpenAsync();
        await LiveAsync(host);
        var before = await MailboxPicture.TakeAsync(host);
        var interrupted = 0;
        host.Mail.Fault = (what, path) => path == HiddenFolder.State && what == operation && ++interrupted > 0 ? new BackendException(BackendError.Unavailable, "Broken") : null;
        for (var i = 0; i < 300; i++)
            await host.Mailbox.ReserveIdsAsync(1, default);
        await host.Registry.DisposeAsync();
        Assert.True(interrupted > 0);
        host.Mail.Fault = null;
        await host.ReopenAsync(loseState: true);
        Assert.Equal(before, await MailboxPicture.TakeAsync(host));
    }

    [Fact]
    public async Task Message_that_a_stranger_put_into_the_mirror_counts_for_nothing()
    {
        await using var host = await OpenAsync();
        await LiveAsync(host);
        var before = await MailboxPicture.TakeAsync(host);
        await host.Registry.DisposeAsync();
        var bob = new SideMessage(new ExtensionSeal(Key, Guid.Empty), "bob@example.test");
        var batch = new SideBatch(new MailboxHead(1, 1, ItemIds.FirstDrawn, ulong.MaxValue, ulong.MaxValue), 0, 0, 0);
        host.Mail.Deliver(HiddenFolder.State, System.Text.Encoding.ASCII.GetString(bob.Write(batch, [new SideRecord(SideKeys.Folder(ItemIds.WellKnown(SpecialFolder.Inbox)), null)], host.Time.GetUtcNow())));
        host.Mail.Deliver(HiddenFolder.State, MailboxHost.Message("Hello"));
        await host.ReopenAsync(loseState: true);
        Assert.Equal(before, await MailboxPicture.TakeAsync(host));
    }

    /// <summary>A bit of everything that only the gateway knows.</summary>
    private static async Task LiveAsync(MailboxHost host)
    {
        var colour = await TagAsync(host);
        await host.RefreshAsync(SpecialFolder.Calendar);
        var inbox = await host.RefreshAsync(SpecialFolder.Inbox);
        await new MessageReadFlags(host.Mailbox).SetAsync(host.Folder(SpecialFolder.Inbox).Id, [inbox.Rows[1].RowId], read: true, default);
        var received = await host.OpenAsync(inbox.Rows[0]);
        received.Set(colour, "blue");
        await host.SaveAsync(received);

        var fai = host.Compose(SpecialFolder.Inbox, isAssociated: true);
        fai.Set(PidTag.MessageClass, "IPM.Configuration.Test");
        fai.Set(colour, "green");
        await host.SaveAsync(fai);
        var draft = host.Compose(SpecialFolder.Drafts).To(("bob@example.test", 1));
        draft.Set(colour, "red");
        await host.SaveAsync(draft);
        draft.Set(PidTag.Subject, "Saved again");
        await host.SaveAsync(draft);
        await host.SaveAsync(host.Compose(SpecialFolder.Drafts).To(("carol@example.test", 1)));
        var (_, made) = await new FolderCreation(host.Mailbox).CreateAsync(host.Folder(SpecialFolder.Inbox).Id, "Project", "A comment", openExisting: false, default);
        await new FolderCreation(host.Mailbox).CreateAsync(host.Folder(SpecialFolder.Views).Id, "View", "", openExisting: false, default);
        await new MessageMover(host.Mailbox).TransferAsync(host.Folder(SpecialFolder.Inbox).Id, [inbox.Rows[2].RowId], made!.Id, copy: false, default);
        var root = new FolderObject(host.Mailbox, host.Folder(SpecialFolder.Root).Id);
        root.Set(PidTag.AdditionalRenEntryIds, new byte[][] { [1], [2, 3] });
        await root.SaveAsync(default);
        await host.Mailbox.ReserveIdsAsync(100, default);
    }

    private static Exception? Refuse(string operation, string path) =>
        path == HiddenFolder.State && operation is "APPEND" or "CREATE" ? new BackendException(BackendError.QuotaExceeded, "No room") : null;

    private static async Task<PropertyTag> TagAsync(MailboxHost host) => new((await host.Mailbox.GetPropertyIdsAsync(Colour, create: true, default))[0]!.Value, PropertyType.String);
}
