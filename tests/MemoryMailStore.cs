using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Channels;
using Mapigate.Backends;
using Mapigate.Backends.Mail;

namespace Mapigate.Tests;

/// <summary>One user's mail in memory, with UIDs, flags and mod-sequences as an IMAP server has them.</summary>
internal sealed class MemoryMailStore : IMailStore
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, Folder> _folders = new(StringComparer.Ordinal);
    private readonly List<Channel<string>> _watchers = [];
    private uint _validity = 1;
    private ulong _modSeq = 1;

    public MemoryMailStore()
    {
        foreach (var name in (string[])["INBOX", "Drafts", "Sent", "Trash", "Junk"])
            _folders[name] = new Folder(_validity++);
    }

    public MailCapabilities Capabilities => MailCapabilities.ModSequences | MailCapabilities.Vanished | MailCapabilities.Idle | MailCapabilities.UidPlus | MailCapabilities.Move | MailCapabilities.SpecialUse | MailCapabilities.Keywords;

    /// <summary>Delivers a message as a mail server would.</summary>
    public uint Deliver(string path, string message)
    {
        uint uid;
        lock (_lock)
            uid = Add(this[path], Encoding.UTF8.GetBytes(message.ReplaceLineEndings("\r\n")), MailFlags.None, new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero));
        Tell(path);
        return uid;
    }

    /// <summary>The messages of a folder as they are stored.</summary>
    public IReadOnlyList<(uint Uid, MailFlags Flags, string Content)> Messages(string path)
    {
        lock (_lock)
            return [.. this[path].Messages.Values.Select(m => (m.Uid, m.Flags, Encoding.UTF8.GetString(m.Content)))];
    }

    public Task<IReadOnlyList<MailFolder>> ListAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<MailFolder>>(
                [.. _folders.Select(f => new MailFolder(f.Key, '/', MailNamespace.Personal, Use(f.Key), CanHoldMessages: true, IsSubscribed: true, State(f.Value)))]);
        }
    }

    public Task<MailFolderState> GetStateAsync(string path, CancellationToken cancellationToken)
    {
        lock (_lock)
            return Task.FromResult(State(this[path]));
    }

    public Task<MailFolderChanges> GetChangesAsync(string path, MailFolderState? since, UidSet known, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var folder = this[path];
            var reset = since?.UidValidity != folder.Validity;
            var changed = folder.Messages.Values.Where(m => reset || m.ModSeq > since!.HighestModSeq || !known.Contains(m.Uid));
            var vanished = reset ? UidSet.Empty : UidSet.From(known.Where(uid => !folder.Messages.ContainsKey(uid)));
            return Task.FromResult(new MailFolderChanges(State(folder), reset, vanished, [.. changed.Select(m => new MailMessageFlags(m.Uid, m.Flags, m.ModSeq))]));
        }
    }

    public async IAsyncEnumerable<MailSummary> FetchSummariesAsync(string path, uint uidValidity, UidSet uids, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Message[] messages;
        lock (_lock)
            messages = [.. Find(path, uidValidity, uids)];
        await Task.Yield();
        foreach (var message in messages)
        {
            var end = message.Content.AsSpan().IndexOf("\r\n\r\n"u8);
            var header = end < 0 ? message.Content : message.Content[..(end + 4)];
            yield return new MailSummary(message.Uid, message.Flags, message.ModSeq, message.Received, message.Content.Length, header, Structure: null);
        }
    }

    public async Task FetchMessageAsync(string path, uint uidValidity, uint uid, Stream destination, CancellationToken cancellationToken)
    {
        Message? message;
        lock (_lock)
            message = Find(path, uidValidity, UidSet.Of(uid)).SingleOrDefault();
        await destination.WriteAsync(message?.Content ?? throw new BackendException(BackendError.NotFound, "No such message"), cancellationToken);
    }

    public async Task<MailLocation?> AppendAsync(string path, Stream content, long length, MailFlags flags, DateTimeOffset? internalDate, CancellationToken cancellationToken)
    {
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, cancellationToken);
        MailLocation location;
        lock (_lock)
        {
            var folder = this[path];
            location = new MailLocation(folder.Validity, Add(folder, copy.ToArray(), flags, internalDate ?? new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero)));
        }

        Tell(path);
        return location;
    }

    public Task<IReadOnlyList<MailMessageFlags>> StoreFlagsAsync(string path, uint uidValidity, UidSet uids, MailFlags add, MailFlags remove, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var changed = new List<MailMessageFlags>();
            foreach (var message in Find(path, uidValidity, uids))
            {
                message.Flags = new MailFlags(
                    (message.Flags.System | add.System) & ~remove.System,
                    [.. message.Flags.Keywords.Union(add.Keywords).Except(remove.Keywords).Order(StringComparer.Ordinal)]);
                message.ModSeq = this[path].ModSeq = ++_modSeq;
                changed.Add(new MailMessageFlags(message.Uid, message.Flags, message.ModSeq));
            }

            return Task.FromResult<IReadOnlyList<MailMessageFlags>>(changed);
        }
    }

    public async Task<MailTransfer?> MoveAsync(string path, uint uidValidity, UidSet uids, string target, CancellationToken cancellationToken)
    {
        var transfer = await CopyAsync(path, uidValidity, uids, target, cancellationToken);
        await ExpungeAsync(path, uidValidity, uids, cancellationToken);
        return transfer;
    }

    public Task<MailTransfer?> CopyAsync(string path, uint uidValidity, UidSet uids, string target, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var folder = this[target];
            var copied = Find(path, uidValidity, uids).ToDictionary(m => m.Uid, m => Add(folder, m.Content, m.Flags, m.Received));
            return Task.FromResult<MailTransfer?>(new MailTransfer(folder.Validity, copied));
        }
    }

    public Task ExpungeAsync(string path, uint uidValidity, UidSet uids, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            foreach (var message in Find(path, uidValidity, uids))
                this[path].Messages.Remove(message.Uid);
            this[path].ModSeq = ++_modSeq;
        }

        return Task.CompletedTask;
    }

    public Task CreateFolderAsync(string path, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_folders.TryAdd(path, new Folder(_validity++)))
                throw new BackendException(BackendError.AlreadyExists, "The folder exists");
        }

        return Task.CompletedTask;
    }

    public Task RenameFolderAsync(string path, string newPath, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _folders[newPath] = this[path];
            _folders.Remove(path);
        }

        return Task.CompletedTask;
    }

    public Task DeleteFolderAsync(string path, CancellationToken cancellationToken)
    {
        lock (_lock)
            _folders.Remove(path);
        return Task.CompletedTask;
    }

    public Task SubscribeAsync(string path, bool isSubscribed, CancellationToken cancellationToken) => Task.CompletedTask;

    public IAsyncEnumerable<MailFolderHint> WatchAsync(string path, CancellationToken cancellationToken)
    {
        var channel = Channel.CreateUnbounded<string>();
        lock (_lock)
            _watchers.Add(channel);
        return Watch();

        async IAsyncEnumerable<MailFolderHint> Watch()
        {
            await foreach (var changed in channel.Reader.ReadAllAsync(cancellationToken))
            {
                if (changed == path)
                    yield return new MailFolderHint(path);
            }
        }
    }

    /// <summary>The store outlives its log-ins.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Folder this[string path] => _folders.TryGetValue(path, out var folder) ? folder : throw new BackendException(BackendError.NotFound, "No such folder");

    private static MailFolderUse Use(string path) => path switch
    {
        "INBOX" => MailFolderUse.Inbox,
        "Drafts" => MailFolderUse.Drafts,
        "Sent" => MailFolderUse.Sent,
        "Trash" => MailFolderUse.Trash,
        "Junk" => MailFolderUse.Junk,
        _ => MailFolderUse.None,
    };

    private static MailFolderState State(Folder folder) => new(
        folder.Validity, folder.Next, folder.ModSeq, folder.Messages.Count, folder.Messages.Values.Count(m => (m.Flags.System & MailSystemFlags.Seen) == 0));

    private Message[] Find(string path, uint uidValidity, UidSet uids)
    {
        var folder = this[path];
        return folder.Validity == uidValidity ? [.. folder.Messages.Values.Where(m => uids.Contains(m.Uid))] : throw new BackendException(BackendError.Conflict, "Another UIDVALIDITY");
    }

    private uint Add(Folder folder, byte[] content, MailFlags flags, DateTimeOffset received)
    {
        var message = new Message(folder.Next++, content, received) { Flags = flags, ModSeq = ++_modSeq };
        folder.ModSeq = _modSeq;
        folder.Messages[message.Uid] = message;
        return message.Uid;
    }

    private void Tell(string path)
    {
        lock (_lock)
            _watchers.ForEach(w => w.Writer.TryWrite(path));
    }

    private sealed class Folder(uint validity)
    {
        public uint Validity { get; } = validity;

        public uint Next { get; set; } = 1;

        public ulong ModSeq { get; set; } = 1;

        public SortedDictionary<uint, Message> Messages { get; } = [];
    }

    private sealed class Message(uint uid, byte[] content, DateTimeOffset received)
    {
        public uint Uid { get; } = uid;

        public byte[] Content { get; } = content;

        public DateTimeOffset Received { get; } = received;

        public MailFlags Flags { get; set; } = MailFlags.None;

        public ulong ModSeq { get; set; }
    }
}
