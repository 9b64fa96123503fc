using Mapigate.Backends;
using Mapigate.Backends.Mail;
using Mapigate.Gateway.Core.Changes;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Items;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Tests.Items;

public sealed class MessageSaverTests
{
    private static readonly PropertyName Name = PropertyName.String(PropertySets.PublicStrings, "Keywords");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Draft_that_is_saved_twice_keeps_its_id_and_leaves_one_copy(bool hasUidPlus)
    {
        await using var host = await MailboxHost.OpenAsync(h =>
        {
            if (!hasUidPlus)
                h.Mail.Capabilities &= ~MailCapabilities.UidPlus;
        });
        var message = host.Compose(SpecialFolder.Drafts).To(("bob@example.test", 1)).Attach("a.txt", "content");
        var first = await host.SaveAsync(message);
        Assert.False(message.IsChanged);
        Assert.Same(first, await host.SaveAsync(message));
        Assert.Equal(1, host.Mail.Calls("APPEND"));

        host.Events.Clear();
        message.Set(PidTag.Subject, "Another subject");
        var second = await host.SaveAsync(message);
        Assert.Equal((first.RowId, first.Record.FolderId), (second.RowId, second.Record.FolderId));
        Assert.True(second.Record.ChangeNumber > first.Record.ChangeNumber);
        Assert.NotEqual(first.Record.Uid, second.Record.Uid);
        Assert.Equal("Another subject", second.Get(PidTag.Subject));
        var stored = Assert.Single(host.Mail.Messages("Drafts"), m => (m.Flags.System & MailSystemFlags.Deleted) == 0);
        Assert.Contains("Subject: Another subject", stored.Content, StringComparison.Ordinal);
        Assert.Equal(MailSystemFlags.Seen | MailSystemFlags.Draft, stored.Flags.System);
        Assert.Single((await host.RefreshAsync(SpecialFolder.Drafts)).Rows);
        Assert.Single(host.Events.OfType<ItemChanged>());
        Assert.Empty(host.Events.OfType<ItemCreated>());

        // From the state alone it is still the same.
        await host.ReopenAsync();
        Assert.Equal("Another subject", (await host.OpenAsync((await host.RefreshAsync(SpecialFolder.Drafts)).Find(first.RowId)!)).Get(PidTag.Subject));
    }

    [Fact]
    public async Task Draft_keeps_what_mime_has_no_home_for()
    {
        await using var host = await MailboxHost.OpenAsync();
        var id = (await host.Mailbox.GetPropertyIdsAsync([Name], create: true, default))[0]!.Value;
        var keywords = new PropertyTag(id, PropertyType.MultipleString);
        var message = host.Compose(SpecialFolder.Drafts).To(("bob@example.test", 1), ("carol@example.test", 3));
        message.Set(keywords, new[] { "red", "blue" });
        message.Set(PidTag.IconIndex, 42);
        var row = await host.SaveAsync(message);
        Assert.Equal(["red", "blue"], Assert.IsType<string[]>(row.Get(keywords)));
        await host.ReopenAsync();
        var again = await host.OpenAsync((await host.RefreshAsync(SpecialFolder.Drafts)).Find(row.RowId)!);
        Assert.Equal(["red", "blue"], Assert.IsType<string[]>(again.Get(keywords)));
        Assert.Equal(42, again.Get(PidTag.IconIndex));
        Assert.True(again.IsUnsent);
        Assert.Equal([("bob", 1), ("carol", 3)], again.Recipients.Select(r => (r.Properties.Get<string>(PidTag.DisplayName)!, r.Properties.Get<int>(PidTag.RecipientType))));
        Assert.Equal("carol", again.Get(PidTag.DisplayBcc));
    }

