using Mapigate.Gateway.Core.Tables;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;
using static Mapigate.Mapi.Wire.OxcData.RelationalOperator;

namespace Mapigate.Gateway.Core.Tests.Tables;

public class RestrictionEvaluatorTests
{
    private static readonly PropertyTag Keywords = new(0x8001, PropertyType.MultipleString);
    private static readonly PropertyTag Numbers = new(0x8002, PropertyType.MultipleInteger32);
    private static readonly PropertyTag Absent = new(0x8003, PropertyType.Integer32);
    private static readonly PropertyTag AbsentText = new(0x8004, PropertyType.String);

    private static readonly TestRow Row = MakeRow();

    [Theory]
    [InlineData(LessThan, 4, false)]
    [InlineData(LessThan, 5, false)]
    [InlineData(LessThan, 6, true)]
    [InlineData(LessThanOrEqual, 4, false)]
    [InlineData(LessThanOrEqual, 5, true)]
    [InlineData(GreaterThan, 4, true)]
    [InlineData(GreaterThan, 5, false)]
    [InlineData(GreaterThanOrEqual, 5, true)]
    [InlineData(GreaterThanOrEqual, 6, false)]
    [InlineData(Equal, 5, true)]
    [InlineData(Equal, 6, false)]
    [InlineData(NotEqual, 5, false)]
    [InlineData(NotEqual, 6, true)]
    public void Property_compared_with_a_number(RelationalOperator which, int value, bool matches) =>
        Assert.Equal(matches, Matches(new PropertyRestriction(which, PidTag.Importance, new PropertyValue(PidTag.Importance, value))));

    [Theory]
    [InlineData(LessThan, true)]
    [InlineData(LessThanOrEqual, true)]
    [InlineData(GreaterThan, false)]
    [InlineData(GreaterThanOrEqual, false)]
    [InlineData(Equal, false)]
    [InlineData(NotEqual, true)]
    public void Property_that_is_absent_is_less_than_every_value(RelationalOperator which, bool matches)
    {
        var restriction = new PropertyRestriction(which, Absent, new PropertyValue(Absent, int.MinValue));
        Assert.Equal(matches, Matches(restriction));
        Assert.Equal(!matches, Matches(new NotRestriction(restriction)));
    }

    [Theory]
    [InlineData(Equal, "hello WORLD", true)]
    [InlineData(Equal, "hello", false)]
    [InlineData(GreaterThan, "HELLO", true)]
    public void Property_compared_with_a_string_disregards_case_and_string_type(RelationalOperator which, string value, bool matches) =>
        Assert.Equal(matches, Matches(new PropertyRestriction(which, PidTag.Subject.WithType(PropertyType.String8), new PropertyValue(PidTag.Subject, value))));

    [Fact]
    public void Property_of_a_type_without_common_order_never_matches()
    {
        Assert.False(Matches(new PropertyRestriction(Equal, PidTag.Subject, new PropertyValue(Absent, 5))));
        Assert.False(Matches(new PropertyRestriction(NotEqual, PidTag.Subject, new PropertyValue(Absent, 5))));
    }

    [Fact]
    public void Property_with_several_values_matches_by_one_of_them()
    {
        Assert.True(Matches(new PropertyRestriction(Equal, Keywords, new PropertyValue(AbsentText, "BLUE"))));
        Assert.False(Matches(new PropertyRestriction(Equal, Keywords, new PropertyValue(AbsentText, "green"))));
        Assert.True(Matches(new PropertyRestriction(GreaterThan, Numbers, new PropertyValue(Absent, 6))));
        Assert.True(Matches(new PropertyRestriction(Equal, Numbers, new PropertyValue(Numbers, new[] { 3, 7 }))));
    }

