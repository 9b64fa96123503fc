using System.Runtime.CompilerServices;
using Mapigate.Backends.Local.Files;
using Mapigate.Backends.Local.Maildir;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Local;

/// <summary>One user's mail in a Maildir.</summary>
internal sealed class LocalMailStore(LocalMailbox mailbox, LocalOptions options, TimeProvider time) : IMailStore
{
    private const int MostAtOnce = 1000;
    private const MailRights EveryRight = (MailRights)(((int)MailRights.Administer << 1) - 1);

    private MaildirTree Tree => mailbox.Mail;

    public MailCapabilities Capabilities =>
        MailCapabilities.ModSequences | MailCapabilities.Vanished | MailCapabilities.Idle | MailCapabilities.UidPlus | MailCapabilities.Move
        | MailCapabilities.SpecialUse | MailCapabilities.Keywords | MailCapabilities.Quota;

    public Task<IReadOnlyList<MailFolder>> ListAsync(CancellationToken cancellationToken) => FileFault.RunAsync<IReadOnlyList<MailFolder>>(
        async () =>
        {
            var subscribed = Tree.Subscriptions.Read();
            var paths = Tree.Paths();
            var folders = new List<MailFolder>(paths.Count);
            foreach (var path in paths)
            {
                if (await TryGetStateAsync(path, cancellationToken) is { } state)
                    folders.Add(Folder(path, state));
            }

            // Names that only hold folders below them have no folder of their own on disk.
            var known = paths.ToHashSet(StringComparer.Ordinal);
            foreach (var path in paths)
            {
                for (var end = path.LastIndexOf(FolderName.Delimiter); end > 0; end = path.LastIndexOf(FolderName.Delimiter, end - 1))
                {
                    if (known.Add(path[..end]))
                        folders.Add(Folder(path[..end], null));
                }
            }

            return folders;

            MailFolder Folder(string path, MailFolderState? state) => new(
                path, FolderName.Delimiter, MailNamespace.Personal, state is null ? MailFolderUse.None : FolderUses.Of(path), state is not null, subscribed.Contains(path) || path == FolderName.Inbox, state);
        },
        cancellationToken);

    public Task<MailFolderState> GetStateAsync(string path, CancellationToken cancellationToken) =>
        FileFault.RunAsync(async () => (await Tree.Open(path).GetSummaryAsync(cancellationToken)).State, cancellationToken);

    public Task<MailFolderChanges> GetChangesAsync(string path, MailFolderState? since, UidSet known, CancellationToken cancellationToken) =>
        FileFault.RunAsync(() => Tree.Open(path).GetChangesAsync(since, known, cancellationToken), cancellationToken);

    public async IAsyncEnumerable<MailSummary> FetchSummariesAsync(string path, uint uidValidity, UidSet uids, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var folder = Tree.Open(path);
        foreach (var found in await FileFault.RunAsync(() => folder.FindAsync(uidValidity, uids, cancellationToken), cancellationToken))
        {
            var summary = await FileFault.RunAsync(
                async () =>
                {
                    if (await folder.OpenAsync(found, uidValidity, cancellationToken) is not var (message, file))
                        return null;
                    await using var content = new MessageFile(message, file);
                    return await SummaryBuilder.BuildAsync(content, cancellationToken);
                },
                cancellationToken);
            if (summary is not null)
                yield return summary;
        }
    }

    public async Task FetchMessageAsync(string path, uint uidValidity, uint uid, Stream destination, CancellationToken cancellationToken)
    {
        var opened = await FileFault.RunAsync(
            async () =>
            {
                var folder = Tree.Open(path);
                return await folder.FindAsync(uidValidity, UidSet.Of(uid), cancellationToken) is [var found]
                    && await folder.OpenAsync(found, uidValidity, cancellationToken) is var (message, file) ? new MessageFile(message, file) : null;
            },
            cancellationToken);
        await using var content = opened ?? throw new BackendException(BackendError.NotFound, "No such message.");
        await content.Open().CopyToAsync(destination, cancellationToken);
    }

    public async Task<MailLocation?> AppendAsync(string path, Stream content, long length, MailFlags flags, DateTimeOffset? internalDate, CancellationToken cancellationToken) =>
        (await AppendAsync(path, [new MailToAppend(content, length, flags, internalDate)], cancellationToken))[0];

    public Task<IReadOnlyList<MailLocation?>> AppendAsync(string path, IReadOnlyList<MailToAppend> messages, CancellationToken cancellationToken) => FileFault.RunAsync<IReadOnlyList<MailLocation?>>(
        async () =>
        {
            var folder = Tree.Open(path);
            var locations = new List<MailLocation?>(messages.Count);
            foreach (var chunk in messages.Chunk(MostAtOnce))
            {
                await mailbox.CheckQuotaAsync(chunk.Sum(m => m.Length), cancellationToken);
                locations.AddRange(await AppendSomeAsync(folder, chunk, cancellationToken));
            }

            return locations;
        },
        cancellationToken);

    public Task<IReadOnlyList<MailMessageFlags>> StoreFlagsAsync(string path, uint uidValidity, UidSet uids, MailFlags add, MailFlags remove, CancellationToken cancellationToken) => FileFault.RunAsync<IReadOnlyList<MailMessageFlags>>(
        async () =>
        {
            using var write = await Tree.Open(path).BeginWriteAsync(cancellationToken);
            write.Index.Check(uidValidity);
            await write.AddKeywordsAsync(add.Keywords, cancellationToken);
            await write.StoreFlagsAsync(uids, add, remove, cancellationToken);
            write.Complete();
            return [.. write.Index.Find(uids).Select(write.Index.Flags)];
        },
        cancellationToken);

