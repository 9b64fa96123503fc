using Mapigate.Backends;
using Mapigate.Backends.CalDav;
using Mapigate.Backends.Items;
using Mapigate.Backends.TestKit.Items;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mapigate.OnDemand;

/// <summary>DAViCal on PostgreSQL.</summary>
public sealed class DavicalServer() : RunningServer("davical"), IItemSite
{
    public ItemKinds Makes => ItemKinds.Events | ItemKinds.Tasks | ItemKinds.Journals | ItemKinds.Contacts;

    public bool KeepsUidsApart => false;

    public bool KnowsItsStates => false;

    /// <summary>It undoes the escapes of a path twice, takes no parentheses there, and keeps a collection's name as the XML that it came in.</summary>
    public IReadOnlySet<string> SpoiledNames => new HashSet<string> { "(b)", "a%20b", " ]]> ", "<b>\"quoted\"</b>", "Größe & Co" };

    /// <summary>It looks whether there is an item before it locks; those whom the database stops hear of a fault of the server's.</summary>
    public bool SettlesRaces => false;

    public Task<IItemStore> LogInAsync(BackendCredentials credentials) =>
        new DavItemBackend(new DavOptions { Url = CalDav }, TimeProvider.System, NullLogger<DavItemBackend>.Instance).LogInAsync(credentials, CancellationToken.None);
}
