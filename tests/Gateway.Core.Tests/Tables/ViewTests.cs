using FsCheck;
using FsCheck.Fluent;
using Mapigate.Gateway.Core.Tables;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Tests.Tables;

public class ViewTests
{
    private static readonly PropertyTag Keywords = new(0x8001, PropertyType.MultipleString);
    private static readonly PropertyTag Keyword = new(0x8001, (PropertyType)0x301F);
    private static readonly PropertyTag[] SortColumns = [PidTag.Subject, PidTag.Importance, PidTag.MessageDeliveryTime, PidTag.SearchKey, PidTag.Read, Keyword];

    private static readonly Gen<string> Texts = Gen.Elements("", "a", "A", "b", "B", "ab", "äb", "Ab c", "Zoë");

    private static readonly Gen<TestRow> Rows =
        from id in Gen.Choose(1, 60)
        from subject in Texts.OrNull()
        from importance in Gen.Choose(-2, 2)
        from delivery in Gen.Choose(0, 5)
        from key in Gen.Choose(0, 3)
        from read in Gen.Elements(true, false)
        from keywords in Texts.ArrayOf()
        select MakeRow((ulong)id, subject, importance, delivery, key, read, keywords);

    private static readonly Gen<SortOrderSet> Sorts =
        from columns in Gen.Shuffle(SortColumns)
        from count in Gen.Choose(0, 4)
        from down in Gen.Elements(true, false).ArrayOf(4)
        select new SortOrderSet(columns.Take(count).Select((c, i) => new SortOrder(c, down[i] ? SortDirection.Descending : SortDirection.Ascending)).ToArray());

    private static readonly Gen<Restriction?> Restrictions = Gen.Elements<Restriction?>(
        null,
        new PropertyRestriction(RelationalOperator.GreaterThan, PidTag.Importance, new PropertyValue(PidTag.Importance, 0)),
        new NotRestriction(new ContentRestriction(FuzzyLevelLow.Prefix, FuzzyLevelHigh.IgnoreCase, PidTag.Subject, new PropertyValue(PidTag.Subject, "a"))),
        new OrRestriction([new ExistRestriction(PidTag.Subject), new BitMaskRestriction(false, PidTag.Importance, 1)]));

