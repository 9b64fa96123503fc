using Mapigate.Backends;
using Mapigate.Backends.Items;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Items;
using Mapigate.Gateway.Core.Tests.Journal;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Tests.Items;

public sealed class ItemSideTests
{
    private const string Calendar = "/a/";
    private const string Place = "/a/1.ics";

    private static readonly PropertyTag Unmapped = new(0x6801, PropertyType.Integer32);

    public static TheoryData<SpecialFolder, string> Kinds => new()
    {
        { SpecialFolder.Calendar, "IPM.Appointment" },
        { SpecialFolder.Contacts, "IPM.Contact" },
        { SpecialFolder.Tasks, "IPM.Task" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_a_client_sets_on_a_new_item_is_there_after_a_restart_and_after_the_state_is_lost(SpecialFolder role, string messageClass)
    {
        await using var host = await OpenAsync();
        var named = await host.TagAsync(PidLid.NoteColor);
        var message = host.Compose(role, "Kept");
        message.Set(PidTag.MessageClass, messageClass);
        message.Set(PidTag.DisplayName, "Kept");
        message.Set(Unmapped, 7);
        message.Set(named, 3);
        message.Set(PidTag.Importance, 2);
        message.Set(PidTag.Sensitivity, 1);
        await host.SaveAsync(message);
        await AssertKeptAsync();
        await host.ReopenAsync();
        await AssertKeptAsync();
        await host.ReopenAsync(loseState: true);
        await AssertKeptAsync();

        async Task AssertKeptAsync()
        {
            var row = Assert.Single((await host.RefreshAsync(role)).Rows);
            var open = await host.OpenAsync(row);
            var color = await host.TagAsync(PidLid.NoteColor);
            foreach (var seen in (Func<PropertyTag, object?>[])[row.Get, open.Get])
                Assert.Equal((7, 3, 2, 1), (seen(Unmapped), seen(color), seen(PidTag.Importance), seen(PidTag.Sensitivity)));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Later_edit_of_a_phone_wins_where_the_object_speaks_and_leaves_the_rest(bool isSealed)
    {
        await using var host = await OpenAsync(isSealed);
        host.Items.Set(Place, MailboxHost.Event("1", "Planning"));
        var message = await host.OpenAsync(Assert.Single((await host.RefreshAsync(SpecialFolder.Calendar)).Rows));
        var start = await host.TagAsync(PidLid.AppointmentStartWhole);
        var exact = FileTime.From(new DateTimeOffset(2026, 1, 10, 10, 0, 0, 250, TimeSpan.Zero));
        message.Set(start, exact);
        message.Set(Unmapped, 7);
        var saved = await host.SaveAsync(message);
        Assert.Equal((exact, 7), (saved.Get(start), saved.Get(Unmapped)));

        // The object holds whole seconds: only the side-store knows more.
        if (isSealed)
            await host.ReopenAsync(loseState: true);
        start = await host.TagAsync(PidLid.AppointmentStartWhole);
        Assert.Equal(exact, Assert.Single((await host.RefreshAsync(SpecialFolder.Calendar)).Rows).Get(start));

        // The phone drops properties that it does not know.
        host.Items.Set(Place, MailboxHost.Event("1", "Renamed"));
        var renamed = Assert.Single((await host.RefreshAsync(SpecialFolder.Calendar)).Rows);
        Assert.Equal(("Renamed", exact, 7), (renamed.Get(PidTag.Subject), renamed.Get(start), renamed.Get(Unmapped)));
        host.Items.Set(Place, MailboxHost.Event("1", "Moved").Replace("T10", "T12", StringComparison.Ordinal).Replace("T11", "T13", StringComparison.Ordinal));
        var early = await host.OpenAsync(renamed);
        var moved = Assert.Single((await host.RefreshAsync(SpecialFolder.Calendar)).Rows);
        var noon = FileTime.From(new DateTimeOffset(2026, 1, 10, 12, 0, 0, TimeSpan.Zero));
        Assert.Equal((noon, 7, noon, 7), (moved.Get(start), moved.Get(Unmapped), early.Get(start), early.Get(Unmapped)));
        await host.ReopenAsync(loseState: isSealed);
        var restored = Assert.Single((await host.RefreshAsync(SpecialFolder.Calendar)).Rows);
        Assert.Equal((noon, 7), (restored.Get(await host.TagAsync(PidLid.AppointmentStartWhole)), restored.Get(Unmapped)));
    }

    [Fact]
    public async Task Property_that_a_client_removes_is_gone()
    {
        await using var host = await OpenAsync();
        var message = ComposeAppointment(host);
        message.Set(Unmapped, 7);
        var open = await host.OpenAsync(await host.SaveAsync(message));
        open.Remove(Unmapped);
        Assert.Null((await host.SaveAsync(open)).Get(Unmapped));
        Assert.Null((await host.OpenAsync(Assert.Single((await host.RefreshAsync(SpecialFolder.Calendar)).Rows))).Get(Unmapped));
    }

    [Fact]
    public async Task Moved_appointment_takes_along_what_was_set_on_it()
    {
        await using var host = await OpenAsync();
        var message = ComposeAppointment(host);
        message.Set(Unmapped, 7);
        message.Set(PidTag.Importance, 2);
        var row = await host.SaveAsync(message);
        foreach (var (from, to) in (ValueTuple<SpecialFolder, SpecialFolder>[])[(SpecialFolder.Calendar, SpecialFolder.DeletedItems), (SpecialFolder.DeletedItems, SpecialFolder.Calendar)])
        {
            Assert.True(await new MessageMover(host.Mailbox).TransferAsync(host.Folder(from).Id, [row.RowId], host.Folder(to).Id, copy: false, default));
            row = Assert.Single((await host.RefreshAsync(to)).Rows);
            Assert.Equal((7, 2), (row.Get(Unmapped), row.Get(PidTag.Importance)));
        }
    }

    [Fact]
    public Task New_appointment_that_dies_anywhere_is_there_once_with_all_that_was_set_or_not_at_all() => Death.AtEveryStepAsync(
        () => OpenAsync(isSealed: false),
        async host =>
        {
            var message = ComposeAppointment(host);
            message.Set(Unmapped, 7);
            await host.SaveAsync(message);
        },
        async (host, isAnswered) =>
        {
            var rows = (await host.RefreshAsync(SpecialFolder.Calendar)).Rows;
            Assert.InRange(rows.Count, isAnswered ? 1 : 0, 1);
            Assert.Equal(rows.Count, host.Items.Hrefs(Calendar).Count);
            Assert.All(rows, row => Assert.Equal(("Planning", 7), (row.Get(PidTag.Subject), row.Get(Unmapped))));
        });

    [Fact]
    public Task Changed_appointment_that_dies_anywhere_is_as_before_or_as_after() => Death.AtEveryStepAsync(
        async () =>
        {
            var host = await OpenAsync(isSealed: false);
            var message = ComposeAppointment(host);
            message.Set(Unmapped, 7);
            await host.SaveAsync(message);
            return host;
        },
        async host =>
        {
            var message = await host.OpenAsync(Assert.Single((await host.RefreshAsync(SpecialFolder.Calendar)).Rows));
            message.Set(PidTag.Subject, "Changed");
            message.Set(Unmapped, 8);
            await host.SaveAsync(message);
        },
        async (host, isAnswered) =>
        {
            var row = Assert.Single((await host.RefreshAsync(SpecialFolder.Calendar)).Rows);
            Assert.Single(host.Items.Hrefs(Calendar));
            var isChanged = row.Get(PidTag.Subject) is "Changed";
            Assert.Equal(isChanged ? 8 : 7, row.Get(Unmapped));
            Assert.True(isChanged || !isAnswered);
        });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Saving_whose_answer_is_lost_can_be_repeated_and_stores_one_object(bool wasStored)
    {
        await using var host = await OpenAsync();
        var message = ComposeAppointment(host);
        host.Items.Lost = (_, _) => wasStored ? new BackendException(BackendError.Unavailable, "the connection broke") : null;
        host.Items.Fault = (operation, _) => operation == "GET" || (operation == "PUT" && !wasStored) ? new BackendException(BackendError.Unavailable, "down") : null;
        await Assert.ThrowsAsync<BackendException>(() => host.SaveAsync(message));
        (host.Items.Lost, host.Items.Fault) = (null, null);
        message.Set(PidTag.Subject, "Second try");
        var saved = await host.SaveAsync(message);
        await host.Mailbox.Journal.RecoverAsync(default);
        Assert.Contains("Second try", host.Items.Content(Assert.Single(host.Items.Hrefs(Calendar)))!, StringComparison.Ordinal);
        Assert.Equal((saved.RowId, "Second try"), (Assert.Single((await host.RefreshAsync(SpecialFolder.Calendar)).Rows).RowId, saved.Get(PidTag.Subject)));
        Assert.Empty(host.Mailbox.Index.Journal);
    }

    [Fact]
    public async Task Change_whose_answer_is_lost_is_recognized()
    {
        await using var host = await OpenAsync();
        var message = await host.OpenAsync(await host.SaveAsync(ComposeAppointment(host)));
        message.Set(PidTag.Subject, "Changed");
        host.Items.Lost = (operation, _) => operation == "PUT" ? new BackendException(BackendError.Timeout, "no answer") : null;
        Assert.Equal("Changed", (await host.SaveAsync(message)).Get(PidTag.Subject));
        Assert.Empty(host.Mailbox.Index.Journal);
    }

    private static MessageObject ComposeAppointment(MailboxHost host)
    {
        var message = host.Compose(SpecialFolder.Calendar, "Planning");
        message.Set(PidTag.MessageClass, "IPM.Appointment");
        return message;
    }

    private static Task<MailboxHost> OpenAsync(bool isSealed = true) => MailboxHost.OpenAsync(
        h =>
        {
            h.Items.AddCollection(Calendar, "Calendar", isDefault: true);
            h.Items.AddCollection("/c/", "Contacts", ItemKinds.Contacts);
            h.Items.AddCollection("/t/", "Tasks", ItemKinds.Tasks);
        },
        options => isSealed ? options with { ExtensionKey = new byte[32] } : options);
}
