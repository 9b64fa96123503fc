using Mapigate.Gateway.Core.Items;
using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.MapiFrontend.Rops.OxcPrpt;

/// <summary>Types of values where the client has named none.</summary>
internal static class PropertyValues
{
    public static PropertyType TypeOf(PropertyObject properties, ushort id, object value) =>
        properties.Tags.FirstOrDefault(t => t.Id == id) is { Value: not 0 } tag ? tag.Type : TypeOf(value);

    /// <summary>String types become their 8-bit twins.</summary>
    public static PropertyType String8Of(PropertyType type) => type switch
    {
        PropertyType.String => PropertyType.String8,
        PropertyType.MultipleString => PropertyType.MultipleString8,
        _ => type,
    };

    private static PropertyType TypeOf(object value) => value switch
    {
        bool => PropertyType.Boolean,
        short => PropertyType.Integer16,
        int => PropertyType.Integer32,
        long => PropertyType.Integer64,
        string => PropertyType.String,
        FileTime => PropertyType.Time,
        Guid => PropertyType.Guid,
        string[] => PropertyType.MultipleString,
        byte[][] => PropertyType.MultipleBinary,
        _ => PropertyType.Binary,
    };
}
