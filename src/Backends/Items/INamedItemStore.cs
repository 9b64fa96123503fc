namespace Mapigate.Backends.Items;

/// <summary>An item store whose collections may be named by the caller, as MKCALENDAR and extended MKCOL do (RFC 4791 5.3.1, RFC 5689).</summary>
public interface INamedItemStore : IItemStore
{
    /// <summary>Makes a collection at an href of the caller's choice, beside the user's others.</summary>
    /// <exception cref="BackendException">AlreadyExists; Refused where nothing can be made under that href.</exception>
    Task<ItemCollection> CreateCollectionAsync(string href, ItemKinds kinds, string displayName, CancellationToken cancellationToken);
}