    [Fact]
    public async Task Draft_that_another_client_removed_is_not_lost()
    {
        await using var host = await MailboxHost.OpenAsync();
        var message = host.Compose(SpecialFolder.Drafts);
        var row = await host.SaveAsync(message);
        host.Mail.Remove("Drafts", row.Record.Uid);
        await host.RefreshAsync(SpecialFolder.Drafts);
        message.Set(PidTag.Subject, "Still here");
        Assert.Equal(BackendError.NotFound, (await Assert.ThrowsAsync<BackendException>(() => host.SaveAsync(message))).Error);
        var saved = await host.SaveAsync(message, force: true);
        Assert.Equal("Still here", saved.Get(PidTag.Subject));
        Assert.Single(host.Mail.Messages("Drafts"));
    }

    [Fact]
    public async Task Draft_that_is_open_twice_is_saved_over_on_demand_only_and_leaves_one_copy()
    {
        await using var host = await MailboxHost.OpenAsync();
        var row = await host.SaveAsync(host.Compose(SpecialFolder.Drafts));
        var one = await host.OpenAsync(row);
        var other = await host.OpenAsync(row);
        one.Set(PidTag.Subject, "one");
        other.Set(PidTag.Subject, "other");
        await host.SaveAsync(one);
        Assert.Equal(BackendError.Conflict, (await Assert.ThrowsAsync<BackendException>(() => host.SaveAsync(other))).Error);
        Assert.Equal("other", (await host.SaveAsync(other, force: true)).Get(PidTag.Subject));
        Assert.Contains("Subject: other", Assert.Single(host.Mail.Messages("Drafts")).Content, StringComparison.Ordinal);
        Assert.Single((await host.RefreshAsync(SpecialFolder.Drafts)).Rows);
    }

    [Fact]
    public async Task Draft_whose_old_version_cannot_be_removed_is_saved_all_the_same()
    {
        await using var host = await MailboxHost.OpenAsync();
        var message = host.Compose(SpecialFolder.Drafts);
        await host.SaveAsync(message);
        host.Mail.Fault = (operation, _) => operation == "EXPUNGE" ? new BackendException(BackendError.Unavailable, "broke") : null;
        message.Set(PidTag.Subject, "newer");
        var saved = await host.SaveAsync(message);
        Assert.Equal("newer", saved.Get(PidTag.Subject));
        Assert.Equal(1, host.Logs.Count(3022));

        // What was left behind shows beside it, with an id of its own.
        host.Mail.Fault = null;
        host.Mail.SetFlags("Drafts", 1, MailFlags.Seen);
        var rows = (await host.RefreshAsync(SpecialFolder.Drafts)).Rows;
        Assert.Equal("newer", rows.Single(r => r.RowId == saved.RowId).Get(PidTag.Subject));
        Assert.Equal("A draft", rows.Single(r => r.RowId != saved.RowId).Get(PidTag.Subject));
    }

    [Fact]
    public async Task Server_that_refuses_the_message_leaves_it_unsaved_and_the_draft_as_it_was()
    {
        await using var host = await MailboxHost.OpenAsync();
        var message = host.Compose(SpecialFolder.Drafts);
        await host.SaveAsync(message);
        host.Mail.Fault = (operation, _) => operation == "APPEND" ? new BackendException(BackendError.QuotaExceeded, "full") : null;
        message.Set(PidTag.Subject, "newer");
        Assert.Equal(BackendError.QuotaExceeded, (await Assert.ThrowsAsync<BackendException>(() => host.SaveAsync(message))).Error);
        Assert.True(message.IsChanged);
        host.Mail.Fault = null;
        Assert.Equal("newer", (await host.SaveAsync(message)).Get(PidTag.Subject));
        Assert.Single(host.Mail.Messages("Drafts"));
    }

    [Fact]
    public async Task Message_beyond_the_largest_size_is_refused_before_it_is_sent()
    {
        await using var host = await MailboxHost.OpenAsync(configure: o => o with { MaxMessageSize = 1000 });
        var message = host.Compose(SpecialFolder.Drafts).Attach("a.txt", new string('x', 2000));
        Assert.Equal(BackendError.TooLarge, (await Assert.ThrowsAsync<BackendException>(() => host.SaveAsync(message))).Error);
        Assert.Equal(0, host.Mail.Calls("APPEND"));
    }

