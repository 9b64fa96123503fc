using Mapigate.Backends;
using Mapigate.Backends.Items;
using Mapigate.Backends.Mail;
using Mapigate.Gateway.Core.Changes;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Journal;
using Mapigate.Gateway.Core.Mirroring;
using Mapigate.Gateway.Core.SideStore;
using Microsoft.Extensions.Logging;

namespace Mapigate.Gateway.Core.Mailboxes;

/// <summary>
/// One user's mailbox: the index over what his servers hold, and the log-ins to them. Shared by all of his sessions. Reading goes through snapshots; whatever is
/// asked of a folder is first brought in step with its server.
/// </summary>
public sealed partial class Mailbox : IAsyncDisposable
{
    /// <summary>How long opening waits for the calendars; they come later where they take longer.</summary>
    internal static readonly TimeSpan CalendarPatience = TimeSpan.FromSeconds(5);

    /// <summary>A client that opens many tables at once has the servers asked once.</summary>
    private static readonly TimeSpan ListingLifetime = TimeSpan.FromSeconds(1);

    private readonly MailFolderMirror _mailFolders;
    private readonly ItemFolderMirror _collections;
    private readonly MailMirror _mail;
    private readonly ItemMirror _items;
    private readonly MailboxWatch _watch;
    private readonly ILogger _logger;

    /// <summary>A list that was asked for earlier must not be taken for the present one: listing and taking over are one step.</summary>
    private readonly SemaphoreSlim _listingMail = new(1);
    private readonly SemaphoreSlim _listingCalendars = new(1);
    private readonly SemaphoreSlim _listing = new(1);
    private long? _listed;
    private int _leases;

    internal Mailbox(AuthenticatedUser user, MailboxIndex index, MailboxServers servers, MailboxOptions options, TimeProvider time, ILogger logger, MirrorOpening? mirror = null)
    {
        User = user;
        Index = index;
        Servers = servers;
        Options = options;
        Time = time;
        _logger = logger;
        Extensions = new ExtensionFields(options.ExtensionKey is { } key ? new ExtensionSeal(key, index.Identity.MailboxGuid) : null);
        _mailFolders = new MailFolderMirror(index, new MailFolderRoles(options.MailFolders), time);
        _collections = new ItemFolderMirror(index, time);
        _mail = new MailMirror(index, Extensions, time, logger);
        _items = new ItemMirror(this, index, time, logger);
        Journal = new WriteJournal(this, logger);
        Recoverable = new RecoverableItems(this);
        _watch = new MailboxWatch(this, logger);
        LastUsed = time.GetUtcNow();
        Index.Mirror = mirror?.Begin(index, () => Servers.Mail, time, logger);
    }

    public AuthenticatedUser User { get; }

    public MailboxIdentity Identity => Index.Identity;

    public MailboxIndex Index { get; }

    public MailboxOptions Options { get; }

    public MailboxEvents Events => Index.Events;

    public FolderTree Folders => Index.Tree;

    internal MailboxServers Servers { get; private set; }

    internal TimeProvider Time { get; }

    /// <summary>What rides along in the objects that the gateway writes.</summary>
    internal ExtensionFields Extensions { get; }

    internal WriteJournal Journal { get; }

    /// <summary>The room on the mail server at the last look; null where it tells none.</summary>
    internal MailQuota? Quota { get; private set; }

    /// <summary>What was deleted softly, or marked \Deleted by other clients.</summary>
    public RecoverableItems Recoverable { get; }

    internal FolderGates Gates { get; } = new();

    internal bool IsInUse => Volatile.Read(ref _leases) > 0;

    internal DateTimeOffset LastUsed { get; private set; }

    /// <summary>Keeps the mailbox open, and its servers watched, until the lease is disposed.</summary>
    public IDisposable Lease()
    {
        Interlocked.Increment(ref _leases);
        _watch.Start();
        return new MailboxLease(this);
    }

    /// <summary>His calendars, task lists and address books as their server has them. The store stays the mailbox's.</summary>
    /// <exception cref="BackendException">NotSupported where there is no such server; else as its log-in.</exception>
    public Task<IItemStore> OpenItemsAsync(CancellationToken cancellationToken) => Servers.GetItemsAsync(cancellationToken);

