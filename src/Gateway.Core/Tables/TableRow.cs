using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Gateway.Core.Tables;

/// <summary>One object as a table shows it.</summary>
public abstract class TableRow
{
    /// <summary>Names the row inside its table, stays over changes of the object: a folder's or message's counter, an attachment's number.</summary>
    public abstract ulong RowId { get; }

    /// <summary>Tells apart the rows of one object where a table shows one for each value of a property, else zero. [MS-OXCTABL] 2.2.1.2</summary>
    public virtual uint Instance => 0;

    /// <summary>Tags of all properties that the object has in this table.</summary>
    public abstract IEnumerable<PropertyTag> Tags { get; }

    /// <summary>The value of a property of that type (the two string types are one, Unspecified is any), or null where the object has none.</summary>
    public abstract object? Get(PropertyTag tag);

    /// <summary>The other row shows the same object in the same state.</summary>
    public virtual bool IsSameAs(TableRow other) => ReferenceEquals(this, other);

    /// <summary>The other row shows the same object, maybe in another state.</summary>
    internal bool HasKeyOf(TableRow other) => RowId == other.RowId && Instance == other.Instance;
}
