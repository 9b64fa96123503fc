using Mapigate.Backends;
using Mapigate.Backends.Items;
using Mapigate.Backends.Mail;
using Mapigate.Backends.Transport;

namespace Mapigate.Gateway.Core.Mailboxes;

/// <summary>The servers behind all mailboxes.</summary>
public sealed record MailboxBackends(IMailBackend Mail, IItemBackend? Items, IMailTransport Transport);

/// <summary>One user's log-ins at the servers. The mail server proved him; the item server is logged in to when first needed, and again after it failed.</summary>
public sealed class MailboxServers : IAsyncDisposable
{
    /// <summary>How long an item server that refused the password is left alone: it counts failures too, and nobody has typed anything new.</summary>
    private static readonly TimeSpan RefusalLifetime = TimeSpan.FromMinutes(10);

    private readonly MailboxBackends _backends;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _gate = new(1);
    private IItemStore? _items;
    private BackendException? _refusal;
    private DateTimeOffset _refusedUntil;
    private bool _isClosed;

    internal MailboxServers(MailboxBackends backends, IMailStore mail, BackendCredentials credentials, TimeProvider time)
    {
        _backends = backends;
        _time = time;
        Mail = mail;
        Credentials = credentials;
    }

    public IMailStore Mail { get; }

    public BackendCredentials Credentials { get; }

    public IMailTransport Transport => _backends.Transport;

    public bool HasItems => _backends.Items is not null;

    /// <exception cref="BackendException">NotSupported where no item server is configured; else as its log-in.</exception>
    public async Task<IItemStore> GetItemsAsync(CancellationToken cancellationToken)
    {
        if (_backends.Items is null)
            throw new BackendException(BackendError.NotSupported, "No server for calendars is configured (backends.dav)");
        await _gate.WaitAsync(cancellationToken);
        try
        {
            return _items ??= await LogInAsync(_backends.Items, cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        IItemStore? items;
        await _gate.WaitAsync();
        try
        {
            _isClosed = true;
            items = _items;
            _items = null;
        }
        finally
        {
            _gate.Release();
        }

        try
        {
            await Mail.DisposeAsync();
        }
        finally
        {
            if (items is not null)
                await items.DisposeAsync();
        }
    }

    private async Task<IItemStore> LogInAsync(IItemBackend backend, CancellationToken cancellationToken)
    {
        if (_isClosed)
            throw new BackendException(BackendError.Unavailable, "The log-in has been given up");
        if (_refusal is { } refusal && _time.GetUtcNow() < _refusedUntil)
            throw new BackendException(refusal.Error, refusal.Message, refusal);
        try
        {
            return await backend.LogInAsync(Credentials, cancellationToken);
        }
        catch (BackendException refused) when (refused.Error == BackendError.AuthenticationFailed)
        {
            (_refusal, _refusedUntil) = (refused, _time.GetUtcNow() + RefusalLifetime);
            throw;
        }
    }
}
