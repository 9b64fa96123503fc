using Mapigate.Backends;
using Mapigate.Gateway.Core.Changes;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Tests.Mailboxes;

public sealed class MailboxWatchTests
{
    private const int Interrupted = 3030;
    private const int Skipped = 3032;
    private static readonly TimeSpan Poll = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task Servers_word_becomes_an_event()
    {
        await using var host = await OpenAsync();
        using var lease = host.Mailbox.Lease();
        await host.Mail.UntilWatchedAsync();
        var told = UntilAsync(host, e => e is ItemCreated { IsNewMail: true });
        host.Mail.Deliver("INBOX", MailboxHost.Message("new"));
        Assert.Equal("new", ((ItemCreated)await told).Item.Get(PidTag.Subject));
    }

    [Fact]
    public async Task Nobody_is_watched_without_a_session_and_each_mailbox_once()
    {
        await using var host = await OpenAsync();
        Assert.Equal(0, host.Mail.Calls("WATCH"));
        for (var i = 0; i < 3; i++)
        {
            using var one = host.Mailbox.Lease();
            using var other = host.Mailbox.Lease();
            if (i == 0)
                await host.Mail.UntilWatchedAsync();
        }

        var told = UntilAsync(host, e => e is ItemCreated);
        host.Mail.Deliver("INBOX", MailboxHost.Message("new"));
        await told;
        Assert.Equal(1, host.Mail.Calls("WATCH"));
    }

    [Fact]
    public async Task Fault_is_retried_with_a_pause_that_grows_to_a_minute()
    {
        await using var host = await OpenAsync(h => h.Mail.Fault = (operation, _) => operation == "WATCH" ? new BackendException(BackendError.Unavailable, "down") : null);
        using var lease = host.Mailbox.Lease();
        var times = 0;
        foreach (var seconds in (int[])[1, 2, 4, 8, 16, 32, 60, 60, 60])
        {
            await host.Logs.UntilAsync(Interrupted, ++times);
            await host.Time.UntilTimerAsync(TimeSpan.FromSeconds(seconds));
            host.Time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
            Assert.Equal(times, host.Mail.Calls("WATCH"));
            host.Time.Advance(TimeSpan.FromMilliseconds(1));
        }

        // It recovers by itself, and what came meanwhile is there.
        await host.Logs.UntilAsync(Interrupted, ++times);
        host.Mail.Fault = null;
        host.Mail.Deliver("INBOX", MailboxHost.Message("meanwhile"));
        var told = UntilAsync(host, e => e is ItemCreated { IsNewMail: true });
        await host.Time.UntilTimerAsync(TimeSpan.FromSeconds(60));
        host.Time.Advance(TimeSpan.FromSeconds(60));
        await told;
        await host.Mail.UntilWatchedAsync();
    }

