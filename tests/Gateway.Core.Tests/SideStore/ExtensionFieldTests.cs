using Mapigate.Gateway.Core.SideStore;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Tests.SideStore;

public sealed class ExtensionFieldTests
{
    private static readonly Guid Set = new("0e2b0ba4-3d34-4b57-9a3a-51b2dbf6a5a1");

    [Fact]
    public void Properties_come_back_under_their_names()
    {
        var bag = new PropertyBag();
        bag[PidTag.FlagStatus] = 2;
        bag[PidTag.Subject] = "\u00DCber\0alles";
        bag.Set(PropertyName.String(Set, "Colour"), PropertyType.String, "blue");
        bag.Set(PropertyName.String(Set, ""), PropertyType.MultipleBinary, new byte[][] { [], [1, 2] });
        bag.Set(PropertyName.Numeric(Set, 0x8501), PropertyType.Integer32, 15);
        var back = ExtensionField.Decode(ExtensionField.Encode(bag, out var isComplete))!;
        Assert.True(isComplete);
        Assert.Equal(bag.OrderBy(v => v.Tag.Id), back.OrderBy(v => v.Tag.Id));
        Assert.Equal(bag.Named.Keys.Order(Comparer<PropertyName>.Create((a, b) => string.CompareOrdinal(a.ToString(), b.ToString()))), back.Named.Keys.Order(Comparer<PropertyName>.Create((a, b) => string.CompareOrdinal(a.ToString(), b.ToString()))));
        Assert.Equal("blue", back.Named[PropertyName.String(Set, "Colour")].Value);
        Assert.Equal(new byte[][] { [], [1, 2] }, (byte[][])back.Named[PropertyName.String(Set, "")].Value);
        Assert.Equal((PropertyType.Integer32, (object)15), back.Named[PropertyName.Numeric(Set, 0x8501)]);
    }

    [Fact]
    public void Ids_of_a_mailbox_bodies_and_long_values_are_left_out()
    {
        var bag = new PropertyBag();
        bag[PidTag.Body] = "Text";
        bag[new PropertyTag(0x8123, PropertyType.Integer32)] = 1;
        Assert.Null(ExtensionField.Encode(bag, out _));
        bag[PidTag.Comment] = new string('x', ExtensionField.MaxValue + 1);
        Assert.Null(ExtensionField.Encode(bag, out var isComplete));
        Assert.False(isComplete);
    }

    [Fact]
    public void Field_never_grows_beyond_its_limit()
    {
        var bag = new PropertyBag();
        for (var i = 0; i < 1000; i++)
            bag.Set(PropertyName.String(Set, $"Name {i}"), PropertyType.String, new string((char)('a' + (i % 26)), 1000));
        var content = ExtensionField.Encode(bag, out var isComplete)!;
        Assert.False(isComplete);
        Assert.InRange(content.Length, ExtensionField.MaxLength / 2, ExtensionField.MaxLength);
        Assert.InRange(ExtensionField.Decode(content)!.Named.Count, 1, 999);
    }

    [Fact]
    public void Torn_content_gives_nothing_or_less_and_never_throws()
    {
        var bag = new PropertyBag();
        bag[PidTag.FlagStatus] = 2;
        bag.Set(PropertyName.String(Set, "Colour"), PropertyType.String, "blue");
        var content = ExtensionField.Encode(bag, out _)!;
        for (var length = 0; length < content.Length; length++)
            Assert.Null(ExtensionField.Decode(content.AsSpan(0, length)));
        var random = new Random(5);
        for (var round = 0; round < 5000; round++)
        {
            var torn = content.ToArray();
            torn[random.Next(torn.Length)] = (byte)random.Next(256);
            ExtensionField.Decode(torn);
        }
    }
}
