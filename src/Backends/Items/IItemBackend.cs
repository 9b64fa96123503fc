namespace Mapigate.Backends.Items;

/// <summary>A server of calendars, task lists and address books that many users log in to.</summary>
public interface IItemBackend
{
    /// <summary>Proves the user to the server and finds his collections' homes.</summary>
    /// <exception cref="BackendException">AuthenticationFailed, Unavailable, Timeout.</exception>
    Task<IItemStore> LogInAsync(BackendCredentials credentials, CancellationToken cancellationToken);
}
