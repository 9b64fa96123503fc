using Mapigate.Backends;
using Mapigate.Backends.Items;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Items;
using Mapigate.Gateway.Core.Tests.Journal;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Tests.Items;

/// <summary>Items of every kind in folders of every kind.</summary>
public sealed class ItemFolderTests
{
    private const string Calendar = "/a/";
    private const string Other = "/b/";
    private const string Book = "/c/";
    private const string List = "/t/";

    private const string Meeting = """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Example//Test//EN
        X-WR-NOTE:kept
        BEGIN:VEVENT
        UID:meeting-1
        DTSTAMP:20260101T000000Z
        DTSTART:20260110T100000Z
        DTEND:20260110T110000Z
        SUMMARY:Planning
        LOCATION;X-ROOM=7:Upstairs
        X-COLOR;X-P="a;b":teal
        BEGIN:VALARM
        ACTION:AUDIO
        TRIGGER:-PT5M
        END:VALARM
        END:VEVENT
        END:VCALENDAR
        """;

    private const string Series = """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Example//Test//EN
        BEGIN:VEVENT
        UID:series-1
        DTSTAMP:20260101T000000Z
        DTSTART:20260110T100000Z
        DTEND:20260110T110000Z
        RRULE:FREQ=DAILY;BYHOUR=10,15;COUNT=6
        SUMMARY:Odd
        END:VEVENT
        END:VCALENDAR
        """;

