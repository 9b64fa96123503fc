using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Channels;
using Mapigate.Backends;
using Mapigate.Backends.Mail;

namespace Mapigate.Tests;

/// <summary>One user's mail in memory, with UIDs, flags and mod-sequences as an IMAP server has them.</summary>
internal sealed partial class MemoryMailStore : IMailStore
{
    private static readonly StringComparer NoCase = StringComparer.OrdinalIgnoreCase;

    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, MemoryMailFolder> _folders = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unsubscribed = new(StringComparer.Ordinal);
    private readonly List<Channel<string>> _watchers = [];
    private readonly Dictionary<string, int> _calls = [];
    private readonly SemaphoreSlim _watching = new(0);
    private int _logOuts;
    private uint _validity = 1;
    private ulong _modSeq = 1;

    public MemoryMailStore()
    {
        foreach (var name in (string[])["INBOX", "Drafts", "Sent", "Trash", "Junk"])
            _folders[name] = new MemoryMailFolder(_validity++);
    }

    /// <summary>What the server offers; taken away, the store does without.</summary>
    public MailCapabilities Capabilities { get; set; } =
        MailCapabilities.ModSequences | MailCapabilities.Vanished | MailCapabilities.Idle | MailCapabilities.UidPlus | MailCapabilities.Move | MailCapabilities.SpecialUse | MailCapabilities.Keywords;

    /// <summary>What folders are for by the server's word; without <see cref="MailCapabilities.SpecialUse"/> it says nothing.</summary>
    public Dictionary<string, MailFolderUse> Uses { get; } = new(StringComparer.Ordinal)
    {
        ["INBOX"] = MailFolderUse.Inbox, ["Drafts"] = MailFolderUse.Drafts, ["Sent"] = MailFolderUse.Sent, ["Trash"] = MailFolderUse.Trash, ["Junk"] = MailFolderUse.Junk,
    };

    public char? Delimiter { get; set; } = '/';

    /// <summary>Folders that hold no messages.</summary>
    public HashSet<string> NoSelect { get; } = new(StringComparer.Ordinal);

    /// <summary>Runs between the making of a list and its arrival.</summary>
    public Func<Task>? AfterList { get; set; }

    /// <summary>The server's list is empty.</summary>
    public bool ListsNothing { get; set; }

    /// <summary>Asked before each operation, by its name and folder: a fault that it returns is thrown.</summary>
    public Func<string, string, Exception?>? Fault { get; set; }

    /// <summary>Asked after each change, by its name and folder: a fault that it returns takes the place of the answer.</summary>
    public Func<string, string, Exception?>? Lost { get; set; }

    /// <summary>Summaries that are given before a fetch breaks off; null for all.</summary>
    public int? SummariesUntilBreak { get; set; }

    /// <summary>The structure of a message by its UID; none is given without.</summary>
    public Func<uint, MailPart?>? Structure { get; set; }

    public MailQuota? Quota { get; set; }

    /// <summary>Messages that the server does not tell of when it is asked for changes, as one that is only half started.</summary>
    public Func<uint, bool>? Hidden { get; set; }

    /// <summary>Summaries that were given.</summary>
    public int Summaries { get; private set; }

    /// <summary>How often an operation was called.</summary>
    public int Calls(string operation)
    {
        lock (_lock)
            return _calls.GetValueOrDefault(operation);
    }

    /// <summary>Waits until a watch begins.</summary>
    public async Task UntilWatchedAsync() => Assert.True(await _watching.WaitAsync(TimeSpan.FromSeconds(10)), "Nobody watches");

    /// <summary>Ends every watch with that fault, or without.</summary>
    public void BreakWatches(Exception? fault)
    {
        lock (_lock)
        {
            _watchers.ForEach(w => w.Writer.TryComplete(fault));
            _watchers.Clear();
        }
    }

    /// <summary>The messages of a folder as they are stored.</summary>
    public IReadOnlyList<(uint Uid, MailFlags Flags, string Content)> Messages(string path)
    {
        lock (_lock)
            return [.. this[path].Messages.Values.Select(m => (m.Uid, m.Flags, Encoding.UTF8.GetString(m.Content)))];
    }

    public async Task<IReadOnlyList<MailFolder>> ListAsync(CancellationToken cancellationToken)
    {
        await BeginAsync("LIST", "", cancellationToken);
        MailFolder[] folders;
        lock (_lock)
        {
            var listed = ListsNothing ? [] : _folders.AsEnumerable();
            folders = [.. listed.Select(f => new MailFolder(f.Key, Delimiter, MailNamespace.Personal, Use(f.Key), !NoSelect.Contains(f.Key), !_unsubscribed.Contains(f.Key), NoSelect.Contains(f.Key) ? null : State(f.Value)))];
        }

        if (AfterList is { } after)
            await after();
        return folders;
    }

    public async Task<MailFolderState> GetStateAsync(string path, CancellationToken cancellationToken)
    {
        await BeginAsync("STATUS", path, cancellationToken);
        lock (_lock)
            return State(this[path]);
    }