    [Fact]
    public async Task What_is_set_on_a_received_message_survives_reopening_and_leaves_the_message_as_it_came()
    {
        await using var host = await MailboxHost.OpenAsync(h => h.Mail.Deliver("INBOX", MailboxHost.Message("received")));
        var id = (await host.Mailbox.GetPropertyIdsAsync([Name], create: true, default))[0]!.Value;
        var keywords = new PropertyTag(id, PropertyType.MultipleString);
        var received = host.Mail.Messages("INBOX")[0].Content;
        var row = (await host.RefreshAsync(SpecialFolder.Inbox)).Rows[0];
        var message = await host.OpenAsync(row);
        message.Set(keywords, new[] { "red" });
        message.Set(PidTag.Importance, 2);
        var saved = await host.SaveAsync(message);
        Assert.Equal((row.RowId, row.Record.Uid), (saved.RowId, saved.Record.Uid));
        Assert.True(saved.Record.ChangeNumber > ItemIds.FirstChange);
        await host.ReopenAsync();
        var after = (await host.RefreshAsync(SpecialFolder.Inbox)).Find(row.RowId)!;
        Assert.Equal(["red"], Assert.IsType<string[]>(after.Get(keywords)));
        Assert.Equal(2, (await host.OpenAsync(after)).Get(PidTag.Importance));
        Assert.Equal(received, host.Mail.Messages("INBOX")[0].Content);

        // What is removed goes back to what the message itself says.
        var again = await host.OpenAsync(after);
        again.Remove(PidTag.Importance);
        Assert.Equal(1, (await host.SaveAsync(again)).Get(PidTag.Importance));
    }

    [Fact]
    public async Task Saving_a_received_message_keeps_flags_that_were_set_since_it_was_opened()
    {
        await using var host = await MailboxHost.OpenAsync(h => h.Mail.Deliver("INBOX", MailboxHost.Message("received")));
        var row = (await host.RefreshAsync(SpecialFolder.Inbox)).Rows[0];
        var message = await host.OpenAsync(row);
        await new MessageReadFlags(host.Mailbox).SetAsync(row.Record.FolderId, [row.RowId], read: true, default);
        message.Set(PidTag.Importance, 2);
        Assert.True((await host.SaveAsync(message)).Record.IsRead);
        Assert.Equal(0, host.Folder(SpecialFolder.Inbox).Unread);
    }

    [Fact]
    public async Task Two_who_set_different_properties_of_a_received_message_lose_neither()
    {
        await using var host = await MailboxHost.OpenAsync(h => h.Mail.Deliver("INBOX", MailboxHost.Message("received")));
        var row = (await host.RefreshAsync(SpecialFolder.Inbox)).Rows[0];
        var one = await host.OpenAsync(row);
        var other = await host.OpenAsync(row);
        one.Set(PidTag.Importance, 2);
        other.Set(PidTag.IconIndex, 7);
        await host.SaveAsync(one);
        var saved = await host.SaveAsync(other, force: true);
        Assert.Equal((2, 7), (saved.Get(PidTag.Importance), saved.Get(PidTag.IconIndex)));
    }

