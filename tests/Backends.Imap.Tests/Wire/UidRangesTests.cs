using System.Text;
using Mapigate.Backends.Imap.Wire;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Tests.Wire;

public sealed class UidRangesTests
{
    [Theory]
    [InlineData("1:3,9,7:5", "1:3 9:9 7:5")]
    [InlineData("4294967295", "4294967295:4294967295")]
    [InlineData("1,4294967296,3", "1:1")]
    [InlineData("", "")]
    [InlineData("x", "")]
    [InlineData("5:", "")]
    public void Ranges_keep_the_order_of_the_text(string text, string ranges) =>
        Assert.Equal(ranges, string.Join(' ', UidRanges.Parse(Encoding.ASCII.GetBytes(text)).Select(range => $"{range.First}:{range.Last}")));

    [Fact]
    public void Expansion_follows_the_order_and_stops_at_its_limit()
    {
        Assert.Equal([7u, 6u, 5u, 9u], UidRanges.Expand([(7, 5), (9, 9)], 10));
        Assert.Equal([1u, 2u, 3u], UidRanges.Expand([(1, uint.MaxValue)], 3));
        Assert.Equal([uint.MaxValue], UidRanges.Expand([(uint.MaxValue, uint.MaxValue)], 10));
    }

    [Fact]
    public void Long_set_is_cut_into_texts_that_hold_it_all()
    {
        var uids = UidSet.From(Enumerable.Range(1, 5_000).Select(i => (uint)(i * 3)));
        var texts = UidRanges.Cut(uids, 500).ToList();
        Assert.All(texts, text => Assert.InRange(text.Length, 1, 500));
        Assert.Equal(uids.AsEnumerable(), UidSet.FromRanges(texts.SelectMany(text => UidRanges.Parse(Encoding.ASCII.GetBytes(text)))));
        Assert.Empty(UidRanges.Cut(UidSet.Empty));
    }
}
