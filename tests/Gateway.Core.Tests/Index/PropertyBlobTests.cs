using FsCheck;
using FsCheck.Fluent;
using Mapigate.Gateway.Core.Index;
using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Gateway.Core.Tests.Index;

public sealed class PropertyBlobTests
{
    /// <summary>A value of every type that a property bag can hold.</summary>
    private static readonly PropertyValue[] Every =
    [
        new(new PropertyTag(0x4000, PropertyType.Integer16), short.MinValue),
        new(new PropertyTag(0x4001, PropertyType.Integer32), int.MinValue),
        new(new PropertyTag(0x4002, PropertyType.Floating32), 1.5f),
        new(new PropertyTag(0x4003, PropertyType.Floating64), double.MinValue),
        new(new PropertyTag(0x4004, PropertyType.Currency), new Currency(long.MaxValue)),
        new(new PropertyTag(0x4005, PropertyType.FloatingTime), 45000.25),
        new(new PropertyTag(0x4006, PropertyType.ErrorCode), ErrorCode.NotFound),
        new(new PropertyTag(0x4007, PropertyType.Boolean), true),
        new(new PropertyTag(0x4008, PropertyType.Integer64), long.MinValue),
        new(new PropertyTag(0x4009, PropertyType.String), "Gr\u00FC\u00DFe \u65E5\u672C \U0001F600 \0 end"),
        new(new PropertyTag(0x400A, PropertyType.Time), new FileTime(long.MaxValue)),
        new(new PropertyTag(0x400B, PropertyType.Guid), new Guid("5C1E7A52-0C38-4D8E-9B63-6D5C4E3F2A10")),
        new(new PropertyTag(0x400C, PropertyType.ServerId), Enumerable.Repeat((byte)7, 70_000).ToArray()),
        new(new PropertyTag(0x400D, PropertyType.Restriction), new AndRestriction([new ExistRestriction(new PropertyTag(0x0037001F)), new NotRestriction(new BitMaskRestriction(true, new PropertyTag(0x0E070003), 1))])),
        new(new PropertyTag(0x400E, PropertyType.RuleAction), Enumerable.Repeat((byte)8, 70_000).ToArray()),
        new(new PropertyTag(0x400F, PropertyType.Binary), Enumerable.Repeat((byte)9, 70_000).ToArray()),
        new(new PropertyTag(0x4010, PropertyType.MultipleInteger16), new short[] { 1, -1 }),
        new(new PropertyTag(0x4011, PropertyType.MultipleInteger32), new[] { int.MaxValue, 0 }),
        new(new PropertyTag(0x4012, PropertyType.MultipleFloating32), new[] { 1f, -2.5f }),
        new(new PropertyTag(0x4013, PropertyType.MultipleFloating64), new[] { 1d, -2.5d }),
        new(new PropertyTag(0x4014, PropertyType.MultipleCurrency), new[] { new Currency(1), new Currency(-1) }),
        new(new PropertyTag(0x4015, PropertyType.MultipleFloatingTime), new[] { 1.25, 2.5 }),
        new(new PropertyTag(0x4016, PropertyType.MultipleInteger64), new[] { long.MaxValue, 0L }),
        new(new PropertyTag(0x4017, PropertyType.MultipleString), new[] { "", "a\0b", "\u65E5" }),
        new(new PropertyTag(0x4018, PropertyType.MultipleTime), new[] { new FileTime(1), new FileTime(long.MinValue) }),
        new(new PropertyTag(0x4019, PropertyType.MultipleGuid), new[] { Guid.Empty, new Guid("5C1E7A52-0C38-4D8E-9B63-6D5C4E3F2A10") }),
        new(new PropertyTag(0x401A, PropertyType.MultipleBinary), new byte[][] { [], [1, 2, 3], Enumerable.Repeat((byte)1, 70_000).ToArray() }),
        new(new PropertyTag(0x401B, PropertyType.MultipleInteger32), Array.Empty<int>()),
        new(new PropertyTag(0x401C, PropertyType.MultipleString), Array.Empty<string>()),
        new(new PropertyTag(0x401D, PropertyType.MultipleBinary), Array.Empty<byte[]>()),
        new(new PropertyTag(0x401E, PropertyType.String), ""),
        new(new PropertyTag(0x401F, PropertyType.Binary), Array.Empty<byte>()),
        new(new PropertyTag(0x8001, PropertyType.Boolean), false),
    ];

    [Fact]
    public void Every_type_is_tried()
    {
        PropertyType[] none = [PropertyType.Unspecified, PropertyType.Null, PropertyType.Object, PropertyType.String8, PropertyType.MultipleString8];
        Assert.Empty(Enum.GetValues<PropertyType>().Except(none).Except(Every.Select(v => v.Tag.Type)));
    }

    [Fact]
    public void Value_of_every_type_reads_back_equal()
    {
        var bag = PropertyBlob.Decode(PropertyBlob.Encode(Every));
        Assert.Equal(Every.Length, bag.Count);
        foreach (var (tag, value) in Every)
            AssertSame(value, bag[tag]);
    }