    [Fact]
    public async Task Flag_goes_to_the_server_and_follows_it()
    {
        await using var host = await MailboxHost.OpenAsync(h => h.Mail.Deliver("INBOX", MailboxHost.Message("received")));
        var row = (await host.RefreshAsync(SpecialFolder.Inbox)).Rows[0];
        var message = await host.OpenAsync(row);
        message.Set(PidTag.FlagStatus, 2);
        message.Set(PidTag.FollowupIcon, 6);
        var flagged = await host.SaveAsync(message);
        Assert.Equal((2, 6), (flagged.Get(PidTag.FlagStatus), flagged.Get(PidTag.FollowupIcon)));
        Assert.Equal(MailSystemFlags.Flagged, host.Mail.Messages("INBOX")[0].Flags.System);

        // The phone clears it, and sets it again.
        host.Mail.SetFlags("INBOX", row.Record.Uid, MailFlags.None);
        var cleared = (await host.RefreshAsync(SpecialFolder.Inbox)).Rows[0];
        Assert.Equal((null, null), (cleared.Get(PidTag.FlagStatus), cleared.Get(PidTag.FollowupIcon)));
        Assert.Null((await host.OpenAsync(cleared)).Get(PidTag.FlagStatus));
        host.Mail.SetFlags("INBOX", row.Record.Uid, new MailFlags(MailSystemFlags.Flagged, []));
        Assert.Equal(2, (await host.RefreshAsync(SpecialFolder.Inbox)).Rows[0].Get(PidTag.FlagStatus));

        // Outlook marks it complete.
        message = await host.OpenAsync((await host.RefreshAsync(SpecialFolder.Inbox)).Rows[0]);
        message.Set(PidTag.FlagStatus, 1);
        var complete = await host.SaveAsync(message);
        Assert.Equal(1, complete.Get(PidTag.FlagStatus));
        Assert.Equal(MailSystemFlags.None, host.Mail.Messages("INBOX")[0].Flags.System);
        Assert.Equal(1, (await host.OpenAsync(complete)).Get(PidTag.FlagStatus));
    }

    [Fact]
    public async Task Recipients_and_attachments_of_a_received_message_cannot_be_changed()
    {
        await using var host = await MailboxHost.OpenAsync(h => h.Mail.Deliver("INBOX", MailboxHost.Message("received")));
        var row = (await host.RefreshAsync(SpecialFolder.Inbox)).Rows[0];
        Assert.Equal(BackendError.AccessDenied, (await Assert.ThrowsAsync<BackendException>(async () => await host.SaveAsync((await host.OpenAsync(row)).Attach("a", "b")))).Error);
        Assert.Equal(BackendError.AccessDenied, (await Assert.ThrowsAsync<BackendException>(async () => await host.SaveAsync((await host.OpenAsync(row)).To(("x@example.test", 1))))).Error);
        Assert.Equal(1, host.Mail.Messages("INBOX").Count);
    }

    [Fact]
    public async Task Folder_associated_item_stays_in_the_gateway_whole()
    {
        await using var host = await MailboxHost.OpenAsync();
        var message = host.Compose(SpecialFolder.Inbox, "IPM.Configuration.Test", isAssociated: true).To(("x@example.test", 1)).Attach("a.bin", "content");
        message.Set(PidTag.MessageClass, "IPM.Configuration.Test");
        message.Set(PidTag.Html, new byte[100_000]);
        var embedded = message.CreateEmbedded(message.CreateAttachment()!);
        embedded.Set(PidTag.Subject, "inside");
        var row = await host.SaveAsync(message);
        Assert.Equal(0, host.Mail.Calls("APPEND"));
        await host.ReopenAsync();
        var snapshot = await host.RefreshAsync(SpecialFolder.Inbox);
        Assert.Equal((0, 1), (snapshot.Count, snapshot.Associated.Rows.Count));
        var again = await host.OpenAsync(snapshot.Find(row.RowId)!);
        Assert.True(again.IsAssociated);
        Assert.Equal("IPM.Configuration.Test", again.Get(PidTag.MessageClass));
        Assert.Equal(100_000, Assert.IsType<byte[]>(again.Get(PidTag.Html)).Length);
        Assert.Equal("x", Assert.Single(again.Recipients).Properties.Get<string>(PidTag.DisplayName));
        Assert.Equal("content"u8.ToArray(), again.Attachments[0].Get(PidTag.AttachDataBinary));
        Assert.Equal("inside", again.Attachments[1].Embedded!.Get(PidTag.Subject));

        again.Set(PidTag.Subject, "changed");
        var changed = await host.SaveAsync(again);
        Assert.Equal(row.RowId, changed.RowId);
        Assert.Single((await host.RefreshAsync(SpecialFolder.Inbox)).Associated.Rows);
    }

