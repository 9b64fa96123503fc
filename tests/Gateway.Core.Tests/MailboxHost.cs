using Mapigate.Backends.Mail;
using Mapigate.Gateway.Core.Changes;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Mailboxes;

namespace Mapigate.Gateway.Core.Tests;

/// <summary>A registry of mailboxes over servers in memory, with the users alice and bob, whose password is "secret".</summary>
internal sealed class MailboxHost : IAsyncDisposable
{
    public const string Alice = "alice@example.test";

    private MailboxHost(Func<MailboxOptions, MailboxOptions>? configure, bool hasItems)
    {
        Backend = new MemoryMailBackend((user, password) => user is Alice or "bob@example.test" && password == Password);
        var options = new MailboxOptions { Organization = "Example", Domains = ["example.test"], DisplayNames = new Dictionary<string, string> { [Alice] = "Alice Example" } };
        Registry = new MailboxRegistry(new MailboxBackends(Backend, hasItems ? Items : null, Transport), States, configure?.Invoke(options) ?? options, Time, Logs);
    }

    public ManualTime Time { get; } = new();

    public string Password { get; set; } = "secret";

    public MemoryMailBackend Backend { get; }

    public MemoryItemStore Items { get; } = new();

    public MemoryMailTransport Transport { get; } = new();

    public MemoryStateStore States { get; } = new();

    public RecordingLogger<MailboxRegistry> Logs { get; } = new();

    public MailboxRegistry Registry { get; private set; }

    public MemoryMailStore Mail => Backend[Alice];

    public Mailbox Mailbox { get; private set; } = null!;

    /// <summary>What happened in the mailbox since it was opened.</summary>
    public List<MailboxEvent> Events { get; } = [];

    /// <summary>The servers as <paramref name="prepare"/> leaves them, and alice's mailbox not yet open.</summary>
    public static MailboxHost Create(Action<MailboxHost>? prepare = null, Func<MailboxOptions, MailboxOptions>? configure = null, bool hasItems = true)
    {
        var host = new MailboxHost(configure, hasItems);
        prepare?.Invoke(host);
        return host;
    }

    public static async Task<MailboxHost> OpenAsync(Action<MailboxHost>? prepare = null, Func<MailboxOptions, MailboxOptions>? configure = null, bool hasItems = true)
    {
        var host = Create(prepare, configure, hasItems);
        await host.OpenMailboxAsync();
        return host;
    }

    public async Task OpenMailboxAsync()
    {
        Mailbox = await Registry.AuthenticateAsync("alice", Password, default);
        Mailbox.Events.Subscribe(events =>
        {
            lock (Events)
                Events.AddRange(events);
        });
    }

    /// <summary>Closes all mailboxes and opens alice's again, from the state alone.</summary>
    public async Task ReopenAsync(bool loseState = false)
    {
        var options = Registry.Options;
        await Registry.DisposeAsync();
        if (loseState)
            States.Clear();
        Events.Clear();
        Registry = new MailboxRegistry(new MailboxBackends(Backend, Items, Transport), States, options, Time, Logs);
        await OpenMailboxAsync();
    }

    public FolderRecord Folder(SpecialFolder role) => Mailbox.Folders[role];

    public FolderRecord Folder(string remoteName) => Mailbox.Folders.All.Single(f => f.RemoteName == remoteName);

    public Task<FolderSnapshot> RefreshAsync(SpecialFolder role) => Mailbox.RefreshAsync(Folder(role).Id, default);

    public ValueTask DisposeAsync() => Registry.DisposeAsync();

    public static string Message(string subject, string from = "Bob <bob@example.test>", string body = "Hello") => $"""
        From: {from}
        To: Alice <alice@example.test>
        Subject: {subject}
        Date: Mon, 5 Jan 2026 08:30:00 +0000
        Message-ID: <{subject.Replace(' ', '.')}@example.test>
        Content-Type: text/plain; charset=utf-8

        {body}
        """;

    public static string Event(string uid, string summary) => $"""
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Example//Test//EN
        BEGIN:VEVENT
        UID:{uid}
        DTSTAMP:20260101T000000Z
        DTSTART:20260110T100000Z
        DTEND:20260110T110000Z
        SUMMARY:{summary}
        END:VEVENT
        END:VCALENDAR
        """;
}