    /// <summary>Brings the folder tree in step with the servers.</summary>
    /// <exception cref="BackendException">The mail server cannot be asked. Without calendars mail goes on; their folders answer with the fault when they are opened.</exception>
    public Task RefreshFoldersAsync(CancellationToken cancellationToken) => RefreshFolderListsAsync(cancellationToken);

    /// <summary>The same, telling which mail folders the list shows to be as they were at the last look.</summary>
    internal async Task<IReadOnlySet<ulong>> RefreshFolderListsAsync(CancellationToken cancellationToken)
    {
        var listed = await RefreshMailFoldersAsync(cancellationToken);
        await RefreshQuotaAsync(cancellationToken);
        await RefreshCalendarFoldersAsync(cancellationToken);
        var states = listed.Where(f => f.State is { HighestModSeq: > 0 }).DistinctBy(f => f.Path).ToDictionary(f => f.Path, f => f.State, StringComparer.Ordinal);
        return Folders.All.Where(f => f.Home == FolderHome.Mail && f.MailState is not null && states.GetValueOrDefault(f.RemoteName!) == f.MailState).Select(f => f.Id).ToHashSet();
    }

    /// <summary>Brings the folder tree in step unless that was done a moment ago. Where the servers cannot be asked, the tree stays as it was.</summary>
    public async Task LookAtFoldersAsync(CancellationToken cancellationToken)
    {
        await _listing.WaitAsync(cancellationToken);
        try
        {
            if (_listed is { } listed && Time.GetElapsedTime(listed) < ListingLifetime)
                return;
            await RefreshMailFoldersAsync(cancellationToken);
            await RefreshCalendarFoldersSoonAsync(cancellationToken);
            _listed = Time.GetTimestamp();
        }
        catch (BackendException fault)
        {
            Log.FoldersFailed(_logger, User.Address, fault.Error, fault.Message);
        }
        finally
        {
            _listing.Release();
        }
    }

    /// <summary>Brings the mail folders of the tree in step with the mail server.</summary>
    internal async Task<IReadOnlyList<MailFolder>> RefreshMailFoldersAsync(CancellationToken cancellationToken)
    {
        await _listingMail.WaitAsync(cancellationToken);
        try
        {
            var folders = (await Servers.Mail.ListAsync(cancellationToken)).Where(f => !HiddenFolder.Holds(f.Path, f.Delimiter, HiddenFolder.State)).ToList();
            await _mailFolders.MirrorAsync(folders, cancellationToken);
            return folders;
        }
        finally
        {
            _listingMail.Release();
        }
    }

    /// <summary>Changes folders at the mail server and in the tree while no list is being taken over: one from before would bring back what goes.</summary>
    internal async Task ChangeMailFoldersAsync(Func<Task> change, CancellationToken cancellationToken)
    {
        await _listingMail.WaitAsync(cancellationToken);
        try
        {
            await change();
        }
        finally
        {
            _listingMail.Release();
        }
    }

    /// <summary>Changes collections at the item server and in the tree while no list of them is being taken over.</summary>
    internal async Task ChangeCollectionsAsync(Func<Task> change, CancellationToken cancellationToken)
    {
        await _listingCalendars.WaitAsync(cancellationToken);
        try
        {
            await change();
        }
        finally
        {
            _listingCalendars.Release();
        }
    }

    /// <summary>Asks for the room that the mail server leaves; what it says stands until the next time.</summary>
    private async Task RefreshQuotaAsync(CancellationToken cancellationToken)
    {
        try
        {
            Quota = await Servers.Mail.GetQuotaAsync("INBOX", cancellationToken);
        }
        catch (BackendException)
        {
            // Without a number none is shown.
        }
    }

    /// <summary>Brings a folder's contents in step with its server and returns them.</summary>
    /// <exception cref="BackendException">The server cannot be asked.</exception>
    public async Task<FolderSnapshot> RefreshAsync(ulong folder, CancellationToken cancellationToken)
    {
        using var pass = await Gates.EnterAsync(cancellationToken, folder);
        return await RefreshInsideAsync(folder, OwnMessages.None, cancellationToken);
    }

    /// <summary>The same where the folder's gate is held already.</summary>
    internal async Task<FolderSnapshot> RefreshInsideAsync(ulong folder, OwnMessages own, CancellationToken cancellationToken) =>
        Folders.Find(folder)?.Home switch
        {
            FolderHome.Mail => await _mail.RefreshAsync(Servers.Mail, folder, own, cancellationToken),
            FolderHome.Items => await _items.RefreshAsync(await Servers.GetItemsAsync(cancellationToken), folder, cancellationToken),
            _ => await Index.GetSnapshotAsync(folder, cancellationToken),
        };

