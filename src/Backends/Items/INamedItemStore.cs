namespace Mapigate.Backends.Items;

/// <summary>An item store whose collections may be named by the caller, as MKCALENDAR and extended MKCOL do (RFC 4791 5.3.1, RFC 5689).</summary>
public interface INamedItemStore : IItemStore
{
    /// <summary>The href under which a collection would lie beside the user's others.</summary>
    /// <param name="kinds">What it is to hold.</param>
    /// <param name="name">Last part of the path: letters, digits and hyphens.</param>
    /// <exception cref="BackendException">NotSupported where the server has no place for such collections.</exception>
    string HrefOf(ItemKinds kinds, string name);

    /// <summary>Makes a collection at an href of the caller's choice, beside the user's others.</summary>
    /// <exception cref="BackendException">AlreadyExists; Refused where nothing can be made under that href.</exception>
    Task<ItemCollection> CreateCollectionAsync(string href, ItemKinds kinds, string displayName, CancellationToken cancellationToken);
}
