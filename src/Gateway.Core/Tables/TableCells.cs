using System.Text;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Tables;

/// <summary>What a table shows of a row in a column. [MS-OXCTABL] 2.2.2.5.2</summary>
internal static class TableCells
{
    /// <summary>Most bytes of a value in a row; the whole value is had from the object itself.</summary>
    public const int MaxBytes = 510;

    /// <summary>Most UTF-16 code units of a string in a row.</summary>
    public const int MaxCharacters = MaxBytes / 2;

    /// <summary>PidTagRowType of a row of data. [MS-OXCTABL] 2.2.1.3</summary>
    private const int LeafRow = 1;

    /// <summary>The value, null where the row has none, or an <see cref="ErrorCode"/> where it cannot be shown.</summary>
    /// <param name="row">The row.</param>
    /// <param name="column">The column.</param>
    /// <param name="kind">What the table's rows are. Rules are shown whole: they have no other way to a client.</param>
    /// <param name="depth">How many categories stand above a row of data.</param>
    public static object? Of(TableRow row, PropertyTag column, TableKind kind, int depth)
    {
        if (kind == TableKind.Contents && row is not CategoryRow)
        {
            if (column == PidTag.RowType)
                return LeafRow;
            if (column == PidTag.Depth)
                return depth;
        }

        // An attachment's content would be read whole to be cut.
        if (kind == TableKind.Other && column == PidTag.AttachDataBinary)
            return ErrorCode.NotEnoughMemory;
        var value = row.Get(column);
        return kind == TableKind.Rules ? Whole(value) : Limited(value);
    }

    private static object? Whole(object? value) => value is byte[] { Length: > ushort.MaxValue } ? ErrorCode.NotEnoughMemory : value;

    private static object? Limited(object? value) => value switch
    {
        string { Length: > MaxCharacters } text => Cut(text),
        byte[] { Length: > MaxBytes } bytes => bytes[..MaxBytes],
        string[] texts => Cut(texts, static text => Encoding.Unicode.GetByteCount(text)),
        byte[][] many => Cut(many, static bytes => bytes.Length),
        Array { Length: > MaxBytes / sizeof(ushort) } and not byte[] => ErrorCode.NotEnoughMemory,
        _ => value,
    };

    private static string Cut(string text) => text[..(char.IsHighSurrogate(text[MaxCharacters - 1]) ? MaxCharacters - 1 : MaxCharacters)];

    /// <summary>The first of several values that fit together.</summary>
    private static object Cut<T>(T[] values, Func<T, int> size)
    {
        var bytes = 0;
        for (var i = 0; i < values.Length; i++)
        {
            bytes += size(values[i]);
            if (bytes > MaxBytes)
                return i > 0 ? values[..i] : ErrorCode.NotEnoughMemory;
        }

        return values;
    }
}
