using System.Collections.Immutable;
using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Gateway.Core.Index;

/// <summary>Names and the ids that they have in this mailbox: given once, never changed. Readers see an immutable map; only the mailbox's writer adds. [MS-OXCPRPT] 3.2.5.9</summary>
public sealed class NamedPropertyMap
{
    public const ushort FirstId = 0x8000;

    /// <summary>The largest id that a name can have.</summary>
    public const ushort LastId = 0xFFFE;

    private ImmutableDictionary<PropertyName, ushort> _ids = ImmutableDictionary<PropertyName, ushort>.Empty;
    private ImmutableDictionary<ushort, PropertyName> _names = ImmutableDictionary<ushort, PropertyName>.Empty;

    internal NamedPropertyMap(IEnumerable<NamedPropertyRecord> records) => Add(records);

    /// <summary>All names that have an id.</summary>
    public IEnumerable<KeyValuePair<PropertyName, ushort>> All => _ids;

    /// <summary>The id of a name, or null where it has none yet. A numeric name of PS_MAPI is its own id.</summary>
    public ushort? Find(PropertyName name) =>
        name.Set == PropertySets.Mapi && name.Text is null && name.Lid < FirstId ? (ushort)name.Lid : _ids.TryGetValue(name, out var id) ? id : null;

    /// <summary>The name of an id; below 0x8000 the id itself in PS_MAPI; null where it stands for no name.</summary>
    public PropertyName? Find(ushort id) =>
        id < FirstId ? PropertyName.Numeric(PropertySets.Mapi, id) : _names.TryGetValue(id, out var name) ? name : null;

    /// <summary>Gives the names that have none an id, inside a commit; names beyond the last id get none.</summary>
    internal IReadOnlyList<ushort?> Map(ChangeSet changes, IReadOnlyList<PropertyName> names)
    {
        var ids = new ushort?[names.Count];
        for (var i = 0; i < ids.Length; i++)
        {
            var next = FirstId + _ids.Count + changes.Names.Count;
            if (Find(names[i]) is { } known)
            {
                ids[i] = known;
            }
            else if (changes.Names.TryGetValue(names[i], out var fresh))
            {
                ids[i] = fresh;
            }
            else if (next <= LastId)
            {
                ids[i] = (ushort)next;
                changes.PutName(new NamedPropertyRecord((ushort)next, names[i]));
            }
        }

        return ids;
    }

    internal void Add(IEnumerable<NamedPropertyRecord> records)
    {
        foreach (var (id, name) in records)
        {
            // A reader that finds the id also finds its name.
            _names = _names.SetItem(id, name);
            _ids = _ids.SetItem(name, id);
        }
    }
}
