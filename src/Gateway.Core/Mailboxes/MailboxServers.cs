using Mapigate.Backends;
using Mapigate.Backends.Items;
using Mapigate.Backends.Mail;
using Mapigate.Backends.Transport;

namespace Mapigate.Gateway.Core.Mailboxes;

/// <summary>The servers behind all mailboxes.</summary>
public sealed record MailboxBackends(IMailBackend Mail, IItemBackend? Items, IMailTransport Transport);

/// <summary>One user's log-ins at the servers. The mail server proved him; the item server is logged in to when first needed, and again after it failed.</summary>
public sealed class MailboxServers(MailboxBackends backends, IMailStore mail, BackendCredentials credentials) : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private IItemStore? _items;

    public IMailStore Mail { get; } = mail;

    public BackendCredentials Credentials { get; } = credentials;

    public IMailTransport Transport => backends.Transport;

    public bool HasItems => backends.Items is not null;

    /// <exception cref="BackendException">NotSupported where no item server is configured; else as its log-in.</exception>
    public async Task<IItemStore> GetItemsAsync(CancellationToken cancellationToken)
    {
        if (backends.Items is null)
            throw new BackendException(BackendError.NotSupported, "No server for calendars is configured (backends.dav)");
        await _gate.WaitAsync(cancellationToken);
        try
        {
            return _items ??= await backends.Items.LogInAsync(Credentials, cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Mail.DisposeAsync();
        if (_items is not null)
            await _items.DisposeAsync();
        _gate.Dispose();
    }
}
