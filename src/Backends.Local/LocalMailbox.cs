using Mapigate.Backends.Local.Files;
using Mapigate.Backends.Local.Maildir;
using Mapigate.Backends.Local.Vdir;

namespace Mapigate.Backends.Local;

/// <summary>What one user has here. Shared by everybody who is logged in as that user.</summary>
internal sealed class LocalMailbox(LocalUser user, LocalOptions options, Inotify inotify, TimeProvider time) : IDisposable
{
    private readonly Lazy<MaildirTree> _mail = new(() => new MaildirTree(Path.Combine(options.Folder, user.Address, "Maildir"), inotify, time));

    private readonly Lazy<VdirTree> _items = new(() => MakeItems(user, options, inotify));

    public LocalUser User => user;

    public MaildirTree Mail => _mail.Value;

    public VdirTree Items => _items.Value;

    public long? QuotaBytes => user.QuotaBytes ?? options.QuotaBytes;

    /// <summary>Bytes of all the user's mail.</summary>
    public async Task<long> CountBytesAsync(CancellationToken cancellationToken)
    {
        long bytes = 0;
        foreach (var path in Mail.Paths())
            bytes += (await Mail.Open(path).GetSummaryAsync(cancellationToken)).Bytes;
        return bytes;
    }

    /// <exception cref="BackendException">QuotaExceeded: so much more has no room.</exception>
    public async Task CheckQuotaAsync(long more, CancellationToken cancellationToken)
    {
        if (QuotaBytes is { } limit && await CountBytesAsync(cancellationToken) + more > limit)
            throw new BackendException(BackendError.QuotaExceeded, $"The mailbox of {user.Address} has room for {limit} bytes.");
    }

    public void Dispose()
    {
        if (_mail.IsValueCreated)
            _mail.Value.Dispose();
        if (_items.IsValueCreated)
            _items.Value.Dispose();
    }

    private static VdirTree MakeItems(LocalUser user, LocalOptions options, Inotify inotify)
    {
        var folder = Path.Combine(options.Folder, user.Address);
        PrivateFolder.Make(folder);
        return new VdirTree(Path.Combine(folder, "dav"), user.Address, options.LargestItem, inotify);
    }
}
