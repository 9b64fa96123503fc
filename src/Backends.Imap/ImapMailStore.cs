using Mapigate.Backends.Imap.Commands;
using Mapigate.Backends.Imap.Connections;
using Mapigate.Backends.Imap.Folders;
using Mapigate.Backends.Imap.Messages;
using Mapigate.Backends.Imap.Wire;
using Mapigate.Backends.Mail;
using Microsoft.Extensions.Logging;

namespace Mapigate.Backends.Imap;

/// <summary>One user's mail on an IMAP server.</summary>
internal sealed class ImapMailStore(ImapPool pool, ImapResilience resilience, ImapOptions options, TimeProvider time, ILogger logger) : IMailStore
{
    private readonly SummaryReader _summaries = new(pool, resilience, logger);
    private volatile ImapCapabilities _announced = ImapCapabilities.None;
    private volatile bool _acceptsKeywords = true;

    public MailCapabilities Capabilities =>
        Offered(_announced.CondStore, MailCapabilities.ModSequences) | Offered(_announced.QResync, MailCapabilities.Vanished)
        | Offered(_announced.Idle, MailCapabilities.Idle) | Offered(_announced.UidPlus, MailCapabilities.UidPlus)
        | Offered(_announced.Move, MailCapabilities.Move) | Offered(_announced.SpecialUse, MailCapabilities.SpecialUse)
        | Offered(_acceptsKeywords, MailCapabilities.Keywords) | Offered(_announced.Acl, MailCapabilities.AccessControl)
        | Offered(_announced.Quota, MailCapabilities.Quota) | Offered(_announced.Notify, MailCapabilities.Notify)
        | Offered(_announced.Sort, MailCapabilities.Sort) | Offered(_announced.ThreadReferences || _announced.ThreadOrderedSubject, MailCapabilities.Thread)
        | Offered(_announced.Metadata, MailCapabilities.Metadata);

    /// <summary>Takes over what the server announced after the log-in.</summary>
    public void Announce(ImapCapabilities capabilities) => _announced = capabilities;

    public Task<IReadOnlyList<MailFolder>> ListAsync(CancellationToken cancellationToken) =>
        BorrowAsync(FolderListing.ReadAsync, cancellationToken);

    public Task<MailFolderState> GetStateAsync(string path, CancellationToken cancellationToken) => BorrowAsync(
        (connection, token) => FolderStateQuestion.AskAsync(connection, path, token),
        cancellationToken);

    public Task<MailFolderChanges> GetChangesAsync(string path, MailFolderState? since, UidSet known, CancellationToken cancellationToken) =>
        LeaseAsync(path, (lease, token) => new FolderChangeReader(pool, lease.Connection, path, since, known).ReadAsync(token), cancellationToken);

    public IAsyncEnumerable<MailSummary> FetchSummariesAsync(string path, uint uidValidity, UidSet uids, CancellationToken cancellationToken) =>
        _summaries.ReadAsync(path, uidValidity, uids, cancellationToken);

    public Task FetchMessageAsync(string path, uint uidValidity, uint uid, Stream destination, CancellationToken cancellationToken) => resilience.RepeatAsync(
        async token =>
        {
            using var lease = await pool.RentAsync(path, token);
            await AttemptAsync(lease.Connection, () => lease.SelectAsync(path, uidValidity, uid, token));
            await MessageFetch.RunAsync(lease.Connection, uid, destination, token);
            return uid;
        },
        cancellationToken);

    public async Task<MailLocation?> AppendAsync(string path, Stream content, long length, MailFlags flags, DateTimeOffset? internalDate, CancellationToken cancellationToken) =>
        (await AppendAsync(path, [new MailToAppend(content, length, flags, internalDate)], cancellationToken))[0];

    public async Task<IReadOnlyList<MailLocation?>> AppendAsync(string path, IReadOnlyList<MailToAppend> messages, CancellationToken cancellationToken)
    {
        using var lease = await pool.RentAsync(path, cancellationToken);
        return await MessageAppends.RunAsync(lease.Connection, path, messages, cancellationToken);
    }

