using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Mapigate.Backends;
using Mapigate.Gateway.Core.Index;
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
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly byte[] _salt = RandomNumberGenerator.GetBytes(32);

    public MailboxOptions Options => options;

    /// <summary>Proves the user and gives his mailbox, opened when it is not.</summary>
    /// <exception cref="BackendException">AuthenticationFailed for a wrong name or password; Unavailable or Timeout where the mail server cannot be asked.</exception>
    public async Task<Mailbox> AuthenticateAsync(string logInName, string password, CancellationToken cancellationToken)
    {
        var address = UserName.ToAddress(logInName, options.Domains)
            ?? throw new BackendException(BackendError.AuthenticationFailed, "The log-in name is not an address");
        var entry = _entries.GetOrAdd(address, static _ => new Entry());
        var proof = SHA256.HashData([.. _salt, .. Encoding.UTF8.GetBytes(password)]);
        if (entry.Verdict(proof, time.GetUtcNow()) is { } known)
            return known;
        await entry.Gate.WaitAsync(cancellationToken);
        try
        {
            return entry.Verdict(proof, time.GetUtcNow()) ?? await ProveAsync(entry, address, password, proof, cancellationToken);
        }
        finally
        {
            entry.Gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, entry) in _entries)
        {
            if (entry.Mailbox is { } mailbox)
                await mailbox.DisposeAsync();
        }

        _entries.Clear();
        base.Dispose();
    }

    /// <summary>Closes mailboxes that nobody has used for a while.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(30), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await CloseIdleAsync();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task<Mailbox> ProveAsync(Entry entry, string address, string password, byte[] proof, CancellationToken cancellationToken)
    {
        var credentials = new BackendCredentials(address, password);
        MailboxServers servers;
        try
        {
            servers = new MailboxServers(backends, await backends.Mail.LogInAsync(credentials, cancellationToken), credentials);
        }
        catch (BackendException refused) when (refused.Error == BackendError.AuthenticationFailed)
        {
            entry.Refuse(proof, time.GetUtcNow() + options.RefusalLifetime);
            Log.Refused(logger, address);
            throw;
        }

        if (entry.Mailbox is { } open)
        {
            // The same password again needs no second set of connections; another one replaces the first.
            var superfluous = open.Servers.Credentials == credentials ? servers : open.Exchange(servers);
            await superfluous.DisposeAsync();
        }
        else
        {
            entry.Mailbox = await OpenAsync(address, servers, cancellationToken);
        }

        entry.Accept(proof, time.GetUtcNow() + options.ProofLifetime);
        entry.Mailbox.Touch();
        return entry.Mailbox;
    }

    private async Task<Mailbox> OpenAsync(string address, MailboxServers servers, CancellationToken cancellationToken)
    {
        var guid = MailboxIdentity.MailboxGuidOf(address);
        var user = new AuthenticatedUser(address, options.DisplayNameOf(address), options.LegacyDnOf(address), guid);

        // A new state has forgotten which ids it gave out: it begins a generation that was never used.
        var whenNew = new MailboxHead((uint)time.GetUtcNow().ToUnixTimeSeconds(), 1, ItemIds.FirstDrawn, ItemIds.FirstChange);
        var state = await Task.Run(() => states.Open(guid, whenNew), cancellationToken);
        var identity = new MailboxIdentity(address, user.DisplayName, user.LegacyDn, state.Head.Generation);
        var mailbox = new Mailbox(user, new MailboxIndex(state, identity, time, logger), servers, options, time, logger);
        try
        {
            await mailbox.OpenAsync(cancellationToken);
            return mailbox;
        }
        catch
        {
            await mailbox.DisposeAsync();
            throw;
        }
    }

    private async Task CloseIdleAsync()
    {
        foreach (var (_, entry) in _entries)
        {
            await entry.Gate.WaitAsync();
            try
            {
                if (entry.Mailbox is { IsInUse: false } mailbox && mailbox.LastUsed + options.IdleLifetime < time.GetUtcNow())
                {
                    entry.Close();
                    await mailbox.DisposeAsync();
                }
            }
            finally
            {
                entry.Gate.Release();
            }
        }
    }

    /// <summary>What is known of one address.</summary>
    private sealed class Entry
    {
        private Known? _accepted;
        private Known? _refused;

        public SemaphoreSlim Gate { get; } = new(1);

        public Mailbox? Mailbox { get; set; }

        /// <summary>The mailbox where the password is known to be right; throws where it is known to be wrong; null where it must be asked.</summary>
        public Mailbox? Verdict(byte[] proof, DateTimeOffset now)
        {
            if (_accepted is { } accepted && accepted.Until > now && Mailbox is { } mailbox && CryptographicOperations.FixedTimeEquals(accepted.Proof, proof))
            {
                mailbox.Touch();
                return mailbox;
            }

            if (_refused is { } refused && refused.Until > now && CryptographicOperations.FixedTimeEquals(refused.Proof, proof))
                throw new BackendException(BackendError.AuthenticationFailed, "The mail server has just refused this password");
            return null;
        }

        public void Accept(byte[] proof, DateTimeOffset until) => (_accepted, _refused) = (new Known(proof, until), null);

        public void Refuse(byte[] proof, DateTimeOffset until) => _refused = new Known(proof, until);

        public void Close() => (_accepted, Mailbox) = (null, null);

        private sealed record Known(byte[] Proof, DateTimeOffset Until);
    }

    private static partial class Log
    {
        [LoggerMessage(3040, LogLevel.Warning, "Log-in refused for {Address}")]
        public static partial void Refused(ILogger logger, string address);
    }
}
