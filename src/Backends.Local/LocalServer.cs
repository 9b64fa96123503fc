using System.Collections.Concurrent;
using Mapigate.Backends.Items;
using Mapigate.Backends.Local.Files;
using Mapigate.Backends.Local.Users;
using Mapigate.Backends.Mail;
using Mapigate.Backends.Transport;

namespace Mapigate.Backends.Local;

/// <summary>The embedded default: mail, calendars and contacts of a few users in one folder, and delivery between them. Two processes may not use one folder at a time.</summary>
public sealed class LocalServer : IDisposable
{
    private readonly ConcurrentDictionary<string, LocalMailbox> _mailboxes = new(StringComparer.OrdinalIgnoreCase);
    private readonly Inotify _inotify = new();
    private readonly LocalOptions _options;
    private readonly TimeProvider _time;

    /// <param name="options">Folder and users.</param>
    /// <param name="time">Clock.</param>
    /// <param name="relay">Takes mail to other domains; null refuses it.</param>
    /// <exception cref="ArgumentException">A user's address or password hash is none.</exception>
    public LocalServer(LocalOptions options, TimeProvider time, IMailTransport? relay = null)
    {
        (_options, _time, Users) = (options, time, new LocalUsers(options.Users));
        Mail = new LocalMailBackend(this, options, time);
        Items = new LocalItemBackend(this);
        Transport = new LocalMailTransport(this, options, time, relay);
    }

    public IMailBackend Mail { get; }

    public IItemBackend Items { get; }

    public IMailTransport Transport { get; }

    internal LocalUsers Users { get; }

    public void Dispose()
    {
        foreach (var mailbox in _mailboxes.Values)
            mailbox.Dispose();
        _inotify.Dispose();
    }

    internal LocalMailbox Mailbox(LocalUser user) => _mailboxes.GetOrAdd(user.Address, _ => new LocalMailbox(user, _options, _inotify, _time));
}
