namespace Mapigate.Backends.Mail;

/// <summary>
/// One user's mail on its server. Members may be called concurrently; the implementation pools connections and gives every call a deadline.
/// A folder is named by its path exactly as <see cref="ListAsync"/> gave it. All members throw <see cref="BackendException"/>.
/// </summary>
public interface IMailStore : IAsyncDisposable
{
    MailCapabilities Capabilities { get; }

    /// <summary>All folders that the user can see, personal, shared and public, with their state where the server tells it in one go.</summary>
    Task<IReadOnlyList<MailFolder>> ListAsync(CancellationToken cancellationToken);

    /// <summary>The folder's state, as cheaply as the server can tell it.</summary>
    Task<MailFolderState> GetStateAsync(string path, CancellationToken cancellationToken);

    /// <summary>What changed since <paramref name="since"/>; everything where that is null or of another UIDVALIDITY.</summary>
    /// <param name="path">Folder.</param>
    /// <param name="since">State of the last look.</param>
    /// <param name="known">UIDs that the caller holds from that look.</param>
    /// <param name="cancellationToken">Cancellation.</param>
    Task<MailFolderChanges> GetChangesAsync(string path, MailFolderState? since, UidSet known, CancellationToken cancellationToken);

    /// <summary>Streams what lists need of each message: flags, dates, size, structure and the header fields of <see cref="MailSummary.HeaderNames"/>. Order and completeness are the server's: a message that has gone is left out.</summary>
    IAsyncEnumerable<MailSummary> FetchSummariesAsync(string path, uint uidValidity, UidSet uids, CancellationToken cancellationToken);

    /// <summary>Writes the message as it is stored to <paramref name="destination"/>, without setting \Seen.</summary>
    Task FetchMessageAsync(string path, uint uidValidity, uint uid, Stream destination, CancellationToken cancellationToken);

    /// <summary>Adds a message. Never repeated by the implementation.</summary>
    /// <returns>Where it lies, or null where the server does not say (no UIDPLUS).</returns>
    Task<MailLocation?> AppendAsync(string path, Stream content, long length, MailFlags flags, DateTimeOffset? internalDate, CancellationToken cancellationToken);

    /// <summary>Adds messages with one command (MULTIAPPEND), or one after the other without waiting for each. A fault may leave some added; never repeated by the implementation.</summary>
    /// <returns>Where each lies, in order; null where the server does not say.</returns>
    Task<IReadOnlyList<MailLocation?>> AppendAsync(string path, IReadOnlyList<MailToAppend> messages, CancellationToken cancellationToken);

    /// <summary>Adds and removes flags.</summary>
    /// <returns>The flags that the messages have now, with their mod-sequence; messages that are gone are left out.</returns>
    Task<IReadOnlyList<MailMessageFlags>> StoreFlagsAsync(string path, uint uidValidity, UidSet uids, MailFlags add, MailFlags remove, CancellationToken cancellationToken);

    /// <summary>Moves messages, in one command where the server offers MOVE.</summary>
    /// <returns>Old to new UIDs in the target, or null where the server does not say.</returns>
    Task<MailTransfer?> MoveAsync(string path, uint uidValidity, UidSet uids, string target, CancellationToken cancellationToken);

    /// <summary>Copies messages.</summary>
    /// <returns>Old to new UIDs in the target, or null where the server does not say.</returns>
    Task<MailTransfer?> CopyAsync(string path, uint uidValidity, UidSet uids, string target, CancellationToken cancellationToken);

    /// <summary>Removes just these messages for good. Without UIDPLUS they are only marked \Deleted.</summary>
    Task ExpungeAsync(string path, uint uidValidity, UidSet uids, CancellationToken cancellationToken);

    /// <summary>Makes the folder and subscribes to it.</summary>
    Task CreateFolderAsync(string path, CancellationToken cancellationToken);

