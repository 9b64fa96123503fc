namespace Mapigate.Gateway.Core.Tables;

/// <summary>The bytes that a value takes: a string two for each UTF-16 code unit, without terminator. [MS-OXCDATA] 2.12.8</summary>
internal static class PropertySize
{
    public static long Of(object? value) => value switch
    {
        null => 0,
        string text => text.Length * 2L,
        byte[] bytes => bytes.Length,
        bool => 1,
        short => 2,
        int or float or Mapi.Wire.OxcData.ErrorCode => 4,
        Guid => 16,
        Array values => values.Cast<object?>().Sum(Of),
        _ => 8,
    };
}
