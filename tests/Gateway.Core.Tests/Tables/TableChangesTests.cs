using FsCheck;
using FsCheck.Fluent;
using Mapigate.Gateway.Core.Tables;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Tests.Tables;

public class TableChangesTests
{
    private static readonly Restriction IsPositive = new PropertyRestriction(RelationalOperator.GreaterThan, PidTag.Importance, new PropertyValue(PidTag.Importance, 0));

    /// <summary>An edit of rows: the row with that id is added, replaced or, where the number is negative, removed.</summary>
    private static Arbitrary<(int Id, int Number)[]> Edits =>
        (from id in Gen.Choose(1, 40) from number in Gen.Choose(-2, 6) select (id, number)).ArrayOf().ToArbitrary();

    [Fact]
    public void Changes_before_the_client_has_looked_are_not_told()
    {
        var source = new TestSource(Row(1, 1));
        var table = source.Open();
        source.Add(Row(2, 2));
        Assert.Empty(table.TakeChanges());
        table.Position();
        source.Add(Row(3, 3));
        Assert.Equal([TableChangeKind.RowAdded], table.TakeChanges().Select(c => c.Kind));
        table.Sort(TableReading.By(PidTag.Importance.Ascending()));
        source.Add(Row(4, 4));
        Assert.Empty(table.TakeChanges());
    }

    [Fact]
    public void Changes_name_the_row_before()
    {
        var source = new TestSource(Row(1, 1), Row(2, 2), Row(3, 3));
        var table = source.Open();
        table.Sort(TableReading.By(PidTag.Importance.Descending()));
        table.ReadIds();
        source.Add(Row(4, 4), Row(5, 2));
        source.Replace(Row(1, 1));
        source.Remove(3);
        Assert.Equal(
            [(TableChangeKind.RowDeleted, 3, 0), (TableChangeKind.RowAdded, 4, 0), (TableChangeKind.RowAdded, 5, 2), (TableChangeKind.RowModified, 1, 5)],
            table.TakeChanges().Select(c => (c.Kind, (int)c.Row!.RowId, (int)(c.Previous?.RowId ?? 0))));
        Assert.Empty(table.TakeChanges());
    }

    [Fact]
    public void Changes_of_rows_that_the_restriction_hides_are_not_told()
    {
        var source = new TestSource(Row(1, 0));
        var table = source.Open();
        table.Restrict(IsPositive);
        table.ReadIds();
        source.Replace(Row(1, -1));
        Assert.Empty(table.TakeChanges());
        source.Replace(Row(1, 1));
        Assert.Equal([TableChangeKind.RowAdded], table.TakeChanges().Select(c => c.Kind));
        source.Replace(Row(1, 0));
        Assert.Equal([TableChangeKind.RowDeleted], table.TakeChanges().Select(c => c.Kind));
    }

    [Fact]
    public void Changes_of_a_hierarchy_are_told_by_rows_unless_others_change_places()
    {
        var source = new TestSource(Row(5, 1), Row(3, 1), Row(4, 1));
        source.Order(5, 3, 4);
        var table = source.Open(TableKind.Hierarchy);
        table.ReadIds();
        source.Replace(Row(3, 2));
        source.Order(5, 3, 4);
        Assert.Equal([(TableChangeKind.RowModified, 3ul, 5ul)], table.TakeChanges().Select(c => (c.Kind, c.Row!.RowId, c.Previous!.RowId)));
        source.Add(Row(1, 1));
        source.Order(5, 1, 3, 4);
        Assert.Equal([(TableChangeKind.RowAdded, 1ul, 5ul)], table.TakeChanges().Select(c => (c.Kind, c.Row!.RowId, c.Previous!.RowId)));
        source.Replace(Row(1, 2));
        source.Order(1, 4, 5, 3);
        Assert.Equal([new TableChange(TableChangeKind.Changed)], table.TakeChanges());
        source.Order(5, 4, 3, 1);
        Assert.Empty(table.TakeChanges());
    }

    [Fact]
    public void Changes_of_a_table_that_counts_are_told_as_one()
    {
        var source = new TestSource(Row(1, 1), Row(2, 2), Row(3, 3));
        var table = source.Open();
        table.Restrict(new CountRestriction(2, IsPositive));
        table.ReadIds();
        source.Remove(3);
        Assert.Empty(table.TakeChanges());
        source.Remove(1);
        Assert.Equal([new TableChange(TableChangeKind.Changed)], table.TakeChanges());
    }

    [Fact]
    public void Changes_of_very_many_rows_are_told_as_one()
    {
        var source = new TestSource();
        var table = source.Open();
        table.ReadIds();
        source.Add(Enumerable.Range(1, 1000).Select(TableRow (i) => Row((ulong)i, i)).ToArray());
        Assert.Equal([new TableChange(TableChangeKind.Changed)], table.TakeChanges());
    }

    [Fact]
    public void Changes_applied_in_their_order_give_the_new_rows() => Prop.ForAll(Edits, Edits, (first, second) =>
    {
        var source = new TestSource();
        Apply(source, first);
        var table = source.Open();
        table.Sort(TableReading.By(PidTag.Importance.Descending()));
        table.Restrict(IsPositive);
        var seen = table.ReadIds().ToList();
        var states = source.Current.Rows.ToDictionary(r => r.RowId);

        Apply(source, second);
        foreach (var (kind, row, previous) in table.TakeChanges())
        {
            var at = previous is null ? 0 : seen.IndexOf(previous.RowId) + 1;
            switch (kind)
            {
                case TableChangeKind.RowDeleted:
                    Assert.True(seen.Remove(row!.RowId));
                    break;
                case TableChangeKind.RowAdded:
                    Assert.True(previous is null || at > 0);
                    Assert.DoesNotContain(row!.RowId, seen);
                    seen.Insert(at, row.RowId);
                    break;
                case TableChangeKind.RowModified:
                    Assert.Equal(at, seen.IndexOf(row!.RowId));
                    Assert.NotSame(states[row.RowId], row);
                    break;
                default:
                    Assert.Fail("The change is small");
                    break;
            }
        }

        table.Seek(TableOrigin.Beginning, 0, out _);
        Assert.Equal(table.ReadIds(), seen);
    }).QuickCheckThrowOnFailure();

    private static TestRow Row(ulong id, int number) => new(id, (PidTag.Importance, number));

    private static void Apply(TestSource source, (int Id, int Number)[] edits)
    {
        foreach (var (id, number) in edits)
        {
            source.Remove((ulong)id);
            if (number >= 0)
                source.Add(Row((ulong)id, number));
        }
    }
}