    public async Task<MailFolderChanges> GetChangesAsync(string path, MailFolderState? since, UidSet known, CancellationToken cancellationToken)
    {
        await BeginAsync("CHANGES", path, cancellationToken);
        lock (_lock)
        {
            var folder = this[path];
            var reset = since?.UidValidity != folder.Validity;
            var shown = folder.Messages.Values.Where(m => Hidden?.Invoke(m.Uid) != true).ToDictionary(m => m.Uid);
            var changed = shown.Values.Where(m => reset || !Has(MailCapabilities.ModSequences) || m.ModSeq > since!.HighestModSeq || !known.Contains(m.Uid));
            var vanished = reset ? UidSet.Empty : UidSet.From(known.Where(uid => !shown.ContainsKey(uid)));
            return new MailFolderChanges(State(folder), reset, vanished, [.. changed.Select(FlagsOf)]);
        }
    }

    public async IAsyncEnumerable<MailSummary> FetchSummariesAsync(string path, uint uidValidity, UidSet uids, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await BeginAsync("SUMMARIES", path, cancellationToken);
        MemoryMail[] messages;
        lock (_lock)
            messages = [.. Find(path, uidValidity, uids)];
        var given = 0;
        foreach (var message in messages)
        {
            if (given++ == SummariesUntilBreak)
                throw new BackendException(BackendError.Unavailable, "The connection broke");
            cancellationToken.ThrowIfCancellationRequested();
            yield return new MailSummary(message.Uid, message.Flags, FlagsOf(message).ModSeq, message.Received, message.Content.Length, MemoryMailSearch.Header(message.Content), Structure?.Invoke(message.Uid));
            Summaries++;
        }
    }

    public async Task FetchMessageAsync(string path, uint uidValidity, uint uid, Stream destination, CancellationToken cancellationToken)
    {
        await BeginAsync("FETCH", path, cancellationToken);
        MemoryMail? message;
        lock (_lock)
            message = Find(path, uidValidity, UidSet.Of(uid)).SingleOrDefault();
        await destination.WriteAsync(message?.Content ?? throw new BackendException(BackendError.NotFound, "No such message"), cancellationToken);
    }

    public async Task<MailLocation?> AppendAsync(string path, Stream content, long length, MailFlags flags, DateTimeOffset? internalDate, CancellationToken cancellationToken)
    {
        await BeginAsync("APPEND", path, cancellationToken);
        var message = new byte[length];
        await content.ReadExactlyAsync(message, cancellationToken);
        MailLocation location;
        lock (_lock)
        {
            var folder = this[path];
            location = new MailLocation(folder.Validity, Add(folder, message, flags, internalDate ?? new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero)));
        }

