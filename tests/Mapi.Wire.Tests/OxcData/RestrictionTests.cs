using System.Text;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.Tests.OxcData;

/// <summary>The layout of each kind. [MS-OXCDATA] 2.12</summary>
public class RestrictionTests
{
    private const string Exist = "081F003700";
    private static readonly Restriction Subject = new ExistRestriction(PidTag.Subject);

    public static TheoryData<string, Restriction> Cases => new()
    {
        { "000200" + Exist + Exist, new AndRestriction([Subject, Subject]) },
        { "010000", new OrRestriction([]) },
        { "02" + Exist, new NotRestriction(Subject) },
        { "0301000100" + "1F003700" + "1F003700" + "61000000", new ContentRestriction(FuzzyLevelLow.Substring, FuzzyLevelHigh.IgnoreCase, PidTag.Subject, new PropertyValue(PidTag.Subject, "a")) },
        { "0402" + "0300080E" + "0300080E" + "00040000", new PropertyRestriction(RelationalOperator.GreaterThan, PidTag.MessageSize, new PropertyValue(PidTag.MessageSize, 1024)) },
        { "0504" + "1F003700" + "1F007000", new ComparePropertiesRestriction(RelationalOperator.Equal, PidTag.Subject, PidTag.ConversationTopic) },
        { "0600" + "0300070E" + "01000000", new BitMaskRestriction(true, PidTag.MessageFlags, 1) },
        { "0700" + "1F003700" + "10000000", new SizeRestriction(RelationalOperator.LessThan, PidTag.Subject, 16) },
        { Exist, Subject },
        { "09" + "0D00120E" + Exist, new SubObjectRestriction(PidTag.MessageRecipients, Subject) },
        { "0A01" + "0B00698E" + "01" + "01" + Exist, new CommentRestriction([new PropertyValue(new PropertyTag(0x8E69000B), true)], Subject) },
        { "0A0000", new CommentRestriction([], null) },
        { "0B05000000" + Exist, new CountRestriction(5, Subject) },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Restriction_has_the_layout_of_its_kind(string bytes, Restriction restriction)
    {
        Assert.Equal(bytes, Convert.ToHexString(Write(restriction)));
        var whole = Convert.FromHexString(bytes);
        Assert.Equal(bytes, Convert.ToHexString(Write(Read(whole))));
        Assert.Equal(restriction.GetType(), Read(whole).GetType());
        for (var length = 0; length < whole.Length; length++)
            Assert.Throws<WireFormatException>(() => Read(whole.AsSpan(0, length)));
    }

    [Theory]
    [InlineData(Restriction.MaxDepth - 1, true)]
    [InlineData(Restriction.MaxDepth, false)]
    [InlineData(30_000, false)]
    public void Nesting_is_read_up_to_its_limit(int depth, bool isRead)
    {
        var bytes = Enumerable.Repeat((byte)0x02, depth).Concat(Convert.FromHexString(Exist)).ToArray();
        if (isRead)
            Assert.Equal(bytes, Write(Read(bytes)));
        else
            Assert.Throws<WireFormatException>(() => Read(bytes));
    }

    [Fact]
    public void Unknown_kind_and_large_counts_are_refused()
    {
        Assert.Throws<WireFormatException>(() => Read([0x0C]));
        Assert.Throws<WireFormatException>(() => Read([0x00, 0xFF, 0xFF, 0x08]));
        Assert.Throws<WireFormatException>(() => Read([0x0A, 0xFF, 0x08]));
    }

    private static Restriction Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new WireReader(bytes);
        return Restriction.Read(ref reader, Encoding.Latin1);
    }

    private static byte[] Write(Restriction restriction)
    {
        using var writer = new WireWriter();
        restriction.Write(writer, Encoding.Latin1);
        return writer.ToArray();
    }
}