    /// <summary>The ids of names; with <paramref name="create"/> names that have none get one.</summary>
    /// <returns>Null where a name has no id.</returns>
    public async Task<IReadOnlyList<ushort?>> GetPropertyIdsAsync(IReadOnlyList<Mapi.Wire.OxcData.PropertyName> names, bool create, CancellationToken cancellationToken)
    {
        var ids = names.Select(Index.Names.Find).ToArray();
        return !create || Array.TrueForAll(ids, static id => id is not null)
            ? ids
            : await Index.CommitAsync(set => Index.Names.Map(set, names), cancellationToken);
    }

    /// <summary>Reserves consecutive ids for a client; returns the first. [MS-OXCFXICS] 2.2.3.2.4.7</summary>
    public Task<ulong> ReserveIdsAsync(uint count, CancellationToken cancellationToken) => Index.CommitAsync(set => set.DrawId(count), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _watch.DisposeAsync();
        if (Index.Mirror is { } mirror)
            await mirror.DisposeAsync();
        await Index.DisposeAsync();
        await Servers.DisposeAsync();
    }

    /// <summary>Makes the well-known folders and reads the folder tree.</summary>
    internal async Task OpenAsync(CancellationToken cancellationToken)
    {
        await Index.CommitAsync(changes => FolderLayout.Ensure(changes, Time.GetUtcNow()), cancellationToken);
        await RefreshMailFoldersAsync(cancellationToken);
        await RefreshCalendarFoldersSoonAsync(cancellationToken);
        await Journal.RecoverAsync(cancellationToken);
        await RefreshQuotaAsync(cancellationToken);
    }

    /// <summary>Takes over a log-in that was proven with another password; returns the one before.</summary>
    internal MailboxServers Exchange(MailboxServers servers)
    {
        var before = Servers;
        Servers = servers;
        _watch.Restart();
        return before;
    }

    /// <summary>The password was proven once more.</summary>
    internal void Resume() => _watch.Resume();

    /// <summary>An old version of a message could not be removed.</summary>
    internal void TellLeftBehind(ulong folder, uint uid, BackendException fault) => Log.LeftBehind(_logger, uid, folder, User.Address, fault.Error, fault.Message);

    internal void Touch() => LastUsed = Time.GetUtcNow();

    /// <summary>Brings the calendars in step where their server answers soon; who waits for his mail does not wait for a server that hangs.</summary>
    private async Task RefreshCalendarFoldersSoonAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(CalendarPatience, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            await RefreshCalendarFoldersAsync(either.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            Log.ItemsFailed(_logger, User.Address, BackendError.Timeout, "no answer yet");
        }
    }

    private async Task RefreshCalendarFoldersAsync(CancellationToken cancellationToken)
    {
        await _listingCalendars.WaitAsync(cancellationToken);
        try
        {
            IReadOnlyList<ItemCollection> collections = Servers.HasItems ? await (await Servers.GetItemsAsync(cancellationToken)).ListAsync(cancellationToken) : [];
            await _collections.MirrorAsync(collections, cancellationToken);
        }
        catch (BackendException fault)
        {
            Log.ItemsFailed(_logger, User.Address, fault.Error, fault.Message);
        }
        finally
        {
            _listingCalendars.Release();
        }
    }

    private sealed class MailboxLease(Mailbox mailbox) : IDisposable
    {
        private int _disposed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _disposed, 1) == 1)
                return;
            mailbox.Touch();
            Interlocked.Decrement(ref mailbox._leases);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3021, LogLevel.Warning, "The folders of {Address} cannot be listed: {Error}: {Reason}")]
        public static partial void FoldersFailed(ILogger logger, string address, BackendError error, string reason);

        [LoggerMessage(3022, LogLevel.Warning, "The replaced message with UID {Uid} in folder {Folder:X} of {Address} could not be removed: {Error}: {Reason}")]
        public static partial void LeftBehind(ILogger logger, uint uid, ulong folder, string address, BackendError error, string reason);

        [LoggerMessage(3020, LogLevel.Warning, "The calendars of {Address} cannot be listed: {Error}: {Reason}")]
        public static partial void ItemsFailed(ILogger logger, string address, BackendError error, string reason);
    }
}
