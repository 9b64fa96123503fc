using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Mapigate.Backends;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.SideStore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mapigate.Gateway.Core.Mailboxes;

/// <summary>
/// All open mailboxes. A user is proven by logging in to his mail server; the proof holds for a while, and a refused password is not tried again at once,
/// so that a client that keeps asking neither slows itself down nor locks its user out.
/// </summary>
public sealed partial class MailboxRegistry(
    MailboxBackends backends, IStateStore states, MailboxOptions options, TimeProvider time, ILogger<MailboxRegistry> logger) : BackgroundService, IAsyncDisposable
{
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(30);

    /// <summary>A log-in that hangs does not keep the process from ending for longer.</summary>
    private static readonly TimeSpan ClosingPatience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, MailboxEntry> _entries = new(StringComparer.Ordinal);
    private readonly byte[] _salt = RandomNumberGenerator.GetBytes(32);
    private volatile bool _isClosed;
    private int _hasWarned;

    public MailboxOptions Options => options;

    /// <summary>The mailbox of a user who has just been proven; null where it is not open.</summary>
    public Mailbox? Find(string address) => _entries.GetValueOrDefault(address)?.Mailbox;

    /// <summary>Names that something is known of.</summary>
    internal int KnownNames => _entries.Count;

    /// <summary>Proves the user and gives his mailbox, opened when it is not.</summary>
    /// <exception cref="BackendException">AuthenticationFailed for a wrong name or password; Unavailable or Timeout where the mail server cannot be asked.</exception>
    public async Task<Mailbox> AuthenticateAsync(string logInName, string password, CancellationToken cancellationToken)
    {
        var address = UserName.ToAddress(logInName, options.Domains)
            ?? throw new BackendException(BackendError.AuthenticationFailed, "The log-in name is not an address");
        var proof = SHA256.HashData([.. _salt, .. Encoding.UTF8.GetBytes(password)]);
        while (true)
        {
            var entry = _entries.GetOrAdd(address, static _ => new MailboxEntry());
            if (entry.Verdict(proof, time.GetUtcNow()) is { } known)
                return known;
            var faults = entry.Faults;
            await entry.Gate.WaitAsync(cancellationToken);
            try
            {
                if (_isClosed)
                    throw new BackendException(BackendError.Unavailable, "The gateway is closing");
                if (entry.IsForgotten)
                    continue;
                if (entry.Verdict(proof, time.GetUtcNow()) is { } proven)
                    return proven;
                if (entry.Faults != faults && entry.LastFault is { } fault)
                    throw new BackendException(fault.Error, fault.Message, fault);
                return await ProveAsync(entry, address, password, proof, cancellationToken);
            }
            finally
            {
                entry.Gate.Release();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _isClosed = true;
        foreach (var (address, entry) in _entries)
        {
            var entered = await entry.Gate.WaitAsync(ClosingPatience);
            if (entry.Take() is { } mailbox)
                await CloseAsync(address, mailbox);
            if (entered)
                entry.Gate.Release();
        }

        _entries.Clear();
        base.Dispose();
    }

    /// <summary>Closes mailboxes that nobody has used for a while and forgets names that nothing is known of any more.</summary>
    internal async Task SweepAsync()
    {
        foreach (var (address, entry) in _entries)
        {
            // Who is being asked about is in use.
            if (!entry.Gate.Wait(0))
                continue;
            try
            {
                var now = time.GetUtcNow();
                if (entry.TakeIdle(now - options.IdleLifetime) is { } idle)
                    await CloseAsync(address, idle);
                if (entry.IsEmpty(now))
                {
                    entry.IsForgotten = true;
                    _entries.TryRemove(KeyValuePair.Create(address, entry));
                }
            }
            finally
            {
                entry.Gate.Release();
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(SweepInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await SweepAsync();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task<Mailbox> ProveAsync(MailboxEntry entry, string address, string password, byte[] proof, CancellationToken cancellationToken)
    {
        var credentials = new BackendCredentials(address, password);
        try
        {
            var servers = new MailboxServers(backends, await backends.Mail.LogInAsync(credentials, cancellationToken), credentials, time);
            var mailbox = entry.Mailbox;
            if (mailbox is null)
                mailbox = await OpenAsync(address, servers, cancellationToken);
            else
                await TakeOverAsync(entry, mailbox, servers);
            entry.Accept(mailbox, proof, time.GetUtcNow() + options.ProofLifetime);
            return mailbox;
        }
        catch (BackendException refused) when (refused.Error == BackendError.AuthenticationFailed)
        {
            entry.Refuse(proof, time.GetUtcNow() + options.RefusalLifetime);
            Log.Refused(logger, address);
            throw;
        }
        catch (BackendException fault)
        {
            entry.Fail(fault);
            throw;
        }
    }

    /// <summary>
    /// A password that is proven again needs no second set of connections. Another one replaces the first when that no longer holds, but not while both do:
    /// devices with passwords of their own would take the connections from each other.
    /// </summary>
    private async Task TakeOverAsync(MailboxEntry entry, Mailbox open, MailboxServers servers)
    {
        var present = open.Servers.Credentials;
        var isGood = present == servers.Credentials || entry.IsAccepted(SHA256.HashData([.. _salt, .. Encoding.UTF8.GetBytes(present.Password)]), time.GetUtcNow());
        var superfluous = isGood ? servers : open.Exchange(servers);
        open.Resume();
        try
        {
            await superfluous.DisposeAsync();
        }
        catch (Exception fault)
        {
            Log.NotClosed(logger, fault, open.User.Address);
        }
    }

    /// <param name="owner">Whose mailbox: what is known of it is his, whoever logs in.</param>
    /// <param name="servers">The log-ins to it.</param>
    /// <param name="cancellationToken">Cancellation.</param>
    private async Task<Mailbox> OpenAsync(string owner, MailboxServers servers, CancellationToken cancellationToken)
    {
        IAsyncDisposable opened = servers;
        try
        {
            var guid = MailboxIdentity.MailboxGuidOf(owner);
            var user = new AuthenticatedUser(owner, options.DisplayNameOf(owner), options.LegacyDnOf(owner), guid);

            // A new state has forgotten which ids it gave out: where the mirror does not know either, it begins a generation that was never used.
            var whenNew = new MailboxHead((uint)time.GetUtcNow().ToUnixTimeSeconds(), 1, ItemIds.FirstDrawn, ItemIds.FirstChange);
            var state = await Task.Run(() => states.Open(guid, whenNew), cancellationToken);
            var (index, mirror) = await LoadAsync(user, state, servers, cancellationToken);
            var mailbox = new Mailbox(user, index, servers, options, time, logger, mirror);
            opened = mailbox;
            await mailbox.OpenAsync(cancellationToken);
            return mailbox;
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    private async Task<(MailboxIndex Index, MirrorOpening? Mirror)> LoadAsync(AuthenticatedUser user, IMailboxState state, MailboxServers servers, CancellationToken cancellationToken)
    {
        try
        {
            var mirror = options.ExtensionKey is { } key ? await MirrorOpening.OpenAsync(state, new ExtensionSeal(key, user.MailboxGuid), user.Address, servers.Mail, logger, cancellationToken) : null;
            if (mirror is null && Interlocked.Exchange(ref _hasWarned, 1) == 0)
                Log.NoKey(logger);
            return (await Task.Run(() => new MailboxIndex(state, new MailboxIdentity(user.Address, user.DisplayName, user.LegacyDn, state.Head.Generation), time, logger), cancellationToken), mirror);
        }
        catch
        {
            state.Dispose();
            throw;
        }
    }

    /// <summary>Closes a mailbox; a fault of its servers must not keep the others from being closed.</summary>
    private async Task CloseAsync(string address, Mailbox mailbox)
    {
        try
        {
            await mailbox.DisposeAsync();
            Log.Closed(logger, address);
        }
        catch (Exception fault)
        {
            Log.NotClosed(logger, fault, address);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3040, LogLevel.Warning, "Log-in refused for {Address}")]
        public static partial void Refused(ILogger logger, string address);

        [LoggerMessage(3041, LogLevel.Error, "A log-in of {Address} could not be given up cleanly")]
        public static partial void NotClosed(ILogger logger, Exception fault, string address);

        [LoggerMessage(3043, LogLevel.Warning, "No extension key is configured: what Outlook sets and the mail server has no place for lives in the gateway's state alone and is lost with it")]
        public static partial void NoKey(ILogger logger);

        [LoggerMessage(3042, LogLevel.Debug, "The mailbox of {Address} was closed")]
        public static partial void Closed(ILogger logger, string address);
    }
}
