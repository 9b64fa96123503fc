using System.Globalization;
using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Gateway.Core.Tables;

/// <summary>
/// The order of property values, for sorting and for the relational operators. An absent value stands before every other and equals another absent one.
/// Strings are compared without regard to case, kana type and width; binary values byte by byte; times, integers, currencies and Booleans as numbers.
/// </summary>
public static class PropertyComparer
{
    /// <summary>What is disregarded between strings.</summary>
    internal const CompareOptions StringOptions = CompareOptions.IgnoreCase | CompareOptions.IgnoreKanaType | CompareOptions.IgnoreWidth;

    internal static readonly CompareInfo Strings = CultureInfo.InvariantCulture.CompareInfo;

    /// <summary>A total order: values of types that have no common order follow the rank of their types.</summary>
    public static int Compare(object? left, object? right)
    {
        if (TryCompare(left, right, out var order))
            return order;
        return Rank(left!).CompareTo(Rank(right!));
    }

    /// <summary>Compares values that have a common order; false where the types have none.</summary>
    public static bool TryCompare(object? left, object? right, out int order)
    {
        order = 0;
        if (left is null || right is null)
        {
            order = (left is null ? 0 : 1) - (right is null ? 0 : 1);
            return true;
        }

        if (left is string leftText && right is string rightText)
            order = Strings.Compare(leftText, rightText, StringOptions);
        else if (left is byte[] leftBytes && right is byte[] rightBytes)
            order = leftBytes.AsSpan().SequenceCompareTo(rightBytes);
        else if (TryNumber(left, out var leftNumber) && TryNumber(right, out var rightNumber))
            order = leftNumber.CompareTo(rightNumber);
        else if (IsNumber(left) && IsNumber(right))
            order = Convert.ToDouble(left, CultureInfo.InvariantCulture).CompareTo(Convert.ToDouble(right, CultureInfo.InvariantCulture));
        else if (left is Guid leftGuid && right is Guid rightGuid)
            order = Compare(leftGuid, rightGuid);
        else if (left is Array leftValues && right is Array rightValues)
            return TryCompare(leftValues, rightValues, out order);
        else
            return false;
        return true;
    }

    /// <summary>The value as a number where it is integral: integers, Booleans, times, currencies, error codes.</summary>
    internal static bool TryNumber(object value, out long number)
    {
        switch (value)
        {
            case int i:
                number = i;
                return true;
            case FileTime time:
                number = time.Value;
                return true;
            case bool b:
                number = b ? 1 : 0;
                return true;
            case long l:
                number = l;
                return true;
            case short s:
                number = s;
                return true;
            case Currency currency:
                number = currency.Value;
                return true;
            case ErrorCode code:
                number = (uint)code;
                return true;
            default:
                number = 0;
                return false;
        }
    }

    private static bool IsNumber(object value) => value is int or long or short or float or double;

    private static int Compare(Guid left, Guid right)
    {
        Span<byte> leftBytes = stackalloc byte[16];
        Span<byte> rightBytes = stackalloc byte[16];
        left.TryWriteBytes(leftBytes);
        right.TryWriteBytes(rightBytes);
        return leftBytes.SequenceCompareTo(rightBytes);
    }

    private static bool TryCompare(Array left, Array right, out int order)
    {
        for (var i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            if (!TryCompare(left.GetValue(i), right.GetValue(i), out order))
                return false;
            if (order != 0)
                return true;
        }

        order = left.Length.CompareTo(right.Length);
        return true;
    }

    private static int Rank(object value) => value switch
    {
        _ when TryNumber(value, out _) || IsNumber(value) => 1,
        string => 2,
        byte[] => 3,
        Guid => 4,
        string[] => 6,
        byte[][] => 7,
        Array => 5,
        _ => 8,
    };
}
