using Mapigate.Backends.Items;

namespace Mapigate.WebFrontend.Dav.Properties;

/// <summary>Kinds of items and the calendar components that stand for them.</summary>
internal static class ComponentNames
{
    private static readonly (ItemKinds Kind, string Name)[] Table = [(ItemKinds.Events, "VEVENT"), (ItemKinds.Tasks, "VTODO"), (ItemKinds.Journals, "VJOURNAL")];

    public static IEnumerable<string> Of(ItemKinds kinds) => Table.Where(row => kinds.HasFlag(row.Kind)).Select(row => row.Name);

    /// <summary>None for a name that no collection holds.</summary>
    public static ItemKinds KindOf(string name) => Array.Find(Table, row => row.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Kind;
}
