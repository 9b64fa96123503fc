using Mapigate.Backends;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Mailboxes;

namespace Mapigate.Gateway.Core.Tests.Mailboxes;

public sealed class MailboxRegistryTests
{
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Right_password_gives_the_users_mailbox_in_every_form_of_his_name()
    {
        await using var host = await MailboxHost.OpenAsync();
        var user = host.Mailbox.User;
        Assert.Equal((MailboxHost.Alice, "Alice Example", MailboxIdentity.MailboxGuidOf(MailboxHost.Alice)), (user.Address, user.DisplayName, user.MailboxGuid));
        Assert.Equal("/o=Example/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=alice", user.LegacyDn);
        Assert.Same(host.Mailbox, await host.Registry.AuthenticateAsync("alice@example.test", "secret", default));
        Assert.Same(host.Mailbox, await host.Registry.AuthenticateAsync(@"EXAMPLE\alice", "secret", default));
        Assert.Equal(1, host.Backend.LogIns);
        var bob = await host.Registry.AuthenticateAsync("bob", "secret", default);
        Assert.NotSame(host.Mailbox, bob);
        Assert.Equal("bob", bob.User.DisplayName);
    }

    [Fact]
    public async Task Proven_password_is_asked_again_after_a_while_on_the_connections_that_are_there()
    {
        await using var host = await MailboxHost.OpenAsync();
        host.Time.Advance(TimeSpan.FromSeconds(59));
        await host.Registry.AuthenticateAsync("alice", "secret", default);
        Assert.Equal(1, host.Backend.LogIns);
        host.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Same(host.Mailbox, await host.Registry.AuthenticateAsync("alice", "secret", default));
        Assert.Equal((2, 1), (host.Backend.LogIns, host.Mail.LogOuts));
    }

    [Fact]
    public async Task Wrong_password_is_refused_and_not_asked_again_at_once()
    {
        await using var host = MailboxHost.Create();
        for (var i = 0; i < 5; i++)
            Assert.Equal(BackendError.AuthenticationFailed, await RefusalAsync(host, "alice", "wrong"));
        Assert.Equal(1, host.Backend.LogIns);
        host.Time.Advance(TimeSpan.FromSeconds(16));
        await RefusalAsync(host, "alice", "wrong");
        Assert.Equal(2, host.Backend.LogIns);

        // The right one is asked all the same.
        await host.OpenMailboxAsync();
        Assert.Equal(3, host.Backend.LogIns);
    }

    [Fact]
    public async Task Several_wrong_passwords_in_turn_are_each_asked_once()
    {
        await using var host = MailboxHost.Create();
        for (var round = 0; round < 4; round++)
        {
            foreach (var wrong in (string[])["old", "older", "oldest"])
                await RefusalAsync(host, "alice", wrong);
        }

        Assert.Equal(3, host.Backend.LogIns);
    }

    [Fact]
    public async Task Wrong_password_disturbs_nobody_who_knows_the_right_one()
    {
        await using var host = await MailboxHost.OpenAsync();
        await RefusalAsync(host, "alice", "wrong");
        Assert.Same(host.Mailbox, await host.Registry.AuthenticateAsync("alice", "secret", default));
        Assert.Equal(2, host.Backend.LogIns);
        Assert.Equal(0, host.Mail.LogOuts);
    }

    [Theory]
    [InlineData("")]
    [InlineData("alice bob")]
    [InlineData("a@b@c")]
    public async Task Name_that_is_no_address_is_refused_without_asking(string name)
    {
        await using var host = MailboxHost.Create();
        Assert.Equal(BackendError.AuthenticationFailed, await RefusalAsync(host, name, "secret"));
        Assert.Equal(0, host.Backend.LogIns);
    }

    [Fact]
    public async Task Log_ins_at_once_are_asked_once()
    {
        await using var host = MailboxHost.Create();
        var open = new TaskCompletionSource();
        host.Backend.Open = open.Task;
        var attempts = Enumerable.Range(0, 20).Select(_ => Task.Run(() => host.Registry.AuthenticateAsync("alice", "secret", default))).ToArray();
        var wrong = Enumerable.Range(0, 20).Select(_ => Task.Run(() => RefusalAsync(host, "bob", "wrong"))).ToArray();
        open.SetResult();
        var mailboxes = await Task.WhenAll(attempts);
        Assert.All(mailboxes, m => Assert.Same(mailboxes[0], m));
        Assert.All(await Task.WhenAll(wrong), e => Assert.Equal(BackendError.AuthenticationFailed, e));
        Assert.Equal(2, host.Backend.LogIns);
    }