    public Task<IReadOnlyList<MailMessageFlags>> StoreFlagsAsync(string path, uint uidValidity, UidSet uids, MailFlags add, MailFlags remove, CancellationToken cancellationToken) =>
        LeaseAsync<IReadOnlyList<MailMessageFlags>>(
            path,
            async (lease, token) =>
            {
                var folder = await lease.SelectAsync(path, uidValidity, uids.Max, token);
                _acceptsKeywords = folder.AcceptsKeywords;
                return await FlagStore.RunAsync(lease.Connection, uids, add, remove, token);
            },
            cancellationToken);

    public async Task<MailTransfer?> MoveAsync(string path, uint uidValidity, UidSet uids, string target, CancellationToken cancellationToken)
    {
        using var lease = await SelectAsync(path, uidValidity, uids.Max, cancellationToken);
        return await MessageTransfers.MoveAsync(lease.Connection, uids, target, cancellationToken);
    }

    public async Task<MailTransfer?> CopyAsync(string path, uint uidValidity, UidSet uids, string target, CancellationToken cancellationToken)
    {
        using var lease = await SelectAsync(path, uidValidity, uids.Max, cancellationToken);
        return await MessageTransfers.CopyAsync(lease.Connection, uids, target, cancellationToken);
    }

    public async Task ExpungeAsync(string path, uint uidValidity, UidSet uids, CancellationToken cancellationToken)
    {
        using var lease = await SelectAsync(path, uidValidity, uids.Max, cancellationToken);
        await MessageTransfers.ExpungeAsync(lease.Connection, uids, cancellationToken);
    }

    public async Task CreateFolderAsync(string path, CancellationToken cancellationToken) =>
        await FolderCommands.CreateAsync(await pool.BorrowAsync(cancellationToken), path, cancellationToken);

    public async Task RenameFolderAsync(string path, string newPath, CancellationToken cancellationToken)
    {
        await UnselectAsync(path, cancellationToken);
        await FolderCommands.RenameAsync(await pool.BorrowAsync(cancellationToken), path, newPath, cancellationToken);
    }

    public async Task DeleteFolderAsync(string path, CancellationToken cancellationToken)
    {
        await UnselectAsync(path, cancellationToken);
        await FolderCommands.DeleteAsync(await pool.BorrowAsync(cancellationToken), path, cancellationToken);
    }

    public async Task SubscribeAsync(string path, bool isSubscribed, CancellationToken cancellationToken)
    {
        var connection = await pool.BorrowAsync(cancellationToken);
        await connection.RunAsync(PlainCommand.OfMailbox(isSubscribed ? "SUBSCRIBE" : "UNSUBSCRIBE", path), cancellationToken);
    }

    public Task<UidSet> SearchAsync(string path, uint uidValidity, MailQuery query, CancellationToken cancellationToken) =>
        LeaseAsync(path, uidValidity, (connection, token) => MessageSearch.FindAsync(connection, query, token), cancellationToken);

    public Task<IReadOnlyList<uint>> SortAsync(string path, uint uidValidity, IReadOnlyList<MailSortKey> keys, MailQuery query, CancellationToken cancellationToken) =>
        LeaseAsync(path, uidValidity, (connection, token) => MessageSearch.SortAsync(connection, keys, query, token), cancellationToken);

    public Task<IReadOnlyList<MailThread>> ThreadAsync(string path, uint uidValidity, MailQuery query, CancellationToken cancellationToken) =>
        LeaseAsync(path, uidValidity, (connection, token) => MessageSearch.ThreadAsync(connection, query, token), cancellationToken);

    public Task<string?> GetMetadataAsync(string path, string entry, CancellationToken cancellationToken) =>
        BorrowAsync((connection, token) => FolderMetadata.GetAsync(connection, path, entry, token), cancellationToken);

    public async Task SetMetadataAsync(string path, string entry, string? value, CancellationToken cancellationToken) =>
        await FolderMetadata.SetAsync(await pool.BorrowAsync(cancellationToken), path, entry, value, cancellationToken);

    public Task<MailQuota?> GetQuotaAsync(string path, CancellationToken cancellationToken) =>
        BorrowAsync((connection, token) => FolderAccess.QuotaAsync(connection, path, token), cancellationToken);