    [Theory]
    [InlineData(FuzzyLevelLow.FullString, FuzzyLevelHigh.None, "Hello World", true)]
    [InlineData(FuzzyLevelLow.FullString, FuzzyLevelHigh.None, "hello world", false)]
    [InlineData(FuzzyLevelLow.FullString, FuzzyLevelHigh.IgnoreCase, "hello world", true)]
    [InlineData(FuzzyLevelLow.FullString, FuzzyLevelHigh.IgnoreCase, "hello", false)]
    [InlineData(FuzzyLevelLow.Substring, FuzzyLevelHigh.None, "lo Wo", true)]
    [InlineData(FuzzyLevelLow.Substring, FuzzyLevelHigh.None, "lo wo", false)]
    [InlineData(FuzzyLevelLow.Substring, FuzzyLevelHigh.IgnoreCase, "LO WO", true)]
    [InlineData(FuzzyLevelLow.Substring, FuzzyLevelHigh.IgnoreNonspace, "Héllo", true)]
    [InlineData(FuzzyLevelLow.Substring, FuzzyLevelHigh.IgnoreNonspace, "héllo", false)]
    [InlineData(FuzzyLevelLow.Substring, FuzzyLevelHigh.Loose, "héLLO wörld", true)]
    [InlineData(FuzzyLevelLow.Prefix, FuzzyLevelHigh.None, "Hell", true)]
    [InlineData(FuzzyLevelLow.Prefix, FuzzyLevelHigh.None, "World", false)]
    [InlineData(FuzzyLevelLow.Prefix, FuzzyLevelHigh.IgnoreCase, "HELL", true)]
    [InlineData(FuzzyLevelLow.Prefix, FuzzyLevelHigh.Loose, "HÉLL", true)]
    [InlineData((FuzzyLevelLow)9, FuzzyLevelHigh.None, "Hello World", false)]
    public void Content_of_a_string(FuzzyLevelLow low, FuzzyLevelHigh high, string part, bool matches) =>
        Assert.Equal(matches, Matches(new ContentRestriction(low, high, PidTag.Subject, new PropertyValue(PidTag.Subject, part))));

    [Theory]
    [InlineData(FuzzyLevelLow.FullString, new byte[] { 1, 2, 3 }, true)]
    [InlineData(FuzzyLevelLow.FullString, new byte[] { 1, 2 }, false)]
    [InlineData(FuzzyLevelLow.Substring, new byte[] { 2, 3 }, true)]
    [InlineData(FuzzyLevelLow.Prefix, new byte[] { 1, 2 }, true)]
    [InlineData(FuzzyLevelLow.Prefix, new byte[] { 2 }, false)]
    public void Content_of_a_binary_value(FuzzyLevelLow low, byte[] part, bool matches) =>
        Assert.Equal(matches, Matches(new ContentRestriction(low, FuzzyLevelHigh.None, PidTag.SearchKey, new PropertyValue(PidTag.SearchKey, part))));

    [Fact]
    public void Content_of_an_absent_property_or_of_several_values()
    {
        Assert.False(Matches(new ContentRestriction(FuzzyLevelLow.Substring, FuzzyLevelHigh.None, AbsentText, new PropertyValue(AbsentText, ""))));
        Assert.True(Matches(new ContentRestriction(FuzzyLevelLow.Prefix, FuzzyLevelHigh.IgnoreCase, Keywords, new PropertyValue(Keywords, "BL"))));
        Assert.False(Matches(new ContentRestriction(FuzzyLevelLow.Prefix, FuzzyLevelHigh.None, PidTag.Importance, new PropertyValue(AbsentText, "5"))));
    }

    [Theory]
    [InlineData(true, 2u, true)]
    [InlineData(true, 4u, false)]
    [InlineData(false, 4u, true)]
    [InlineData(false, 2u, false)]
    [InlineData(false, 6u, true)]
    public void BitMask_of_a_number(bool wantsZero, uint mask, bool matches) =>
        Assert.Equal(matches, Matches(new BitMaskRestriction(wantsZero, PidTag.Importance, mask)));

    [Fact]
    public void BitMask_of_an_absent_property_sees_zeros()
    {
        Assert.True(Matches(new BitMaskRestriction(true, Absent, 1)));
        Assert.False(Matches(new BitMaskRestriction(false, Absent, 1)));
    }

    [Fact]
    public void Size_of_values()
    {
        Assert.True(Matches(new SizeRestriction(Equal, PidTag.SearchKey, 3)));
        Assert.True(Matches(new SizeRestriction(Equal, PidTag.Subject, 22)));
        Assert.True(Matches(new SizeRestriction(Equal, PidTag.Importance, 4)));
        Assert.True(Matches(new SizeRestriction(Equal, Absent, 0)));
        Assert.False(Matches(new SizeRestriction(GreaterThan, PidTag.SearchKey, 3)));
        Assert.True(Matches(new SizeRestriction(GreaterThan, Keywords, 6)));
    }