    [Fact]
    public void View_equals_the_order_that_a_plain_sort_gives() => Prop.ForAll(
        Rows.ArrayOf().ToArbitrary(), Sorts.ToArbitrary(), Restrictions.ToArbitrary(), (rows, sort, restriction) =>
        {
            var set = new RowSet(Unique(rows));
            Assert.Equal(Naive(set.Rows, sort, restriction), Keys(set.View(new ViewSpec(restriction, sort)).Rows));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void View_carried_over_a_change_equals_a_new_one() => Prop.ForAll(
        Gen.Zip(Rows.ArrayOf(80), Rows.ArrayOf(3)).ToArbitrary(), Sorts.ToArbitrary(), Restrictions.ToArbitrary(), (rows, sort, restriction) =>
        {
            var spec = new ViewSpec(restriction, sort);
            var before = new RowSet(Unique(rows.Item1));
            before.View(spec);
            var gone = rows.Item2.Length > 0 ? rows.Item2[0].RowId + 1 : 0;
            var after = new RowSet(Unique(rows.Item2.Concat(before.Rows.Where(r => r.RowId != gone))), before);
            Assert.Equal(Keys(TableView.Build(after, spec).Rows), Keys(after.View(spec).Rows));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void View_of_the_same_meaning_is_computed_once()
    {
        var set = new RowSet(Enumerable.Range(1, 10_000).Select(i => MakeRow((ulong)i, $"{i % 97}", i, i, i % 4, true, [])).ToArray());
        var sort = TableReading.By(PidTag.Subject.Ascending());
        var view = set.View(new ViewSpec(IsImportant(), sort));
        Assert.Same(view, set.View(new ViewSpec(IsImportant(), TableReading.By(PidTag.Subject.Ascending()))));
        Assert.NotSame(view, set.View(new ViewSpec(null, sort)));
        Assert.NotSame(view, set.View(new ViewSpec(IsImportant(), TableReading.By(PidTag.Subject.Descending()))));
    }

    [Fact]
    public void View_is_shared_by_tables_and_asks_no_row_again()
    {
        var asked = 0;
        var source = new TestSource(Enumerable.Range(1, 10_000).Select(TableRow (i) => new CountingRow((ulong)i, () => asked++)).ToArray());
        Assert.Equal(1ul, First(source));
        var first = asked;
        Assert.InRange(first, 10_000, 40_000);
        Assert.Equal(1ul, First(source));
        Assert.InRange(asked - first, 1, 10);
        source.Add(new CountingRow(20_000, () => asked++));
        var before = asked;
        Assert.Equal(1ul, First(source));
        Assert.InRange(asked - before, 1, 100);
    }

    [Fact]
    public void Views_without_end_do_not_pile_up()
    {
        var set = new RowSet([MakeRow(1, "a", 1, 1, 1, true, [])]);
        var first = set.View(new ViewSpec(Importance(0), SortOrderSet.None));
        for (var i = 1; i < 100; i++)
            set.View(new ViewSpec(Importance(i), SortOrderSet.None));
        Assert.NotSame(first, set.View(new ViewSpec(Importance(0), SortOrderSet.None)));
    }

    [Fact]
    public void Set_does_not_keep_more_than_the_set_before_it()
    {
        var (set, oldest) = MakeChain();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.False(oldest.IsAlive);
        Assert.Single(set.View(ViewSpec.All).Rows);

        static (RowSet Set, WeakReference Oldest) MakeChain()
        {
            var set = new RowSet([MakeRow(1, "a", 1, 1, 1, true, [])]);
            var oldest = new WeakReference(set);
            for (var i = 0; i < 3; i++)
            {
                set.View(ViewSpec.All);
                set = new RowSet(set.Rows, set);
            }

            return (set, oldest);
        }
    }

    private static ulong First(TestSource source)
    {
        var table = source.Open();
        table.Sort(TableReading.By(PidTag.MessageDeliveryTime.Ascending()));
        return table.ReadIds(1).Single();
    }

    private static (ulong, uint)[] Naive(IEnumerable<TableRow> rows, SortOrderSet sort, Restriction? restriction)
    {
        var all = rows.SelectMany(row => sort.InstanceColumn is null ? [row] : RowInstance.Of(row, Keyword)).Where(row => restriction is null || RestrictionEvaluator.Matches(restriction, row)).ToList();
        var ordered = all.OrderBy(_ => 0);
        foreach (var (column, direction) in sort.Orders)
        {
            var comparer = Comparer<object?>.Create(PropertyComparer.Compare);
            ordered = direction == SortDirection.Ascending ? ordered.ThenBy(r => r.Get(column), comparer) : ordered.ThenByDescending(r => r.Get(column), comparer);
        }

        return Keys(ordered.ThenBy(r => r.RowId).ThenBy(r => r.Instance));
    }

    private static (ulong, uint)[] Keys(IEnumerable<TableRow> rows) => rows.Select(r => (r.RowId, r.Instance)).ToArray();

    private static TableRow[] Unique(IEnumerable<TableRow> rows) => rows.DistinctBy(r => r.RowId).OrderBy(r => r.RowId).ToArray();

    private static Restriction IsImportant() => new PropertyRestriction(RelationalOperator.GreaterThan, PidTag.Importance, new PropertyValue(PidTag.Importance, 5));

    private static Restriction Importance(int value) => new PropertyRestriction(RelationalOperator.Equal, PidTag.Importance, new PropertyValue(PidTag.Importance, value));

    private static TestRow MakeRow(ulong id, string? subject, int importance, int delivery, int key, bool read, string[] keywords)
    {
        var properties = new List<(PropertyTag, object)> { (PidTag.Importance, importance), (PidTag.SearchKey, new[] { (byte)key }), (PidTag.Read, read), (Keywords, keywords) };
        if (subject is not null)
            properties.Add((PidTag.Subject, subject));
        if (delivery > 0)
            properties.Add((PidTag.MessageDeliveryTime, new FileTime(delivery)));
        return new TestRow(id, properties.ToArray());
    }

    private sealed class CountingRow(ulong id, Action asked) : TableRow
    {
        public override ulong RowId => id;

        public override IEnumerable<PropertyTag> Tags => [];

        public override object? Get(PropertyTag tag)
        {
            asked();
            return tag == PidTag.InstID ? (long)(id << 16) : new FileTime((long)id);
        }
    }
}
