using System.Diagnostics;
using Mapigate.Backends;
using Mapigate.Gateway.Core.Changes;
using Mapigate.Gateway.Core.Index;
using Mapigate.Mapi.Wire.OxProps;
using Xunit.Abstractions;

namespace Mapigate.Gateway.Core.Tests.Mirroring;

public sealed class ItemMirrorTests(ITestOutputHelper output)
{
    public static readonly TheoryData<bool> Servers = new(true, false);

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Items_appear_change_and_go_with_the_server(bool hasTokens)
    {
        await using var host = await OpenAsync(h =>
        {
            h.Items.HasTokens = hasTokens;
            h.Items.Set("/a/1.ics", MailboxHost.Event("1", "first"));
            h.Items.Set("/a/2.ics", MailboxHost.Event("2", "second"));
        });
        var before = await host.RefreshAsync(SpecialFolder.Calendar);
        Assert.Equal(["first", "second"], Subjects(before));
        Assert.All(before.Rows, r => Assert.True(r.RowId >= ItemIds.FirstDrawn && r.Record.IsRead && r.Record.ChangeNumber >= ItemIds.FirstChange));
        Assert.All(before.Rows, r => Assert.Equal("IPM.Appointment", r.Get(PidTag.MessageClass)));

        host.Events.Clear();
        host.Items.Set("/a/1.ics", MailboxHost.Event("1", "changed"));
        host.Items.Set("/a/3.ics", MailboxHost.Event("3", "third"));
        host.Items.Remove("/a/2.ics");
        var after = await host.RefreshAsync(SpecialFolder.Calendar);
        Assert.Equal(["changed", "third"], Subjects(after));
        Assert.Equal(before.Rows[0].RowId, after.Rows[0].RowId);
        Assert.True(after.Rows[0].Record.ChangeNumber > before.Rows[0].Record.ChangeNumber);
        Assert.Single(host.Events.OfType<ItemChanged>());
        Assert.Single(host.Events.OfType<ItemCreated>(), e => !e.IsNewMail);
        Assert.Single(host.Events.OfType<ItemRemoved>());
        Assert.Equal(2 + 2, host.Items.Calls("ITEM"));

        host.Events.Clear();
        await host.RefreshAsync(SpecialFolder.Calendar);
        Assert.Empty(host.Events);
        Assert.Equal(2 + 2, host.Items.Calls("ITEM"));
    }

    [Fact]
    public async Task Server_that_forgot_the_token_has_only_what_differs_fetched()
    {
        await using var host = await OpenAsync(h =>
        {
            for (var i = 0; i < 5; i++)
                h.Items.Set($"/a/{i}.ics", MailboxHost.Event($"{i}", $"event {i}"));
        });
        await host.RefreshAsync(SpecialFolder.Calendar);
        host.Items.Remove("/a/0.ics");
        host.Items.Set("/a/1.ics", MailboxHost.Event("1", "changed"));
        host.Items.ForgetTokens();
        host.Events.Clear();
        Assert.Equal(["changed", "event 2", "event 3", "event 4"], Subjects(await host.RefreshAsync(SpecialFolder.Calendar)));
        Assert.Equal(5 + 1, host.Items.Calls("ITEM"));
        Assert.Equal((1, 1), (host.Events.OfType<ItemRemoved>().Count(), host.Events.OfType<ItemChanged>().Count()));
    }

    [Fact]
    public async Task Many_items_become_visible_in_batches_with_names_of_their_own()
    {
        await using var host = await OpenAsync(h =>
        {
            for (var i = 0; i < 250; i++)
                h.Items.Set($"/a/{i}.ics", MailboxHost.Event($"{i}", $"event {i}"));
        });
        var snapshot = await host.RefreshAsync(SpecialFolder.Calendar);
        Assert.Equal(250, snapshot.Count);
        Assert.Equal([100, 200, 250], host.Events.OfType<FolderChanged>().Select(e => e.Folder.Messages).Where(m => m > 0).Distinct());
        var names = host.Mailbox.Index.Names.All.ToList();
        Assert.NotEmpty(names);
        Assert.Equal(names.Count, names.Select(n => n.Value).Distinct().Count());
        Assert.All(snapshot.Rows, r => Assert.All(r.Tags.Where(t => t.IsNamed), t => Assert.NotNull(host.Mailbox.Index.Names.Find(t.Id))));
    }

