using FsCheck;
using FsCheck.Fluent;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Tests.Mail;

public sealed class UidSetTests
{
    [Fact]
    public void Neighbours_and_doubles_become_one_range() => Assert.Equal("1:3,7,9:10", UidSet.Of(3, 1, 2, 2, 10, 7, 9).ToString());

    [Fact]
    public void Ranges_that_overlap_touch_or_run_backwards_are_joined() =>
        Assert.Equal("1:9,20:30", UidSet.FromRanges([(5, 9), (30, 20), (1, 3), (4, 6)]).ToString());

    [Fact]
    public void Whole_number_space_is_counted_without_overflow()
    {
        var all = UidSet.FromRanges([(1, 5), (2, uint.MaxValue), (uint.MaxValue, uint.MaxValue)]);
        Assert.Equal(uint.MaxValue, all.Count);
        Assert.Equal(uint.MaxValue, all.Max);
        Assert.Single(all.Ranges);
    }

    [Fact]
    public void Listing_ends_at_the_largest_number() =>
        Assert.Equal([uint.MaxValue - 1, uint.MaxValue], UidSet.FromRanges([(uint.MaxValue - 1, uint.MaxValue)]));

    [Fact]
    public void Empty_set_holds_nothing()
    {
        Assert.True(UidSet.Of().IsEmpty);
        Assert.Equal(0u, UidSet.Empty.Max);
        Assert.Equal("", UidSet.Empty.ToString());
        Assert.False(UidSet.Empty.Contains(1));
    }

    [Fact]
    public void Any_numbers_are_the_same_as_in_a_sorted_set() => Prop.ForAll(
        Gen.Choose(1, 60).Select(uid => (uint)uid).ArrayOf().ToArbitrary(),
        uids =>
        {
            var model = new SortedSet<uint>(uids);
            var set = UidSet.From(uids);
            return set.SequenceEqual(model)
                && set.Count == model.Count
                && Enumerable.Range(0, 62).All(uid => set.Contains((uint)uid) == model.Contains((uint)uid))
                && UidSet.FromRanges(uids.Select(uid => (uid, uid))).Ranges.SequenceEqual(set.Ranges)
                && set.Ranges.Zip(set.Ranges.Skip(1)).All(pair => pair.First.Last + 1 < pair.Second.First);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Intersection_and_difference_are_the_same_as_of_sorted_sets() => Prop.ForAll(
        Gen.Choose(1, 40).Select(uid => (uint)uid).ArrayOf().Two().ToArbitrary(),
        pair =>
        {
            var (one, two) = (UidSet.From(pair.Item1), UidSet.From(pair.Item2));
            return one.Intersect(two).SequenceEqual(pair.Item1.Intersect(pair.Item2).Order())
                && one.Except(two).SequenceEqual(pair.Item1.Except(pair.Item2).Order())
                && one.Except(two).Count + one.Intersect(two).Count == one.Count;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Difference_reaches_the_largest_number()
    {
        var all = UidSet.FromRanges([(1, uint.MaxValue)]);
        Assert.Equal("1:4", all.Except(UidSet.FromRanges([(5, uint.MaxValue)])).ToString());
        Assert.Equal("4294967295", all.Except(UidSet.FromRanges([(1, uint.MaxValue - 1)])).ToString());
        Assert.True(all.Except(all).IsEmpty);
    }
}