    [Fact]
    public async Task Outbox_is_made_at_the_server_when_first_needed()
    {
        await using var host = await MailboxHost.OpenAsync();
        Assert.Equal(FolderHome.Local, host.Folder(SpecialFolder.Outbox).Home);
        await host.SaveAsync(host.Compose(SpecialFolder.Outbox));
        Assert.Equal("Outbox", host.Folder(SpecialFolder.Outbox).RemoteName);
        Assert.Single(host.Mail.Messages("Outbox"));
        await host.SaveAsync(host.Compose(SpecialFolder.Outbox));
        Assert.Equal(2, host.Mail.Messages("Outbox").Count);
        Assert.Equal(1, host.Mail.Calls("CREATE"));
    }

    [Fact]
    public async Task Outbox_that_another_client_has_just_made_is_used()
    {
        await using var host = await MailboxHost.OpenAsync();
        await host.Mail.CreateFolderAsync("Outbox", default);
        await host.SaveAsync(host.Compose(SpecialFolder.Outbox));
        Assert.Single(host.Mail.Messages("Outbox"));
    }

    [Fact]
    public async Task Folder_that_only_holds_others_takes_no_message()
    {
        await using var host = await MailboxHost.OpenAsync(h =>
        {
            h.Mail.CreateFolderAsync("Archive", default).Wait();
            h.Mail.NoSelect.Add("Archive");
        });
        var message = new MessageReader(host.Mailbox).Create(host.Folder("Archive").Id, isAssociated: false);
        Assert.Equal(BackendError.AccessDenied, (await Assert.ThrowsAsync<BackendException>(() => host.SaveAsync(message))).Error);
    }

    [Fact]
    public async Task Folder_that_does_not_exist_takes_no_message_and_leaves_nothing_in_memory()
    {
        await using var host = await MailboxHost.OpenAsync();
        for (ulong id = 1; id < 20; id++)
        {
            var message = new MessageReader(host.Mailbox).Create(id, isAssociated: false);
            Assert.Equal(BackendError.NotFound, (await Assert.ThrowsAsync<BackendException>(() => host.SaveAsync(message))).Error);
            Assert.Null(host.Mailbox.Index.Loaded(id));
        }

        Assert.Equal(0, host.Mailbox.Gates.Count);
    }

    [Fact]
    public async Task New_appointment_becomes_an_event_at_the_server()
    {
        await using var host = await MailboxHost.OpenAsync(h => h.Items.AddCollection("/a/", "Calendar"));
        var names = await host.Mailbox.GetPropertyIdsAsync(
            [PropertyName.Numeric(PropertySets.Appointment, 0x820D), PropertyName.Numeric(PropertySets.Appointment, 0x820E)], create: true, default);
        var message = host.Compose(SpecialFolder.Calendar, "Meeting");
        message.Set(PidTag.MessageClass, "IPM.Appointment");
        message.Set(new PropertyTag(names[0]!.Value, PropertyType.Time), FileTime.From(new DateTime(2026, 2, 1, 10, 0, 0, DateTimeKind.Utc)));
        message.Set(new PropertyTag(names[1]!.Value, PropertyType.Time), FileTime.From(new DateTime(2026, 2, 1, 11, 0, 0, DateTimeKind.Utc)));
        var row = await host.SaveAsync(message);
        Assert.Equal("Meeting", row.Get(PidTag.Subject));
        var content = host.Items.Content(Assert.Single(host.Items.Hrefs("/a/")))!;
        Assert.Contains("SUMMARY:Meeting", content, StringComparison.Ordinal);
        Assert.Single((await host.RefreshAsync(SpecialFolder.Calendar)).Rows);
    }
}
