using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Tables;

/// <summary>
/// Whether a row matches a restriction. [MS-OXCDATA] 2.12
/// </summary>
/// <remarks>
/// Exchange's answers for absent properties, which clients count on when they hide private items or look for reminders: an absent value is less than
/// every value, so it matches LessThan and NotEqual; its bits are zero; its size is zero; it contains nothing.
/// </remarks>
public static class RestrictionEvaluator
{
    /// <summary>Most nodes of a restriction: each is asked of every row of a folder, however large.</summary>
    public const int MaxNodes = 512;

    /// <summary>What stands in the way of using a restriction: too many nodes, too deep, or an operator that no table has.</summary>
    public static ErrorCode Validate(Restriction restriction)
    {
        var left = MaxNodes;
        return Validate(restriction, 0, ref left);
    }

    /// <summary>The row matches. The restriction has been validated.</summary>
    public static bool Matches(Restriction restriction, TableRow row)
    {
        switch (restriction)
        {
            case PropertyRestriction property:
                return MatchesProperty(property, row);
            case ContentRestriction content:
                return MatchesContent(content, row);
            case ExistRestriction exist:
                return row.Get(exist.Tag) is not null;
            case BitMaskRestriction mask:
                return ((Number(row.Get(mask.Tag)) & mask.Mask) == 0) == mask.WantsZero;
            case SizeRestriction size:
                return MatchesSize(size, row);
            case ComparePropertiesRestriction compare:
                return PropertyComparer.TryCompare(row.Get(compare.Left), row.Get(compare.Right), out var order) && Holds(compare.Operator, order);
            case AndRestriction and:
                foreach (var inner in and.Restrictions)
                {
                    if (!Matches(inner, row))
                        return false;
                }

                return true;
            case OrRestriction or:
                foreach (var inner in or.Restrictions)
                {
                    if (Matches(inner, row))
                        return true;
                }

                return false;
            case NotRestriction not:
                return !Matches(not.Restriction, row);
            case CommentRestriction comment:
                return comment.Restriction is null || Matches(comment.Restriction, row);
            case CountRestriction count:
                return count.Count > 0 && Matches(count.Restriction, row);
            case SubObjectRestriction sub:
                return row is IRowWithParts parts && parts.PartsOf(sub.Table).Any(part => Matches(sub.Restriction, part));
            default:
                return false;
        }
    }

    private static ErrorCode Validate(Restriction restriction, int depth, ref int left)
    {
        if (depth >= Restriction.MaxDepth || --left < 0)
            return ErrorCode.TooComplex;
        switch (restriction)
        {
            case AndRestriction and:
                return Validate(and.Restrictions, depth, ref left);
            case OrRestriction or:
                return Validate(or.Restrictions, depth, ref left);
            case NotRestriction not:
                return Validate(not.Restriction, depth + 1, ref left);
            case SubObjectRestriction sub:
                return sub.Table.Id == PidTag.MessageRecipients.Id || sub.Table.Id == PidTag.MessageAttachments.Id ? Validate(sub.Restriction, depth + 1, ref left) : ErrorCode.TooComplex;
            case CommentRestriction comment:
                return comment.Restriction is null ? ErrorCode.Success : Validate(comment.Restriction, depth + 1, ref left);
            case CountRestriction count:
                return Validate(count.Restriction, depth + 1, ref left);
            case PropertyRestriction property:
                return Validate(property.Operator);
            case ComparePropertiesRestriction compare:
                return Validate(compare.Operator);
            case SizeRestriction size:
                return Validate(size.Operator);
            default:
                return ErrorCode.Success;
        }
    }

    private static ErrorCode Validate(IReadOnlyList<Restriction> restrictions, int depth, ref int left)
    {
        foreach (var inner in restrictions)
        {
            if (Validate(inner, depth + 1, ref left) is var error && error != ErrorCode.Success)
                return error;
        }

        return ErrorCode.Success;
    }

    private static ErrorCode Validate(RelationalOperator which) => which <= RelationalOperator.NotEqual ? ErrorCode.Success : ErrorCode.TooComplex;

    private static bool MatchesProperty(PropertyRestriction restriction, TableRow row)
    {
        var value = row.Get(restriction.Tag);

        // One value against several: one of them must match. [MS-OXCDATA] 2.12.5.1
        if (value is Array values and not byte[] && restriction.Value.Value is not Array or byte[])
            return Any(values, one => Matches(restriction, one));
        return Matches(restriction, value);
    }

    private static bool Matches(PropertyRestriction restriction, object? value) =>
        PropertyComparer.TryCompare(value, restriction.Value.Value, out var order) && Holds(restriction.Operator, order);

    private static bool MatchesContent(ContentRestriction restriction, TableRow row)
    {
        var wanted = restriction.Value.Value;
        return row.Get(restriction.Tag) switch
        {
            string text when wanted is string part => ContentMatch.Matches(text, part, restriction.Low, restriction.High),
            byte[] bytes when wanted is byte[] part => ContentMatch.Matches(bytes, part, restriction.Low),
            string[] texts when wanted is string part => Array.Exists(texts, text => ContentMatch.Matches(text, part, restriction.Low, restriction.High)),
            byte[][] many when wanted is byte[] part => Array.Exists(many, bytes => ContentMatch.Matches(bytes, part, restriction.Low)),
            _ => false,
        };
    }

    private static bool MatchesSize(SizeRestriction restriction, TableRow row)
    {
        var value = row.Get(restriction.Tag);
        if (value is Array values and not byte[])
            return Any(values, one => Holds(restriction.Operator, PropertySize.Of(one).CompareTo(restriction.Size)));
        return Holds(restriction.Operator, PropertySize.Of(value).CompareTo(restriction.Size));
    }

    private static bool Any(Array values, Func<object?, bool> matches)
    {
        foreach (var value in values)
        {
            if (matches(value))
                return true;
        }

        return false;
    }

    private static long Number(object? value) => value is not null && PropertyComparer.TryNumber(value, out var number) ? number : 0;

    private static bool Holds(RelationalOperator which, int order) => which switch
    {
        RelationalOperator.LessThan => order < 0,
        RelationalOperator.LessThanOrEqual => order <= 0,
        RelationalOperator.GreaterThan => order > 0,
        RelationalOperator.GreaterThanOrEqual => order >= 0,
        RelationalOperator.Equal => order == 0,
        RelationalOperator.NotEqual => order != 0,
        _ => false,
    };
}
