using Mapigate.Gateway.Core.AddressBook;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMapiHttp;
using Mapigate.Mapi.Wire.OxNspi;

namespace Mapigate.MapiFrontend.Nspi;

/// <summary>Rows of people in the columns that a client asks for. [MS-OXNSPI] 3.1.4.1.7 and 3.1.4.1.8</summary>
internal sealed class NspiRows(NspiProperties properties)
{
    /// <summary>Most columns of a request.</summary>
    private const int MaxColumns = 100;

    /// <summary>Why those columns cannot be given.</summary>
    public static ErrorCode Check(IReadOnlyList<PropertyTag>? columns) => columns is { Count: > MaxColumns } ? ErrorCode.TableTooBig : ErrorCode.Success;

    public AddressBookTable Table(IEnumerable<Person?> people, IReadOnlyList<PropertyTag>? columns, RetrievePropertyFlags flags)
    {
        columns ??= NspiProperties.DefaultColumns;
        return new AddressBookTable(columns, [.. people.Select(person => new AddressBookPropertyRow(Row(person, columns, flags)))]);
    }

    /// <summary>A value for each column; one that has none, or somebody who is unknown, gives an error in its place.</summary>
    public PropertyValue[] Row(Person? person, IReadOnlyList<PropertyTag> columns, RetrievePropertyFlags flags)
    {
        var bag = person is null ? null : properties.Of(person, flags.HasFlag(RetrievePropertyFlags.EphemeralIds));
        var row = new PropertyValue[columns.Count];
        for (var i = 0; i < row.Length; i++)
            row[i] = Cell(bag, columns[i]);
        return row;
    }

    /// <summary>The tags of everything that somebody has; strings are 8-bit, as the document asks. [MS-OXNSPI] 3.1.4.1.6</summary>
    public IReadOnlyList<PropertyTag> Tags(Person person) => [.. properties.Of(person, isEphemeral: false).Select(p => AsString8(p.Tag))];

    public static PropertyTag AsString8(PropertyTag tag) => tag.Type switch
    {
        PropertyType.String => tag.WithType(PropertyType.String8),
        PropertyType.MultipleString => tag.WithType(PropertyType.MultipleString8),
        _ => tag,
    };

    private static PropertyValue Cell(PropertyBag? bag, PropertyTag column)
    {
        if (bag is null || !bag.TryGet(column, out var value) || !bag.TryGet(column.Id, out var found))
            return new PropertyValue(column.WithType(PropertyType.ErrorCode), ErrorCode.NotFound);
        return new PropertyValue(column.Type == PropertyType.Unspecified ? found.Tag : column, value);
    }
}
