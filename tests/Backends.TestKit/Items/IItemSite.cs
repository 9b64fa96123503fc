using Mapigate.Backends.Items;

namespace Mapigate.Backends.TestKit.Items;

/// <summary>A server of calendars and address books whose store is held to the contract.</summary>
public interface IItemSite
{
    /// <summary>Kinds of collections that the user can have made; others are refused.</summary>
    ItemKinds Makes => ItemKinds.Events | ItemKinds.Tasks | ItemKinds.Contacts;

    /// <summary>Two items of one collection may not have the same UID (RFC 4791 5.3.2.1).</summary>
    bool KeepsUidsApart => true;

    /// <summary>What is no calendar object is refused.</summary>
    bool ReadsContents => true;

    /// <summary>A state that the server never gave is known as such; else items that went meanwhile are not told.</summary>
    bool KnowsItsStates => true;

    /// <summary>Names of items or collections that this server refuses or changes.</summary>
    IReadOnlySet<string> SpoiledNames => new HashSet<string>();

    /// <summary>Of several who write at the same time exactly one wins, and the others hear of a conflict.</summary>
    bool SettlesRaces => true;

    /// <summary>A user whom nobody has used before.</summary>
    Task<BackendCredentials> NewUserAsync();

    /// <summary>Logs in. Each log-in is a client of its own.</summary>
    Task<IItemStore> LogInAsync(BackendCredentials credentials);
}
