namespace Mapigate.Backends.Imap.Connections;

/// <summary>Opens one user's connections, one at a time, so that what the server says of the user's password it is asked only once.</summary>
internal sealed class ImapOpener(Func<CancellationToken, Task<ImapConnection>> open) : IDisposable
{
    private readonly SemaphoreSlim _opening = new(1, 1);
    private BackendException? _refusal;

    public async Task<ImapConnection> OpenAsync(CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken);
        try
        {
            return _refusal is null ? await open(cancellationToken) : throw new BackendException(_refusal.Error, _refusal.Message, _refusal);
        }
        catch (BackendException e) when (e.Error == BackendError.AuthenticationFailed)
        {
            _refusal ??= e;
            throw;
        }
        finally
        {
            _opening.Release();
        }
    }

    public void Dispose() => _opening.Dispose();
}