    [Fact]
    public void Value_is_found_at_every_position_without_the_others()
    {
        for (var shift = 0; shift < Every.Length; shift++)
        {
            PropertyValue[] turned = [.. Every[shift..], .. Every[..shift]];
            var blob = PropertyBlob.Encode(turned);
            Assert.Equal(turned.Select(v => v.Tag), PropertyBlob.Tags(blob));
            foreach (var (tag, value) in turned)
            {
                Assert.True(PropertyBlob.TryGet(blob, tag, out var found));
                AssertSame(value, found);
            }
        }
    }

    [Fact]
    public void Value_is_found_by_any_type_and_by_either_string_type_but_not_by_another()
    {
        var blob = PropertyBlob.Encode([new(new PropertyTag(0x0037, PropertyType.String), "Hello"), new(new PropertyTag(0x0E07, PropertyType.Integer32), 5)]);
        Assert.True(PropertyBlob.TryGet(blob, new PropertyTag(0x0E07, PropertyType.Unspecified), out var flags));
        Assert.Equal(5, flags);
        Assert.True(PropertyBlob.TryGet(blob, new PropertyTag(0x0037, PropertyType.String8), out var subject));
        Assert.Equal("Hello", subject);
        Assert.False(PropertyBlob.TryGet(blob, new PropertyTag(0x0037, PropertyType.Binary), out _));
        Assert.False(PropertyBlob.TryGet(blob, new PropertyTag(0x0038, PropertyType.String), out _));
    }

    [Fact]
    public void Nothing_gives_an_empty_blob_and_an_empty_blob_gives_nothing()
    {
        Assert.Empty(PropertyBlob.Encode([]));
        Assert.Equal(0, PropertyBlob.Decode([]).Count);
        Assert.Empty(PropertyBlob.Tags(default));
        Assert.False(PropertyBlob.TryGet([], new PropertyTag(0x0037001F), out _));
    }

    [Fact]
    public void Any_bag_reads_back_equal()
    {
        var text = ArbMap.Default.GeneratorFor<string>().Where(s => s is not null && s.All(c => !char.IsSurrogate(c))).Select(s => (PropertyType.String, (object)s));
        var values = Gen.OneOf(
            text,
            ArbMap.Default.GeneratorFor<int>().Select(i => (PropertyType.Integer32, (object)i)),
            ArbMap.Default.GeneratorFor<long>().Select(i => (PropertyType.Time, (object)new FileTime(i))),
            ArbMap.Default.GeneratorFor<bool>().Select(b => (PropertyType.Boolean, (object)b)),
            ArbMap.Default.GeneratorFor<byte[]>().Where(b => b is not null).Select(b => (PropertyType.Binary, (object)b)),
            ArbMap.Default.GeneratorFor<Guid>().Select(g => (PropertyType.Guid, (object)g)),
            text.ArrayOf().Select(t => (PropertyType.MultipleString, (object)t.Select(s => (string)s.Item2).ToArray())));
        Prop.ForAll(values.ArrayOf().ToArbitrary(), made =>
        {
            var bag = new PropertyBag();
            for (var i = 0; i < made.Length; i++)
                bag.Set(new PropertyTag((ushort)(0x3000 + (i * 7 % 5000)), made[i].Item1), made[i].Item2);
            var blob = PropertyBlob.Encode(bag);
            var back = PropertyBlob.Decode(blob);
            return bag.Count == back.Count && bag.All(v => Same(v.Value, back[v.Tag]) && PropertyBlob.TryGet(blob, v.Tag, out var one) && Same(v.Value, one));
        }).QuickCheckThrowOnFailure();
    }

    /// <summary>The form is stored: a change of it needs another version of the schema.</summary>
    [Fact]
    public void Stored_form_never_changes() => Assert.Equal(
        "04000000" + "1F003700" + "0300070E" + "02013000" + "1F104000" + "03000000" + "07000000" + "09000000" + "12000000" + "C3BC61" + "05000000" + "0102" + "01000000" + "61" + "00000000",
        Convert.ToHexString(PropertyBlob.Encode(
        [
            new(new PropertyTag(0x0037, PropertyType.String), "\u00FCa"),
            new(new PropertyTag(0x0E07, PropertyType.Integer32), 5),
            new(new PropertyTag(0x0030, PropertyType.Binary), new byte[] { 1, 2 }),
            new(new PropertyTag(0x0040, PropertyType.MultipleString), new[] { "a", "" }),
        ])));

    private static void AssertSame(object expected, object? actual) => Assert.True(Same(expected, actual), $"{expected} is not {actual}");

    private static bool Same(object expected, object? actual) => (expected, actual) switch
    {
        (byte[] a, byte[] b) => a.AsSpan().SequenceEqual(b),
        (byte[][] a, byte[][] b) => a.Length == b.Length && a.Zip(b).All(p => p.First.AsSpan().SequenceEqual(p.Second)),
        (AndRestriction a, AndRestriction b) => a.Restrictions.SequenceEqual(b.Restrictions),
        (Array a, Array b) => a.GetType() == b.GetType() && a.Cast<object>().SequenceEqual(b.Cast<object>()),
        _ => expected.Equals(actual),
    };
}