    public Task<MailRights> GetOwnRightsAsync(string path, CancellationToken cancellationToken) =>
        BorrowAsync((connection, token) => FolderAccess.OwnAsync(connection, path, token), cancellationToken);

    public Task<IReadOnlyList<MailAccess>> GetAccessAsync(string path, CancellationToken cancellationToken) =>
        BorrowAsync((connection, token) => FolderAccess.ListAsync(connection, path, token), cancellationToken);

    public async Task SetAccessAsync(string path, MailAccess access, CancellationToken cancellationToken) =>
        await FolderAccess.SetAsync(await pool.BorrowAsync(cancellationToken), path, access, cancellationToken);

    public IAsyncEnumerable<MailFolderHint> WatchAsync(string path, CancellationToken cancellationToken) => Watch(path).RunAsync(cancellationToken);

    public IAsyncEnumerable<MailFolderHint> WatchAllAsync(CancellationToken cancellationToken) =>
        new AccountWatch(pool, options, time, ListAsync, Watch("INBOX"), () => _announced).RunAsync(cancellationToken);

    public ValueTask DisposeAsync() => pool.DisposeAsync();

    private FolderWatch Watch(string path) => new(pool, options, time, path, token => GetStateAsync(path, token), () => _announced.Idle);

    private static MailCapabilities Offered(bool isOffered, MailCapabilities capability) => isOffered ? capability : MailCapabilities.None;

    /// <summary>Runs what needs no selected folder and may be repeated.</summary>
    private Task<T> BorrowAsync<T>(Func<ImapConnection, CancellationToken, Task<T>> run, CancellationToken cancellationToken) =>
        resilience.RepeatAsync(
            async token =>
            {
                var connection = await pool.BorrowAsync(token);
                return await AttemptAsync(connection, () => run(connection, token));
            },
            cancellationToken);

    /// <summary>Runs what needs the folder selected and may be repeated.</summary>
    private Task<T> LeaseAsync<T>(string path, Func<ImapLease, CancellationToken, Task<T>> run, CancellationToken cancellationToken) =>
        resilience.RepeatAsync(
            async token =>
            {
                using var lease = await pool.RentAsync(path, token);
                return await AttemptAsync(lease.Connection, () => run(lease, token));
            },
            cancellationToken);

    /// <summary>Runs what needs the folder selected in this state and may be repeated.</summary>
    private Task<T> LeaseAsync<T>(string path, uint uidValidity, Func<ImapConnection, CancellationToken, Task<T>> run, CancellationToken cancellationToken) => LeaseAsync(
        path,
        async (lease, token) =>
        {
            await lease.SelectAsync(path, uidValidity, uint.MaxValue, token);
            return await run(lease.Connection, token);
        },
        cancellationToken);

    private static async Task<T> AttemptAsync<T>(ImapConnection connection, Func<Task<T>> run)
    {
        try
        {
            return await run();
        }
        catch (BackendException e) when (e.Error == BackendError.Unavailable && connection.IsBroken)
        {
            throw new ConnectionLostException(e);
        }
    }

    /// <summary>Leases a connection with the folder selected, for what must not be repeated: selecting may be.</summary>
    private Task<ImapLease> SelectAsync(string path, uint uidValidity, uint newest, CancellationToken cancellationToken) =>
        resilience.RepeatAsync(
            async token =>
            {
                var lease = await pool.RentAsync(path, token);
                try
                {
                    await AttemptAsync(lease.Connection, () => lease.SelectAsync(path, uidValidity, newest, token));
                    return lease;
                }
                catch
                {
                    lease.Dispose();
                    throw;
                }
            },
            cancellationToken);

    /// <summary>A connection that has the folder, or one under it, selected would lose it, and some servers hang up on it.</summary>
    private async Task UnselectAsync(string path, CancellationToken cancellationToken)
    {
        foreach (var lease in pool.RentSelecting(selected => selected.StartsWith(path, StringComparison.Ordinal)))
        {
            using (lease)
            {
                await FolderCommands.UnselectAsync(lease.Connection, cancellationToken);
            }
        }
    }
}