    [Fact]
    public async Task Who_gives_up_waiting_stops_nobody_else()
    {
        await using var host = MailboxHost.Create();
        var open = new TaskCompletionSource();
        host.Backend.Open = open.Task;
        using var impatience = new CancellationTokenSource();
        var first = host.Registry.AuthenticateAsync("alice", "secret", impatience.Token);
        var second = host.Registry.AuthenticateAsync("alice", "secret", default);
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        open.SetResult();
        Assert.NotNull(await second);
    }

    [Fact]
    public async Task Server_that_is_down_is_a_passing_fault_and_recovers_by_itself()
    {
        await using var host = MailboxHost.Create();
        host.Backend.Fault = _ => new BackendException(BackendError.Unavailable, "down");
        var fault = await Assert.ThrowsAsync<BackendException>(() => host.Registry.AuthenticateAsync("alice", "secret", default));
        Assert.True(fault.IsTransient);
        host.Backend.Fault = null;
        await host.OpenMailboxAsync();
        Assert.Equal(2, host.Backend.LogIns);
    }

    [Fact]
    public async Task Those_who_wait_for_a_server_that_is_down_are_told_together()
    {
        await using var host = MailboxHost.Create();
        var open = new TaskCompletionSource();
        host.Backend.Open = open.Task;
        host.Backend.Fault = _ => new BackendException(BackendError.Timeout, "no answer");
        var attempts = Enumerable.Range(0, 20).Select(_ => host.Registry.AuthenticateAsync("alice", "secret", default)).ToArray();
        open.SetResult();
        foreach (var attempt in attempts)
            Assert.True((await Assert.ThrowsAsync<BackendException>(() => attempt)).IsTransient);
        Assert.Equal(1, host.Backend.LogIns);
    }

    [Fact]
    public async Task Mailbox_whose_folders_cannot_be_listed_is_not_opened_and_its_log_in_given_up()
    {
        await using var host = MailboxHost.Create();
        host.Mail.Fault = (operation, _) => operation == "LIST" ? new BackendException(BackendError.Unavailable, "down") : null;
        await Assert.ThrowsAsync<BackendException>(host.OpenMailboxAsync);
        Assert.Equal(1, host.Mail.LogOuts);
        host.Mail.Fault = null;
        await host.OpenMailboxAsync();
    }

    [Fact]
    public async Task State_that_cannot_be_opened_gives_up_the_log_in()
    {
        await using var host = MailboxHost.Create();
        host.States.OpenFault = new IOException("disk");
        await Assert.ThrowsAsync<IOException>(host.OpenMailboxAsync);
        Assert.Equal(1, host.Mail.LogOuts);
        host.States.OpenFault = null;
        await host.OpenMailboxAsync();
    }

    [Theory]
    [InlineData(BackendError.Unavailable)]
    [InlineData(BackendError.AuthenticationFailed)]
    [InlineData(BackendError.Protocol)]
    public async Task Calendars_that_cannot_be_reached_stop_no_log_in(BackendError error)
    {
        await using var host = await MailboxHost.OpenAsync(h => h.Items.Fault = (_, _) => new BackendException(error, "down"));
        Assert.Equal("INBOX", host.Folder(SpecialFolder.Inbox).RemoteName);
        Assert.Equal(FolderHome.Local, host.Folder(SpecialFolder.Calendar).Home);
        Assert.Equal(1, host.Logs.Count(3020));
    }

    [Fact]
    public async Task Calendars_that_do_not_answer_hold_up_a_log_in_for_seconds_only()
    {
        await using var host = MailboxHost.Create(h => h.Items.Open = new TaskCompletionSource().Task);
        var opening = host.OpenMailboxAsync();
        await host.Time.UntilTimerAsync(Mailbox.CalendarPatience);
        Assert.False(opening.IsCompleted);
        host.Time.Advance(Mailbox.CalendarPatience);
        await opening;
        Assert.Equal(1, host.Logs.Count(3020));

        // When they answer again they are there.
        host.Items.Open = Task.CompletedTask;
        host.Items.AddCollection("/a/", "Calendar");
        await host.Mailbox.RefreshFoldersAsync(default);
        Assert.Equal("/a/", host.Folder(SpecialFolder.Calendar).RemoteName);
    }