    [Fact]
    public void Exist_and_compare_properties()
    {
        Assert.True(Matches(new ExistRestriction(PidTag.Subject)));
        Assert.False(Matches(new ExistRestriction(Absent)));
        Assert.False(Matches(new ExistRestriction(PidTag.Subject.WithType(PropertyType.Integer32))));
        Assert.True(Matches(new ComparePropertiesRestriction(LessThan, PidTag.Importance, PidTag.Sensitivity)));
        Assert.False(Matches(new ComparePropertiesRestriction(Equal, PidTag.Importance, PidTag.Sensitivity)));
        Assert.True(Matches(new ComparePropertiesRestriction(LessThan, Absent, PidTag.Sensitivity)));
    }

    [Fact]
    public void And_or_not_comment_count_of_others()
    {
        Restriction yes = new ExistRestriction(PidTag.Subject), no = new ExistRestriction(Absent);
        Assert.True(Matches(new AndRestriction([])));
        Assert.False(Matches(new OrRestriction([])));
        Assert.True(Matches(new AndRestriction([yes, yes])));
        Assert.False(Matches(new AndRestriction([yes, no])));
        Assert.True(Matches(new OrRestriction([no, yes])));
        Assert.False(Matches(new OrRestriction([no, no])));
        Assert.True(Matches(new NotRestriction(no)));
        Assert.True(Matches(new CommentRestriction([], null)));
        Assert.False(Matches(new CommentRestriction([], no)));
        Assert.True(Matches(new CountRestriction(1, yes)));
        Assert.False(Matches(new CountRestriction(0, yes)));
    }

    [Fact]
    public void SubObject_asks_the_parts_that_the_row_knows()
    {
        var isBob = new ContentRestriction(FuzzyLevelLow.Prefix, FuzzyLevelHigh.IgnoreCase, PidTag.DisplayName, new PropertyValue(PidTag.DisplayName, "bob"));
        Assert.True(Matches(new SubObjectRestriction(PidTag.MessageRecipients, isBob)));
        Assert.False(Matches(new SubObjectRestriction(PidTag.MessageAttachments, isBob)));
    }

    [Fact]
    public void Validate_refuses_what_no_table_can_answer()
    {
        Restriction deep = new ExistRestriction(PidTag.Subject);
        for (var i = 0; i < Restriction.MaxDepth - 1; i++)
            deep = new NotRestriction(deep);
        Assert.Equal(ErrorCode.Success, RestrictionEvaluator.Validate(deep));
        Assert.Equal(ErrorCode.TooComplex, RestrictionEvaluator.Validate(new NotRestriction(deep)));
        var wide = new OrRestriction(Enumerable.Repeat<Restriction>(new ExistRestriction(PidTag.Subject), RestrictionEvaluator.MaxNodes).ToArray());
        Assert.Equal(ErrorCode.TooComplex, RestrictionEvaluator.Validate(wide));
        Assert.Equal(ErrorCode.TooComplex, RestrictionEvaluator.Validate(new PropertyRestriction(MatchesRegularExpression, PidTag.Subject, new PropertyValue(PidTag.Subject, ".*"))));
        Assert.Equal(ErrorCode.TooComplex, RestrictionEvaluator.Validate(new SubObjectRestriction(PidTag.Subject, deep)));
    }

    private static bool Matches(Restriction restriction)
    {
        Assert.Equal(ErrorCode.Success, RestrictionEvaluator.Validate(restriction));
        return RestrictionEvaluator.Matches(restriction, Row);
    }

    private static TestRow MakeRow()
    {
        var row = new TestRow(
            1,
            (PidTag.Subject, "Hello World"),
            (PidTag.Importance, 5),
            (PidTag.Sensitivity, 6),
            (PidTag.SearchKey, new byte[] { 1, 2, 3 }),
            (Keywords, new[] { "red", "blue" }),
            (Numbers, new[] { 3, 7 }));
        row.Parts.Add((PidTag.MessageRecipients, new TestRow(1, (PidTag.DisplayName, "Bob Builder"))));
        return row;
    }
}