    public Task<MailTransfer?> MoveAsync(string path, uint uidValidity, UidSet uids, string target, CancellationToken cancellationToken) => FileFault.RunAsync<MailTransfer?>(
        async () => await MessageTransfer.RunAsync(Tree.Open(path), Tree.Open(target), uidValidity, uids, isMove: true, cancellationToken),
        cancellationToken);

    public Task<MailTransfer?> CopyAsync(string path, uint uidValidity, UidSet uids, string target, CancellationToken cancellationToken) => FileFault.RunAsync<MailTransfer?>(
        async () =>
        {
            var from = Tree.Open(path);
            var to = Tree.Open(target);
            await mailbox.CheckQuotaAsync((await from.FindAsync(uidValidity, uids, cancellationToken)).Sum(m => m.Row.FileSize ?? 0), cancellationToken);
            return await MessageTransfer.RunAsync(from, to, uidValidity, uids, isMove: false, cancellationToken);
        },
        cancellationToken);

    public Task ExpungeAsync(string path, uint uidValidity, UidSet uids, CancellationToken cancellationToken) => FileFault.RunAsync(
        async () =>
        {
            using var write = await Tree.Open(path).BeginWriteAsync(cancellationToken);
            write.Index.Check(uidValidity);
            await write.ExpungeAsync(uids, cancellationToken);
            write.Complete();
            return uids;
        },
        cancellationToken);

    public Task CreateFolderAsync(string path, CancellationToken cancellationToken) => FileFault.RunAsync(() => Tree.Create(path), cancellationToken);

    public Task RenameFolderAsync(string path, string newPath, CancellationToken cancellationToken) => FileFault.RunAsync(() => Tree.Rename(path, newPath), cancellationToken);

    public Task DeleteFolderAsync(string path, CancellationToken cancellationToken) => FileFault.RunAsync(() => Tree.Delete(path), cancellationToken);

    public Task SubscribeAsync(string path, bool isSubscribed, CancellationToken cancellationToken) => FileFault.RunAsync(
        () =>
        {
            var name = FolderName.Check(path);
            Tree.Subscriptions.Change(subscribed => isSubscribed ? subscribed.Append(name) : subscribed.Where(p => p != name));
        },
        cancellationToken);

    public Task<UidSet> SearchAsync(string path, uint uidValidity, MailQuery query, CancellationToken cancellationToken) => FileFault.RunAsync(
        async () =>
        {
            var folder = Tree.Open(path);
            var found = new List<uint>();
            foreach (var candidate in await folder.FindAsync(uidValidity, UidSet.FromRanges([(1, uint.MaxValue)]), cancellationToken))
            {
                if (await folder.OpenAsync(candidate, uidValidity, cancellationToken) is not var (message, file))
                    continue;
                await using var content = new MessageFile(message, file);
                using var reader = await content.ParseAsync(cancellationToken);
                if (new MailSearch(reader.Message).Matches(query))
                    found.Add(candidate.Row.Uid);
            }

            return UidSet.From(found);
        },
        cancellationToken);

    public Task<MailQuota?> GetQuotaAsync(string path, CancellationToken cancellationToken) => FileFault.RunAsync<MailQuota?>(
        async () =>
        {
            _ = Tree.Open(path);
            return new MailQuota(await mailbox.CountBytesAsync(cancellationToken), mailbox.QuotaBytes);
        },
        cancellationToken);

    public Task<MailRights> GetOwnRightsAsync(string path, CancellationToken cancellationToken) => FileFault.RunAsync(
        () =>
        {
            _ = Tree.Open(path);
            return Task.FromResult(EveryRight);
        },
        cancellationToken);

    public Task<IReadOnlyList<MailAccess>> GetAccessAsync(string path, CancellationToken cancellationToken) => throw NoAccessControl();

    public Task SetAccessAsync(string path, MailAccess access, CancellationToken cancellationToken) => throw NoAccessControl();

    public IAsyncEnumerable<MailFolderHint> WatchAsync(string path, CancellationToken cancellationToken) =>
        MaildirWatch.RunAsync(path, Tree.Open(path), options.PollInterval, time, cancellationToken);

    public IAsyncEnumerable<MailFolderHint> WatchAllAsync(CancellationToken cancellationToken) =>
        MaildirTreeWatch.RunAsync(Tree, ListAsync, options.PollInterval, time, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static BackendException NoAccessControl() => new(BackendError.NotSupported, "Local mailboxes cannot be shared.");

    private async Task<MailFolderState?> TryGetStateAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return (await Tree.Open(path).GetSummaryAsync(cancellationToken)).State;
        }
        catch (BackendException e) when (e.Error == BackendError.NotFound)
        {
            return null;
        }
    }

    private async Task<List<MailLocation?>> AppendSomeAsync(MaildirFolder folder, MailToAppend[] messages, CancellationToken cancellationToken)
    {
        var spooled = new List<SpooledMessage>(messages.Length);
        try
        {
            foreach (var message in messages)
                spooled.Add(await SpooledMessage.WriteAsync(folder.Disk.NewTemporary(), default, message, time.GetUtcNow(), options.LargestMessage, cancellationToken));
            return await MessageDelivery.AddAsync(folder, spooled, isNew: false, cancellationToken);
        }
        finally
        {
            spooled.ForEach(message => message.Dispose());
        }
    }
}