    [Fact]
    public async Task Calendar_server_that_refuses_the_password_is_not_asked_at_every_turn()
    {
        await using var host = await MailboxHost.OpenAsync(h => h.Items.Fault = (o, _) => o == "LOGIN" ? new BackendException(BackendError.AuthenticationFailed, "no") : null);
        for (var i = 0; i < 5; i++)
            await host.Mailbox.RefreshFoldersAsync(default);
        Assert.Equal(1, host.Items.Calls("LOGIN"));
        host.Time.Advance(TimeSpan.FromHours(1));
        host.Items.Fault = null;
        host.Items.AddCollection("/a/", "Calendar");
        await host.Mailbox.RefreshFoldersAsync(default);
        Assert.Equal("/a/", host.Folder(SpecialFolder.Calendar).RemoteName);
    }

    [Fact]
    public async Task Names_without_mailbox_are_forgotten()
    {
        await using var host = await MailboxHost.OpenAsync();
        for (var i = 0; i < 100; i++)
            await RefusalAsync(host, $"nobody{i}", "secret");
        Assert.Equal(101, host.Registry.KnownNames);
        host.Time.Advance(Sweep);
        await host.Registry.SweepAsync();
        Assert.Equal(1, host.Registry.KnownNames);
        Assert.Same(host.Mailbox, await host.Registry.AuthenticateAsync("alice", "secret", default));
    }

    [Fact]
    public async Task Refusal_is_not_forgotten_before_its_time()
    {
        await using var host = MailboxHost.Create(configure: o => o with { RefusalLifetime = TimeSpan.FromMinutes(10) });
        await RefusalAsync(host, "alice", "wrong");
        host.Time.Advance(Sweep);
        await host.Registry.SweepAsync();
        await RefusalAsync(host, "alice", "wrong");
        Assert.Equal(1, host.Backend.LogIns);
    }

    [Fact]
    public async Task Another_password_replaces_the_log_ins_once_the_first_is_no_longer_proven()
    {
        await using var host = await MailboxHost.OpenAsync();
        host.Password = "changed";
        await RefusalAsync(host, "alice", "wrong");
        host.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Same(host.Mailbox, await host.Registry.AuthenticateAsync("alice", "changed", default));
        Assert.Equal("changed", host.Mailbox.Servers.Credentials.Password);
        Assert.Equal(1, host.Mail.LogOuts);
        Assert.Equal(BackendError.AuthenticationFailed, await RefusalAsync(host, "alice", "secret"));
        Assert.Single((await host.Mailbox.Servers.Mail.ListAsync(default)), f => f.Path == "INBOX");
    }

    /// <summary>Two devices with passwords of their own must not take the connections from each other.</summary>
    [Fact]
    public async Task Two_passwords_that_both_hold_share_the_log_ins()
    {
        var backend = new MemoryMailBackend((user, _) => user == MailboxHost.Alice);
        await using var registry = new MailboxRegistry(
            new MailboxBackends(backend, null, new MemoryMailTransport()), new MemoryStateStore(), new MailboxOptions { Domains = ["example.test"] }, new ManualTime(), new RecordingLogger<MailboxRegistry>());
        var mailbox = await registry.AuthenticateAsync("alice", "phone", default);
        for (var i = 0; i < 5; i++)
        {
            Assert.Same(mailbox, await registry.AuthenticateAsync("alice", "laptop", default));
            Assert.Same(mailbox, await registry.AuthenticateAsync("alice", "phone", default));
        }

        Assert.Equal(2, backend.LogIns);
        Assert.Equal("phone", mailbox.Servers.Credentials.Password);
    }

    [Fact]
    public async Task Idle_mailbox_is_closed_and_opens_again()
    {
        await using var host = await MailboxHost.OpenAsync();
        var first = host.Mailbox;
        host.Time.Advance(TimeSpan.FromMinutes(9));
        await host.Registry.SweepAsync();
        Assert.Equal(0, host.Mail.LogOuts);
        host.Time.Advance(TimeSpan.FromMinutes(2));
        await host.Registry.SweepAsync();
        Assert.Equal(1, host.Mail.LogOuts);
        await host.OpenMailboxAsync();
        Assert.NotSame(first, host.Mailbox);
        Assert.Equal(first.Identity.ReplicaGuid, host.Mailbox.Identity.ReplicaGuid);
    }

    [Fact]
    public async Task Sweep_comes_by_itself()
    {
        await using var host = await MailboxHost.OpenAsync();
        await host.Registry.StartAsync(default);
        await host.Time.UntilTimerAsync(Sweep);
        host.Time.Advance(TimeSpan.FromMinutes(11));
        await host.Logs.UntilAsync(3042);
        Assert.Equal(1, host.Mail.LogOuts);
        await host.Registry.StopAsync(default);
    }