    private const string Person = """
        BEGIN:VCARD
        VERSION:3.0
        UID:card-1
        FN:Bob Example
        N:Example;Bob;;;
        EMAIL:bob@example.test
        X-PET:Rex
        END:VCARD
        """;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Appointment_goes_to_a_mail_folder_readable_by_others_and_comes_back_unchanged(bool isSealed)
    {
        await using var host = await OpenAsync(isSealed: isSealed);
        var row = Assert.Single((await host.RefreshAsync(SpecialFolder.Calendar)).Rows);
        Assert.True(await MoveAsync(host, SpecialFolder.Calendar, SpecialFolder.DeletedItems, row));
        Assert.Empty(host.Items.Hrefs(Calendar));
        var mail = Assert.Single(host.Mail.Messages("Trash"));
        Assert.Contains("Content-Type: text/calendar", mail.Content, StringComparison.Ordinal);
        Assert.DoesNotContain("method=", mail.Content, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Upstairs", mail.Content, StringComparison.Ordinal);
        Assert.Contains("Subject: Planning", mail.Content, StringComparison.Ordinal);

        if (isSealed)
            await host.ReopenAsync(loseState: true);
        var there = Assert.Single((await host.RefreshAsync(SpecialFolder.DeletedItems)).Rows);
        Assert.Equal(("IPM.Appointment", "Planning", false), (there.Get(PidTag.MessageClass), there.Get(PidTag.Subject), there.Get(PidTag.HasAttachments)));
        Assert.Equal(0, (int)there.Get(PidTag.MessageFlags)! & MessageFlags.Unsent);
        var open = await host.OpenAsync(there);
        Assert.Empty(open.Attachments);
        Assert.Equal("Upstairs", open.Get(TagOf(host, PidLid.Location)));

        Assert.True(await MoveAsync(host, SpecialFolder.DeletedItems, SpecialFolder.Calendar, there));
        Assert.Empty(host.Mail.Messages("Trash"));
        var back = host.Items.Content(Assert.Single(host.Items.Hrefs(Calendar)))!;
        foreach (var line in Meeting.ReplaceLineEndings("\n").Split('\n'))
            Assert.Contains(line, back, StringComparison.Ordinal);
        Assert.Equal("Planning", Assert.Single((await host.RefreshAsync(SpecialFolder.Calendar)).Rows).Get(PidTag.Subject));
    }

    [Theory]
    [InlineData(SpecialFolder.Calendar, SpecialFolder.DeletedItems, false)]
    [InlineData(SpecialFolder.Calendar, SpecialFolder.DeletedItems, true)]
    [InlineData(SpecialFolder.DeletedItems, SpecialFolder.Calendar, false)]
    [InlineData(SpecialFolder.Contacts, SpecialFolder.Inbox, false)]
    public Task Move_that_dies_anywhere_neither_loses_nor_doubles_the_item(SpecialFolder from, SpecialFolder to, bool copy) => Death.AtEveryStepAsync(
        async () =>
        {
            var host = await OpenAsync();
            if (from == SpecialFolder.DeletedItems)
                await MoveAsync(host, SpecialFolder.Calendar, from, Assert.Single((await host.RefreshAsync(SpecialFolder.Calendar)).Rows));
            await host.RefreshAsync(from);
            return host;
        },
        async host => Assert.True(await MoveAsync(host, from, to, Assert.Single(host.Mailbox.Index.Loaded(host.Folder(from).Id)!.Rows), copy)),
        async (host, isAnswered) =>
        {
            var before = (await host.RefreshAsync(from)).Rows.Count;
            var after = (await host.RefreshAsync(to)).Rows;
            if (copy)
                Assert.Equal((1, true), (before, after.Count == 1 || (after.Count == 0 && !isAnswered)));
            else
                Assert.Equal(1, before + after.Count);
            Assert.True(!isAnswered || after.Count == 1);
            Assert.All(after, row => Assert.Contains((string)row.Get(PidTag.Subject)!, (string[])["Planning", "Bob Example"]));
        });

    [Theory]
    [InlineData(SpecialFolder.Calendar, SpecialFolder.DeletedItems)]
    [InlineData(SpecialFolder.DeletedItems, SpecialFolder.Calendar)]
    public async Task Move_whose_answers_are_lost_can_be_repeated_and_leaves_one_item(SpecialFolder from, SpecialFolder to)
    {
        await using var host = await OpenAsync();
        var row = Assert.Single((await host.RefreshAsync(SpecialFolder.Calendar)).Rows);
        if (from == SpecialFolder.DeletedItems)
        {
            await MoveAsync(host, SpecialFolder.Calendar, from, row);
            row = Assert.Single((await host.RefreshAsync(from)).Rows);
        }

        // Stored in the target; then nothing answers any more.
        host.Items.Lost = (operation, _) => operation == "PUT" ? Broken() : null;
        host.Mail.Lost = (operation, _) => operation == "APPEND" ? Broken() : null;
        host.Items.Fault = (operation, _) => operation == "GET" && host.Items.Calls("PUT") > 0 ? Broken() : null;
        host.Mail.Fault = (operation, _) => operation == "SEARCH" ? Broken() : null;
        await Assert.ThrowsAsync<BackendException>(() => MoveAsync(host, from, to, row));
        (host.Items.Lost, host.Mail.Lost, host.Items.Fault, host.Mail.Fault) = (null, null, null, null);
        Assert.True(await MoveAsync(host, from, to, row));
        await host.Mailbox.Journal.RecoverAsync(default);
        Assert.Empty((await host.RefreshAsync(from)).Rows);
        Assert.Single((await host.RefreshAsync(to)).Rows);
        Assert.Empty(host.Mailbox.Index.Journal);

        static BackendException Broken() => new(BackendError.Unavailable, "the connection broke");
    }

    [Fact]
    public async Task Item_that_somebody_changes_while_its_move_lies_broken_off_stays()
    {
        await using var host = await OpenAsync();
        var row = Assert.Single((await host.RefreshAsync(SpecialFolder.Calendar)).Rows);
        host.Items.Fault = (operation, _) => operation == "DELETE" ? new BackendException(BackendError.Unavailable, "down") : null;
        await Assert.ThrowsAsync<BackendException>(() => MoveAsync(host, SpecialFolder.Calendar, SpecialFolder.DeletedItems, row));
        host.Items.Fault = null;
        host.Items.Set("/a/1.ics", Meeting.Replace("Planning", "Theirs", StringComparison.Ordinal));
        await host.ReopenAsync();
        Assert.Contains("Theirs", host.Items.Content(Assert.Single(host.Items.Hrefs(Calendar)))!, StringComparison.Ordinal);
        Assert.Empty(host.Mailbox.Index.Journal);
    }

    [Fact]
    public async Task Items_are_saved_into_mail_folders_and_changed_there()
    {
        await using var host = await OpenAsync();
        var note = host.Compose(SpecialFolder.DeletedItems, "Remember");
        note.Set(PidTag.MessageClass, "IPM.StickyNote");
        note.Set(await host.TagAsync(PidLid.NoteColor), 3);
        var saved = await host.SaveAsync(note);
        await host.ReopenAsync(loseState: true);
        var row = Assert.Single((await host.RefreshAsync(SpecialFolder.DeletedItems)).Rows);
        var open = await host.OpenAsync(row);
        Assert.Equal(("IPM.StickyNote", "Remember", 3), (row.Get(PidTag.MessageClass), open.Get(PidTag.Subject), open.Get(await host.TagAsync(PidLid.NoteColor))));
        open.Set(PidTag.Subject, "Changed");
        await host.SaveAsync(open);
        Assert.Equal("Changed", Assert.Single((await host.RefreshAsync(SpecialFolder.DeletedItems)).Rows).Get(PidTag.Subject));
        Assert.Single(host.Mail.Messages("Trash"));
        Assert.NotEqual(0UL, saved.RowId);
    }

    [Fact]
    public async Task Mail_is_refused_by_a_calendar_before_anything_is_removed()
    {
        await using var host = await OpenAsync();
        host.Mail.Deliver("INBOX", MailboxHost.Message("kept"));
        var row = Assert.Single((await host.RefreshAsync(SpecialFolder.Inbox)).Rows);
        Assert.Equal(BackendError.NotSupported, (await Assert.ThrowsAsync<BackendException>(() => MoveAsync(host, SpecialFolder.Inbox, SpecialFolder.Calendar, row))).Error);
        Assert.Equal(BackendError.NotSupported, (await Assert.ThrowsAsync<BackendException>(() => host.SaveAsync(host.Compose(SpecialFolder.Calendar)))).Error);
        Assert.Single(host.Mail.Messages("INBOX"));
        Assert.Single(host.Items.Hrefs(Calendar));
    }

    [Fact]
    public async Task Changed_appointment_keeps_what_MAPI_does_not_know()
    {
        await using var host = await OpenAsync();
        var message = await host.OpenAsync(Assert.Single((await host.RefreshAsync(SpecialFolder.Calendar)).Rows));
        message.Set(PidTag.Subject, "Planning, moved");
        message.Set(TagOf(host, PidLid.AppointmentStartWhole), FileTime.From(new DateTimeOffset(2026, 1, 10, 12, 0, 0, TimeSpan.Zero)));
        message.Set(TagOf(host, PidLid.AppointmentEndWhole), FileTime.From(new DateTimeOffset(2026, 1, 10, 13, 0, 0, TimeSpan.Zero)));
        message.Set(await host.TagAsync(PidLid.NoteColor), 4);
        await host.SaveAsync(message);
        var now = host.Items.Content(Assert.Single(host.Items.Hrefs(Calendar)))!;
        foreach (var kept in (string[])["X-WR-NOTE:kept", "LOCATION;X-ROOM=7:Upstairs", "X-COLOR;X-P=\"a;b\":teal", "ACTION:AUDIO", "TRIGGER:-PT5M", "UID:meeting-1"])
            Assert.Contains(kept, now, StringComparison.Ordinal);
        Assert.Contains("SUMMARY:Planning\\, moved", now, StringComparison.Ordinal);
        Assert.Contains("DTSTART:20260110T120000Z", now, StringComparison.Ordinal);
        await host.ReopenAsync(loseState: true);
        var again = await host.OpenAsync(Assert.Single((await host.RefreshAsync(SpecialFolder.Calendar)).Rows));
        Assert.Equal(("Planning, moved", 4), (again.Get(PidTag.Subject), again.Get(await host.TagAsync(PidLid.NoteColor))));
    }

    [Fact]
    public async Task Appointment_that_somebody_else_has_changed_is_a_conflict_and_shows_as_it_is_now()
    {
        await using var host = await OpenAsync();
        var message = await host.OpenAsync(Assert.Single((await host.RefreshAsync(SpecialFolder.Calendar)).Rows));
        host.Items.Set("/a/1.ics", Meeting.Replace("Planning", "Theirs", StringComparison.Ordinal));
        message.Set(PidTag.Subject, "Ours");
        Assert.Equal(BackendError.Conflict, (await Assert.ThrowsAsync<BackendException>(() => host.SaveAsync(message))).Error);
        Assert.Equal("Theirs", Assert.Single(host.Mailbox.Index.Loaded(message.FolderId)!.Rows).Get(PidTag.Subject));
        await host.SaveAsync(message, force: true);
        Assert.Contains("SUMMARY:Ours", host.Items.Content("/a/1.ics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_tag_after_a_change_is_read_back()
    {
        await using var host = await OpenAsync();
        host.Items.HidesETags = true;
        var message = await host.OpenAsync(Assert.Single((await host.RefreshAsync(SpecialFolder.Calendar)).Rows));
        foreach (var subject in (string[])["once", "twice"])
        {
            message.Set(PidTag.Subject, subject);
            Assert.Equal(subject, (await host.SaveAsync(message)).Get(PidTag.Subject));
        }

        Assert.True(await new MessageRemover(host.Mailbox).DeleteAsync(message.FolderId, [message.Row!.RowId], default));
        Assert.Empty(host.Items.Hrefs(Calendar));
    }

    [Fact]
    public async Task Instance_of_a_series_that_MAPI_cannot_hold_is_changed_and_deleted_by_itself()
    {
        await using var host = await OpenAsync();
        host.Items.Set("/a/1.ics", Series);
        var rows = (await host.RefreshAsync(SpecialFolder.Calendar)).Rows.Where(r => r.Record.Instance is not null).ToList();
        Assert.Equal(3, rows.Count);
        var message = await host.OpenAsync(rows[1]);
        message.Set(PidTag.Subject, "Changed");
        await host.SaveAsync(message);
        Assert.Equal(["Odd", "Changed", "Odd"], (await SinglesAsync(host)).Select(r => r.Get(PidTag.Subject)));
        Assert.Equal(rows.Select(r => r.RowId), (await SinglesAsync(host)).Select(r => r.RowId));

        Assert.True(await new MessageRemover(host.Mailbox).DeleteAsync(message.FolderId, [rows[0].RowId, rows[1].RowId], default));
        Assert.Contains("EXDATE", host.Items.Content("/a/1.ics"), StringComparison.Ordinal);
        Assert.Equal(rows[2].RowId, Assert.Single(await SinglesAsync(host)).RowId);
    }

    [Fact]
    public async Task Contacts_and_tasks_live_in_their_collections()
    {
        await using var host = await OpenAsync();
        var bob = Assert.Single((await host.RefreshAsync(SpecialFolder.Contacts)).Rows);
        Assert.Equal(("Bob Example", "IPM.Contact"), (bob.Get(PidTag.DisplayName), bob.Get(PidTag.MessageClass)));
        var contact = await host.OpenAsync(bob);
        contact.Set(PidTag.CompanyName, "Example Ltd");
        await host.SaveAsync(contact);
        Assert.Contains("X-PET:Rex", host.Items.Content("/c/1.vcf"), StringComparison.Ordinal);
        Assert.Contains("ORG:Example Ltd", host.Items.Content("/c/1.vcf"), StringComparison.Ordinal);

        var task = host.Compose(SpecialFolder.Tasks, "Water the plants");
        task.Set(PidTag.MessageClass, "IPM.Task");
        await host.SaveAsync(task);
        Assert.Contains("SUMMARY:Water the plants", host.Items.Content(Assert.Single(host.Items.Hrefs(List))), StringComparison.Ordinal);
        Assert.Equal("Water the plants", Assert.Single((await host.RefreshAsync(SpecialFolder.Tasks)).Rows).Get(PidTag.Subject));
        Assert.True(await MoveAsync(host, SpecialFolder.Tasks, SpecialFolder.DeletedItems, (await host.RefreshAsync(SpecialFolder.Tasks)).Rows[0]));
        Assert.Equal("IPM.Task", Assert.Single((await host.RefreshAsync(SpecialFolder.DeletedItems)).Rows).Get(PidTag.MessageClass));
    }

    [Fact]
    public async Task Collection_of_events_and_tasks_is_a_folder_of_each()
    {
        await using var host = await MailboxHost.OpenAsync(h =>
        {
            h.Items.AddCollection(Calendar, "Everything", ItemKinds.Events | ItemKinds.Tasks);
            h.Items.Set("/a/1.ics", Meeting);
            h.Items.Set("/a/2.ics", "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VTODO\nUID:todo\nDTSTAMP:20260101T000000Z\nSUMMARY:To do\nEND:VTODO\nEND:VCALENDAR\n");
        });
        Assert.Equal("Planning", Assert.Single((await host.RefreshAsync(SpecialFolder.Calendar)).Rows).Get(PidTag.Subject));
        Assert.Equal("To do", Assert.Single((await host.RefreshAsync(SpecialFolder.Tasks)).Rows).Get(PidTag.Subject));
    }

    [Fact]
    public async Task Copy_of_an_appointment_is_another_one_and_a_move_is_the_same()
    {
        await using var host = await OpenAsync();
        var row = Assert.Single((await host.RefreshAsync(SpecialFolder.Calendar)).Rows);
        var other = host.Folder(Other).Id;
        Assert.True(await new MessageMover(host.Mailbox).TransferAsync(row.Record.FolderId, [row.RowId], other, copy: true, default));
        Assert.DoesNotContain("UID:meeting-1", host.Items.Content(Assert.Single(host.Items.Hrefs(Other)))!, StringComparison.Ordinal);
        Assert.True(await new MessageMover(host.Mailbox).TransferAsync(row.Record.FolderId, [row.RowId], other, copy: false, default));
        Assert.Empty(host.Items.Hrefs(Calendar));
        Assert.Contains(host.Items.Hrefs(Other), href => host.Items.Content(href)!.Contains("UID:meeting-1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Calendar_file_in_a_strangers_mail_stays_an_attachment()
    {
        await using var host = await OpenAsync();
        host.Mail.Deliver("INBOX", $"From: eve@example.test\nSubject: Look\nMessage-ID: <1@example.test>\nX-Mapigate: AAAA\nContent-Class: urn:content-classes:appointment\nMIME-Version: 1.0\nContent-Type: text/calendar; name=\"item.ics\"\nContent-Disposition: attachment; filename=\"item.ics\"\n\n{Meeting}\n");
        var row = Assert.Single((await host.RefreshAsync(SpecialFolder.Inbox)).Rows);
        Assert.Equal("IPM.Note", row.Get(PidTag.MessageClass));
        Assert.Single((await host.OpenAsync(row)).Attachments);
    }

    private static async Task<List<ItemRow>> SinglesAsync(MailboxHost host) =>
        [.. (await host.RefreshAsync(SpecialFolder.Calendar)).Rows.Where(r => r.Record.Instance is not null)];

    private static Task<MailboxHost> OpenAsync(bool isSealed = true) => MailboxHost.OpenAsync(
        h =>
        {
            h.Items.AddCollection(Calendar, "Calendar", isDefault: true);
            h.Items.AddCollection(Other, "Other");
            h.Items.AddCollection(Book, "Contacts", ItemKinds.Contacts);
            h.Items.AddCollection(List, "Tasks", ItemKinds.Tasks);
            h.Items.Set("/a/1.ics", Meeting);
            h.Items.Set("/c/1.vcf", Person);
        },
        options => isSealed ? options with { ExtensionKey = new byte[32] } : options);

    private static Task<bool> MoveAsync(MailboxHost host, SpecialFolder from, SpecialFolder to, ItemRow row, bool copy = false) =>
        new MessageMover(host.Mailbox).TransferAsync(host.Folder(from).Id, [row.RowId], host.Folder(to).Id, copy, default);

    private static PropertyTag TagOf(MailboxHost host, NamedProperty property) => new(host.Mailbox.Index.Names.Find(property.Name)!.Value, property.Type);
}