    [Fact]
    public async Task Connection_that_broke_after_a_long_time_is_made_again_soon()
    {
        await using var host = await OpenAsync();
        using var lease = host.Mailbox.Lease();
        for (var i = 1; i <= 4; i++)
        {
            await host.Mail.UntilWatchedAsync();
            host.Time.Advance(TimeSpan.FromMinutes(2));
            host.Mail.BreakWatches(new BackendException(BackendError.Unavailable, "idle connection closed"));
            await host.Logs.UntilAsync(Interrupted, i);
            await host.Time.UntilTimerAsync(TimeSpan.FromSeconds(1));
            host.Time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task Watch_that_ends_without_a_word_begins_anew_after_a_pause()
    {
        await using var host = await OpenAsync();
        using var lease = host.Mailbox.Lease();
        await host.Mail.UntilWatchedAsync();
        host.Mail.BreakWatches(null);
        await host.Logs.UntilAsync(Interrupted);
        await host.Time.UntilTimerAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(1, host.Mail.Calls("WATCH"));
        host.Time.Advance(TimeSpan.FromSeconds(1));
        await host.Mail.UntilWatchedAsync();
    }

    [Fact]
    public async Task Bug_in_a_backend_ends_no_watch()
    {
        await using var host = await OpenAsync();
        using var lease = host.Mailbox.Lease();
        await host.Mail.UntilWatchedAsync();
        host.Mail.BreakWatches(new TaskCanceledException("not ours"));
        await host.Logs.UntilAsync(3031);
        await host.Time.UntilTimerAsync(TimeSpan.FromSeconds(1));
        host.Time.Advance(TimeSpan.FromSeconds(1));
        await host.Mail.UntilWatchedAsync();
    }

    [Fact]
    public async Task Refused_password_is_not_tried_again_before_it_was_proven_anew()
    {
        await using var host = await OpenAsync(h => h.Mail.Fault = (operation, _) => operation == "WATCH" ? new BackendException(BackendError.AuthenticationFailed, "no") : null);
        using var lease = host.Mailbox.Lease();
        await host.Logs.UntilAsync(Interrupted);
        host.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, host.Mail.Calls("WATCH"));
        host.Mail.Fault = null;
        await host.Registry.AuthenticateAsync("alice", "secret", default);
        await host.Mail.UntilWatchedAsync();
        Assert.Equal(2, host.Mail.Calls("WATCH"));
    }

    [Fact]
    public async Task Another_password_moves_the_watch_to_the_new_log_in()
    {
        await using var host = await OpenAsync();
        using var lease = host.Mailbox.Lease();
        await host.Mail.UntilWatchedAsync();
        host.Password = "changed";
        host.Time.Advance(TimeSpan.FromMinutes(2));
        await host.Registry.AuthenticateAsync("alice", "changed", default);
        await host.Mail.UntilWatchedAsync();
        Assert.Equal(0, host.Logs.Count(Interrupted));
    }

    [Fact]
    public async Task Poll_shows_new_folders_and_reads_opened_ones_that_changed()
    {
        await using var host = await OpenAsync(h => h.Items.AddCollection("/a/", "Calendar"));
        await host.RefreshAsync(SpecialFolder.JunkEmail);
        await host.RefreshAsync(SpecialFolder.Calendar);
        using var lease = host.Mailbox.Lease();
        await host.Mail.UntilWatchedAsync();
        await host.Mail.CreateFolderAsync("Work", default);
        host.Mail.Deliver("Junk", MailboxHost.Message("spam"));
        host.Mail.Deliver("Trash", MailboxHost.Message("nobody looks"));
        host.Items.Set("/a/1.ics", MailboxHost.Event("1", "event"));
        var work = UntilAsync(host, e => e is FolderCreated { Folder.RemoteName: "Work" });
        var spam = UntilAsync(host, e => e is ItemCreated created && created.FolderId == host.Folder(SpecialFolder.JunkEmail).Id);
        var appointment = UntilAsync(host, e => e is ItemCreated created && created.FolderId == host.Folder(SpecialFolder.Calendar).Id);
        await PollAsync(host);
        await Task.WhenAll(work, spam, appointment);
        Assert.Null(host.Mailbox.Index.Loaded(host.Folder(SpecialFolder.DeletedItems).Id));
        Assert.Equal(1, host.Folder(SpecialFolder.DeletedItems).Unread);
    }

    [Fact]
    public async Task Poll_of_an_unchanged_mailbox_costs_one_list()
    {
        await using var host = await OpenAsync();
        await host.RefreshAsync(SpecialFolder.JunkEmail);
        using var lease = host.Mailbox.Lease();
        await host.Mail.UntilWatchedAsync();
        var (status, list) = (host.Mail.Calls("STATUS"), host.Mail.Calls("LIST"));
        await PollAsync(host);
        await host.Time.UntilTimersAsync(Poll, 2);
        Assert.Equal((status, list + 1), (host.Mail.Calls("STATUS"), host.Mail.Calls("LIST")));
        Assert.Empty(host.Events);
    }

    [Fact]
    public async Task Folder_that_cannot_be_read_keeps_no_other_from_being_read()
    {
        await using var host = await OpenAsync(h =>
        {
            h.Items.AddCollection("/a/", "Calendar");
            h.Items.AddCollection("/b/", "More");
        });
        await host.RefreshAsync(SpecialFolder.SentItems);
        await host.RefreshAsync(SpecialFolder.JunkEmail);
        await host.RefreshAsync(SpecialFolder.Calendar);
        await host.Mailbox.RefreshAsync(host.Folder("/b/").Id, default);
        host.Items.Fault = (operation, _) => operation == "CHANGES" ? new BackendException(BackendError.Unavailable, "down") : null;
        host.Mail.Fault = (operation, path) => path == "Sent" && operation == "STATUS" ? new BackendException(BackendError.AccessDenied, "no right") : null;
        using var lease = host.Mailbox.Lease();
        await host.Mail.UntilWatchedAsync();
        var looks = host.Items.Calls("CHANGES");
        host.Mail.Deliver("Sent", MailboxHost.Message("one"));
        host.Mail.Deliver("Junk", MailboxHost.Message("two"));
        var told = UntilAsync(host, e => e is ItemCreated created && created.FolderId == host.Folder(SpecialFolder.JunkEmail).Id);
        await PollAsync(host);
        await told;
        await host.Logs.UntilAsync(Skipped, 2);
        await host.Time.UntilTimersAsync(Poll, 2);
        Assert.Equal(looks + 1, host.Items.Calls("CHANGES"));
        Assert.Equal(0, host.Logs.Count(Interrupted));
    }

    [Fact]
    public async Task Closing_ends_a_watch_whatever_it_waits_for()
    {
        await using var host = await OpenAsync();
        using (host.Mailbox.Lease())
            await host.Mail.UntilWatchedAsync();
        await host.Registry.DisposeAsync();

        await using var failing = await OpenAsync(h => h.Mail.Fault = (operation, _) => operation == "WATCH" ? new BackendException(BackendError.Unavailable, "down") : null);
        using (failing.Mailbox.Lease())
            await failing.Logs.UntilAsync(Interrupted);
        await failing.Registry.DisposeAsync();
    }

    private static Task<MailboxHost> OpenAsync(Action<MailboxHost>? prepare = null) => MailboxHost.OpenAsync(prepare, o => o with { Poll = Poll, IdleLifetime = TimeSpan.FromDays(1) });

    private static async Task PollAsync(MailboxHost host)
    {
        await host.Time.UntilTimerAsync(Poll);
        host.Time.Advance(Poll);
    }

    private static async Task<MailboxEvent> UntilAsync(MailboxHost host, Func<MailboxEvent, bool> isIt)
    {
        var found = new TaskCompletionSource<MailboxEvent>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = host.Mailbox.Events.Subscribe(events =>
        {
            if (events.FirstOrDefault(isIt) is { } it)
                found.TrySetResult(it);
        });
        return await found.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }
}