    [Fact]
    public async Task Mailbox_that_a_session_holds_stays_open_and_closes_some_time_after()
    {
        await using var host = await MailboxHost.OpenAsync();
        var lease = host.Mailbox.Lease();
        host.Time.Advance(TimeSpan.FromHours(5));
        await host.Registry.SweepAsync();
        Assert.Equal(0, host.Mail.LogOuts);
        lease.Dispose();
        lease.Dispose();
        host.Time.Advance(TimeSpan.FromMinutes(9));
        await host.Registry.SweepAsync();
        Assert.Equal(0, host.Mail.LogOuts);
        host.Time.Advance(TimeSpan.FromMinutes(2));
        await host.Registry.SweepAsync();
        Assert.Equal(1, host.Mail.LogOuts);
    }

    [Fact]
    public async Task Mailbox_that_cannot_be_closed_ends_no_sweep()
    {
        await using var host = await MailboxHost.OpenAsync();
        host.Mail.LogOutFault = new InvalidOperationException("the connection hangs");
        var bob = await host.Registry.AuthenticateAsync("bob", "secret", default);
        host.Time.Advance(TimeSpan.FromMinutes(11));
        await host.Registry.SweepAsync();
        Assert.Equal(1, host.Backend[bob.User.Address].LogOuts);
        Assert.Equal(0, host.Registry.KnownNames);
        Assert.True(host.Logs.Count(3041) == 1);
        host.Mail.LogOutFault = null;
        await host.OpenMailboxAsync();
    }

    [Fact]
    public async Task Sweep_does_not_wait_for_a_log_in_that_hangs()
    {
        await using var host = await MailboxHost.OpenAsync();
        var open = new TaskCompletionSource();
        host.Backend.Open = open.Task;
        var hanging = host.Registry.AuthenticateAsync("bob", "secret", default);
        host.Time.Advance(TimeSpan.FromMinutes(11));
        await host.Registry.SweepAsync();
        Assert.Equal(1, host.Mail.LogOuts);
        open.SetResult();
        await hanging;
    }

    [Fact]
    public async Task Closed_registry_closes_every_mailbox_and_opens_none()
    {
        await using var host = await MailboxHost.OpenAsync();
        var bob = await host.Registry.AuthenticateAsync("bob", "secret", default);
        host.Mail.LogOutFault = new InvalidOperationException("the connection hangs");
        await host.Registry.DisposeAsync();
        Assert.Equal(1, host.Backend[bob.User.Address].LogOuts);
        Assert.True((await Assert.ThrowsAsync<BackendException>(() => host.Registry.AuthenticateAsync("bob", "secret", default))).IsTransient);
    }

    [Fact]
    public async Task Mailbox_opens_again_after_its_state_was_lost()
    {
        await using var host = await MailboxHost.OpenAsync(h =>
        {
            h.Mail.Deliver("INBOX", MailboxHost.Message("one"));
            h.Items.AddCollection("/a/", "Calendar");
            h.Items.Set("/a/1.ics", MailboxHost.Event("1", "event"));
        });
        var before = await host.RefreshAsync(SpecialFolder.Inbox);
        await host.RefreshAsync(SpecialFolder.Calendar);
        var identity = host.Mailbox.Identity;
        host.Time.Advance(TimeSpan.FromSeconds(5));
        await host.ReopenAsync(loseState: true);
        var after = await host.RefreshAsync(SpecialFolder.Inbox);
        Assert.Equal(before.Rows.Select(r => r.Get(Mapi.Wire.OxProps.PidTag.Subject)), after.Rows.Select(r => r.Get(Mapi.Wire.OxProps.PidTag.Subject)));
        Assert.Single((await host.RefreshAsync(SpecialFolder.Calendar)).Rows);
        Assert.Equal(identity.MailboxGuid, host.Mailbox.Identity.MailboxGuid);
        Assert.True(host.Mailbox.Identity.Generation > identity.Generation);
        Assert.Equal(ItemIds.WellKnown(SpecialFolder.Inbox), host.Folder(SpecialFolder.Inbox).Id);
    }

    private static async Task<BackendError> RefusalAsync(MailboxHost host, string name, string password) =>
        (await Assert.ThrowsAsync<BackendException>(() => host.Registry.AuthenticateAsync(name, password, default))).Error;
}
