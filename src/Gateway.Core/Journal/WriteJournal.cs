using System.Collections.Concurrent;
using Mapigate.Backends;
using Mapigate.Gateway.Core.Items;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Gateway.Core.Sending;
using Microsoft.Extensions.Logging;

namespace Mapigate.Gateway.Core.Journal;

/// <summary>
/// The mailbox's writes of several steps. Each stands in the state before its first outward step and after it, so that what a death of the process or a fault of a
/// server left half done is finished or undone: when the mailbox is next opened, and while it is open at the poll interval.
/// </summary>
internal sealed partial class WriteJournal(Mailbox mailbox, ILogger logger)
{
    /// <summary>Writes of this process that still run: nobody else touches them.</summary>
    private readonly ConcurrentDictionary<Guid, bool> _running = new();

    /// <summary>Makes the write durable before its first outward step.</summary>
    public async Task<JournalledWrite> BeginAsync(JournalEntry entry)
    {
        _running[entry.Key] = true;
        try
        {
            await PutAsync(entry);
        }
        catch
        {
            Leave(entry.Key);
            throw;
        }

        return new JournalledWrite(this, entry);
    }

    /// <summary>The same for a write whose entry goes into the state with its first step.</summary>
    public JournalledWrite Enlist(JournalEntry entry)
    {
        _running[entry.Key] = true;
        return new JournalledWrite(this, entry);
    }

    /// <summary>A new entry of that kind, begun now.</summary>
    public JournalEntry New(JournalKind kind) => new() { Key = Guid.NewGuid(), Kind = kind, Begun = mailbox.Time.GetUtcNow() };

    /// <summary>Finishes or undoes what was left behind. What cannot be done now, because a server does not answer, is left for the next time.</summary>
    public async Task RecoverAsync(CancellationToken cancellationToken)
    {
        foreach (var entry in mailbox.Index.Journal.Values.OrderBy(e => e.Begun).ThenBy(e => e.Key).ToList())
        {
            if (!_running.TryAdd(entry.Key, true))
                continue;
            try
            {
                // Another look may have finished it meanwhile, or its own write come further.
                if (mailbox.Index.Journal.TryGetValue(entry.Key, out var present))
                    await RecoverAsync(present, cancellationToken);
            }
            finally
            {
                Leave(entry.Key);
            }
        }
    }

    internal Task PutAsync(JournalEntry entry) => mailbox.Index.CommitAsync(set => set.Put(entry), CancellationToken.None);

    internal Task EndAsync(Guid key) => mailbox.Index.CommitAsync(set => set.End(key), CancellationToken.None);

    internal void Leave(Guid key) => _running.TryRemove(key, out _);

    private async Task RecoverAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            await FinishAsync(entry, cancellationToken);
            await EndAsync(entry.Key);
            Log.Recovered(logger, entry.Kind, entry.Begun, mailbox.User.Address);
        }
        catch (BackendException gone) when (gone.Error is BackendError.NotFound or BackendError.Conflict or BackendError.NotSupported or BackendError.TooLarge)
        {
            // What it was about is no longer as it was: another client has decided.
            Log.GivenUp(logger, entry.Kind, entry.Begun, mailbox.User.Address, gone.Error, gone.Message);
            await EndAsync(entry.Key);
        }
        catch (BackendException fault)
        {
            Log.Postponed(logger, entry.Kind, entry.Begun, mailbox.User.Address, fault.Error, fault.Message);
        }
    }

    private Task FinishAsync(JournalEntry entry, CancellationToken cancellationToken) => entry.Kind switch
    {
        JournalKind.Submit => new SubmissionRecovery(mailbox, logger).FinishAsync(entry, cancellationToken),
        JournalKind.Save => new SaveRecovery(mailbox).FinishAsync(entry, cancellationToken),
        JournalKind.Transfer => new TransferRecovery(mailbox).FinishAsync(entry, cancellationToken),
        JournalKind.Store => new StoreRecovery(mailbox).FinishAsync(entry, cancellationToken),
        JournalKind.MoveFolder => new FolderTransfer(mailbox).FinishAsync(entry, cancellationToken),
        JournalKind.RemoveFolder => new FolderRemoval(mailbox).FinishAsync(entry, cancellationToken),
        JournalKind.Rehome => new FolderRehoming(mailbox).FinishAsync(entry, cancellationToken),
        _ => throw new InvalidOperationException($"{entry.Kind} is no kind of journalled write"),
    };

    private static partial class Log
    {
        [LoggerMessage(3070, LogLevel.Information, "{Kind} of {Begun:O} in the mailbox of {Address}, left half done, was finished or undone")]
        public static partial void Recovered(ILogger logger, JournalKind kind, DateTimeOffset begun, string address);

        [LoggerMessage(3071, LogLevel.Warning, "{Kind} of {Begun:O} in the mailbox of {Address} cannot be finished any more: {Error}: {Reason}")]
        public static partial void GivenUp(ILogger logger, JournalKind kind, DateTimeOffset begun, string address, BackendError error, string reason);

        [LoggerMessage(3072, LogLevel.Warning, "{Kind} of {Begun:O} in the mailbox of {Address} cannot be finished now: {Error}: {Reason}")]
        public static partial void Postponed(ILogger logger, JournalKind kind, DateTimeOffset begun, string address, BackendError error, string reason);
    }
}