        Tell(path);
        End("APPEND", path);
        return Has(MailCapabilities.UidPlus) ? location : null;
    }

    public async Task<IReadOnlyList<MailLocation?>> AppendAsync(string path, IReadOnlyList<MailToAppend> messages, CancellationToken cancellationToken)
    {
        var locations = new List<MailLocation?>();
        foreach (var message in messages)
            locations.Add(await AppendAsync(path, message.Content, message.Length, message.Flags, message.InternalDate, cancellationToken));
        return locations;
    }

    public async Task<IReadOnlyList<MailMessageFlags>> StoreFlagsAsync(string path, uint uidValidity, UidSet uids, MailFlags add, MailFlags remove, CancellationToken cancellationToken)
    {
        await BeginAsync("STORE", path, cancellationToken);
        lock (_lock)
        {
            var changed = new List<MailMessageFlags>();
            foreach (var message in Find(path, uidValidity, uids))
            {
                var flags = new MailFlags(
                    (message.Flags.System | add.System) & ~remove.System,
                    Has(MailCapabilities.Keywords) ? [.. message.Flags.Keywords.Union(add.Keywords, NoCase).Except(remove.Keywords, NoCase).Order(NoCase)] : []);
                if (!flags.Equals(message.Flags))
                {
                    Change(this[path], message, flags);
                    Tell(path);
                }

                changed.Add(FlagsOf(message));
            }

            End("STORE", path);
            return changed;
        }
    }

    public async Task<MailTransfer?> MoveAsync(string path, uint uidValidity, UidSet uids, string target, CancellationToken cancellationToken)
    {
        await BeginAsync("MOVE", path, cancellationToken);
        lock (_lock)
        {
            var transfer = Copy(path, uidValidity, uids, target);
            foreach (var message in Find(path, uidValidity, uids))
            {
                this[path].Messages.Remove(message.Uid);
                this[path].ModSeq = ++_modSeq;
            }

            Tell(path);
            Tell(target);
            End("MOVE", path);
            return transfer;
        }
    }

    public async Task<MailTransfer?> CopyAsync(string path, uint uidValidity, UidSet uids, string target, CancellationToken cancellationToken)
    {
        await BeginAsync("COPY", path, cancellationToken);
        lock (_lock)
        {
            var transfer = Copy(path, uidValidity, uids, target);
            Tell(target);
            End("COPY", path);
            return transfer;
        }
    }

    public async Task ExpungeAsync(string path, uint uidValidity, UidSet uids, CancellationToken cancellationToken)
    {
        await BeginAsync("EXPUNGE", path, cancellationToken);
        lock (_lock)
        {
            foreach (var message in Find(path, uidValidity, uids))
            {
                if (!Has(MailCapabilities.UidPlus))
                {
                    Change(this[path], message, message.Flags with { System = message.Flags.System | MailSystemFlags.Deleted });
                    continue;
                }

                this[path].Messages.Remove(message.Uid);
                this[path].ModSeq = ++_modSeq;
            }
        }

        Tell(path);
        End("EXPUNGE", path);
    }

    public async Task<UidSet> SearchAsync(string path, uint uidValidity, MailQuery query, CancellationToken cancellationToken)
    {
        await BeginAsync("SEARCH", path, cancellationToken);
        lock (_lock)
        {
            return this[path].Validity == uidValidity
                ? UidSet.From(this[path].Messages.Values.Where(m => MemoryMailSearch.Matches(Encoding.UTF8.GetString(m.Content), query)).Select(m => m.Uid))
                : throw new BackendException(BackendError.Conflict, "Another UIDVALIDITY");
        }
    }

    public Task<MailQuota?> GetQuotaAsync(string path, CancellationToken cancellationToken) => Task.FromResult(Quota);

    public async Task<MailRights> GetOwnRightsAsync(string path, CancellationToken cancellationToken)
    {
        await BeginAsync("MYRIGHTS", path, cancellationToken);
        lock (_lock)
            _ = this[path];
        return (MailRights)(((int)MailRights.Administer << 1) - 1);
    }

    public Task<IReadOnlyList<MailAccess>> GetAccessAsync(string path, CancellationToken cancellationToken) => throw new BackendException(BackendError.NotSupported, "No ACL");

    public Task SetAccessAsync(string path, MailAccess access, CancellationToken cancellationToken) => throw new BackendException(BackendError.NotSupported, "No ACL");

    /// <summary>Log-ins that were given up; the store outlives them.</summary>
    public int LogOuts => _logOuts;

    /// <summary>Giving up a log-in throws it.</summary>
    public Exception? LogOutFault { get; set; }

    public ValueTask DisposeAsync()
    {
        Interlocked.Increment(ref _logOuts);
        return LogOutFault is { } fault ? ValueTask.FromException(fault) : ValueTask.CompletedTask;
    }

    private MemoryMailFolder this[string path] => !NoSelect.Contains(path) && _folders.TryGetValue(path, out var folder) ? folder : throw new BackendException(BackendError.NotFound, "No such folder");

    private MailFolderUse Use(string path) => Has(MailCapabilities.SpecialUse) ? Uses.GetValueOrDefault(path) : MailFolderUse.None;

    private bool Has(MailCapabilities capability) => (Capabilities & capability) != 0;

    private MailFolderState State(MemoryMailFolder folder) => new(
        folder.Validity, folder.Next, Has(MailCapabilities.ModSequences) ? folder.ModSeq : 0, folder.Messages.Count, folder.Messages.Values.Count(m => (m.Flags.System & MailSystemFlags.Seen) == 0));

    private MemoryMail[] Find(string path, uint uidValidity, UidSet uids)
    {
        var folder = this[path];
        return folder.Validity == uidValidity ? [.. folder.Messages.Values.Where(m => uids.Contains(m.Uid))] : throw new BackendException(BackendError.Conflict, "Another UIDVALIDITY");
    }

    private MailMessageFlags FlagsOf(MemoryMail message) => new(message.Uid, message.Flags, Has(MailCapabilities.ModSequences) ? message.ModSeq : 0);

    private void Change(MemoryMailFolder folder, MemoryMail message, MailFlags flags)
    {
        message.Flags = flags;
        message.ModSeq = folder.ModSeq = ++_modSeq;
    }

    private MailTransfer? Copy(string path, uint uidValidity, UidSet uids, string target)
    {
        var folder = this[target];
        var copied = Find(path, uidValidity, uids).ToDictionary(m => m.Uid, m => Add(folder, m.Content, m.Flags, m.Received));
        return Has(MailCapabilities.UidPlus) ? new MailTransfer(folder.Validity, copied) : null;
    }

    /// <summary>Lets the caller wait as at a server, and fails it where the test says so.</summary>
    private async Task BeginAsync(string operation, string path, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            _calls[operation] = _calls.GetValueOrDefault(operation) + 1;
        if (Fault?.Invoke(operation, path) is { } fault)
            throw fault;
    }

    /// <summary>Loses the answer where the test says so.</summary>
    private void End(string operation, string path)
    {
        if (Lost?.Invoke(operation, path) is { } fault)
            throw fault;
    }

    private uint Add(MemoryMailFolder folder, byte[] content, MailFlags flags, DateTimeOffset received)
    {
        var message = new MemoryMail(folder.Next++, content, received) { Flags = flags, ModSeq = ++_modSeq };
        folder.ModSeq = _modSeq;
        folder.Messages[message.Uid] = message;
        return message.Uid;
    }
}