    [Fact]
    public async Task Object_that_holds_no_event_or_nothing_at_all_spoils_no_calendar()
    {
        await using var host = await OpenAsync(h =>
        {
            h.Items.Set("/a/0.ics", "");
            h.Items.Set("/a/1.ics", "this is no calendar");
            h.Items.Set("/a/2.ics", MailboxHost.Event("2", "good"));
            h.Items.Set("/a/3.ics", "BEGIN:VCALENDAR\nBEGIN:VTODO\nUID:3\nSUMMARY:task\nEND:VTODO\nEND:VCALENDAR");
            h.Items.Set("/a/4.ics", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:4\nDTSTART:99999999T999999Z\nRRULE:FREQ=SECONDLY;INTERVAL=-1\nEND:VEVENT");
        });
        Assert.Contains("good", Subjects(await host.RefreshAsync(SpecialFolder.Calendar)));
        Assert.Equal(0, host.Logs.Count(3012));
    }

    [Fact]
    public async Task Object_that_holds_an_event_no_longer_takes_its_item_along()
    {
        await using var host = await OpenAsync(h => h.Items.Set("/a/1.ics", MailboxHost.Event("1", "event")));
        Assert.Single((await host.RefreshAsync(SpecialFolder.Calendar)).Rows);
        host.Items.Set("/a/1.ics", "BEGIN:VCALENDAR\nEND:VCALENDAR");
        Assert.Empty((await host.RefreshAsync(SpecialFolder.Calendar)).Rows);
    }

    [Fact]
    public async Task Interrupted_look_is_taken_up_again()
    {
        await using var host = await OpenAsync(h => h.Items.Set("/a/1.ics", MailboxHost.Event("1", "event")));
        host.Items.Fault = (operation, _) => operation == "GET" ? new BackendException(BackendError.Unavailable, "broke") : null;
        await Assert.ThrowsAsync<BackendException>(() => host.RefreshAsync(SpecialFolder.Calendar));
        host.Items.Fault = null;
        Assert.Single((await host.RefreshAsync(SpecialFolder.Calendar)).Rows);
    }

    [Fact]
    public async Task Items_are_there_after_reopening_and_are_not_fetched_again()
    {
        await using var host = await OpenAsync(h => h.Items.Set("/a/1.ics", MailboxHost.Event("1", "event")));
        var id = (await host.RefreshAsync(SpecialFolder.Calendar)).Rows[0].RowId;
        await host.ReopenAsync();
        var row = Assert.Single((await host.RefreshAsync(SpecialFolder.Calendar)).Rows);
        Assert.Equal((id, "event"), (row.RowId, row.Get(PidTag.Subject)));
        Assert.Equal(1, host.Items.Calls("ITEM"));
    }

    [Fact]
    public async Task Two_thousand_events_are_listed_in_the_time_that_is_printed()
    {
        await using var host = await OpenAsync(h =>
        {
            for (var i = 0; i < 2000; i++)
                h.Items.Set($"/a/{i}.ics", MailboxHost.Event($"{i}", $"event {i}"));
        });
        var watch = Stopwatch.StartNew();
        Assert.Equal(2000, (await host.RefreshAsync(SpecialFolder.Calendar)).Count);
        output.WriteLine($"2000 events listed in {watch.Elapsed.TotalMilliseconds:F0} ms");
    }

    private static Task<MailboxHost> OpenAsync(Action<MailboxHost> prepare) => MailboxHost.OpenAsync(h =>
    {
        h.Items.AddCollection("/a/", "Calendar");
        prepare(h);
    });

    private static IEnumerable<string> Subjects(FolderSnapshot snapshot) => snapshot.Rows.Select(r => (string)r.Get(PidTag.Subject)!);
}
