using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Gateway.Core.Index;

/// <summary>The property type of values that the gateway makes itself.</summary>
internal static class PropertyTypes
{
    public static PropertyType Of(object value) => value switch
    {
        bool => PropertyType.Boolean,
        short => PropertyType.Integer16,
        int => PropertyType.Integer32,
        long => PropertyType.Integer64,
        string => PropertyType.String,
        byte[] => PropertyType.Binary,
        FileTime => PropertyType.Time,
        Guid => PropertyType.Guid,
        string[] => PropertyType.MultipleString,
        byte[][] => PropertyType.MultipleBinary,
        _ => PropertyType.Unspecified,
    };
}