    /// <summary>Renames the folder with all under it; what was subscribed to stays so.</summary>
    Task RenameFolderAsync(string path, string newPath, CancellationToken cancellationToken);

    Task DeleteFolderAsync(string path, CancellationToken cancellationToken);

    /// <summary>Subscribes or unsubscribes: most clients show only folders that are subscribed to.</summary>
    Task SubscribeAsync(string path, bool isSubscribed, CancellationToken cancellationToken);

    /// <summary>The messages that the query finds, by the server's own index where it has one.</summary>
    Task<UidSet> SearchAsync(string path, uint uidValidity, MailQuery query, CancellationToken cancellationToken);

    /// <summary>The messages that the query finds in the order of the keys, by the server's own work.</summary>
    /// <exception cref="BackendException">NotSupported where the server cannot.</exception>
    Task<IReadOnlyList<uint>> SortAsync(string path, uint uidValidity, IReadOnlyList<MailSortKey> keys, MailQuery query, CancellationToken cancellationToken) =>
        throw new BackendException(BackendError.NotSupported, "The mail server does not sort.");

    /// <summary>The messages that the query finds as conversations, by the server's own work.</summary>
    /// <exception cref="BackendException">NotSupported where the server cannot.</exception>
    Task<IReadOnlyList<MailThread>> ThreadAsync(string path, uint uidValidity, MailQuery query, CancellationToken cancellationToken) =>
        throw new BackendException(BackendError.NotSupported, "The mail server does not gather conversations.");

    /// <summary>The value of an annotation; null where it has none. RFC 5464</summary>
    /// <param name="path">Folder; empty for the server's own annotations.</param>
    /// <param name="entry">Its name, a path from "private" (seen by the user alone) or "shared" downwards: "/private/comment".</param>
    /// <param name="cancellationToken">Cancellation.</param>
    /// <exception cref="BackendException">NotSupported where the server has no annotations.</exception>
    Task<string?> GetMetadataAsync(string path, string entry, CancellationToken cancellationToken) =>
        throw new BackendException(BackendError.NotSupported, "The mail server has no annotations.");

    /// <summary>Sets an annotation, or removes it where the value is null. RFC 5464</summary>
    /// <exception cref="BackendException">NotSupported where the server has no annotations; TooLarge, QuotaExceeded.</exception>
    Task SetMetadataAsync(string path, string entry, string? value, CancellationToken cancellationToken) =>
        throw new BackendException(BackendError.NotSupported, "The mail server has no annotations.");

    /// <summary>The room that the folder's quota leaves; null where the server has none or does not tell.</summary>
    Task<MailQuota?> GetQuotaAsync(string path, CancellationToken cancellationToken);

    /// <summary>What the user may do with the folder. Every right where the server knows no access control.</summary>
    Task<MailRights> GetOwnRightsAsync(string path, CancellationToken cancellationToken);

    /// <summary>Who may do what with the folder.</summary>
    /// <exception cref="BackendException">NotSupported where the server knows no access control.</exception>
    Task<IReadOnlyList<MailAccess>> GetAccessAsync(string path, CancellationToken cancellationToken);

    /// <summary>Replaces one identifier's rights; without any the identifier is removed.</summary>
    /// <exception cref="BackendException">NotSupported where the server knows no access control.</exception>
    Task SetAccessAsync(string path, MailAccess access, CancellationToken cancellationToken);

    /// <summary>Yields each time the folder may have changed, at once or as soon as the server tells (IDLE), else at the poll interval. Ends with an exception when the connection is lost.</summary>
    IAsyncEnumerable<MailFolderHint> WatchAsync(string path, CancellationToken cancellationToken);

    /// <summary>
    /// Yields each time one of the user's own folders may have changed: all of them at once, then those that the server tells of (NOTIFY); without that the inbox at once and the
    /// others at the poll interval. Ends with an exception when the connection is lost.
    /// </summary>
    IAsyncEnumerable<MailFolderHint> WatchAllAsync(CancellationToken cancellationToken);
}
