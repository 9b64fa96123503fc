using Mapigate.Gateway.Core.Tables;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Tests.Tables;

/// <summary>A row of given properties.</summary>
internal sealed class TestRow : TableRow, IRowWithParts
{
    private readonly PropertyBag _properties = new();

    public TestRow(ulong id, params (PropertyTag Tag, object Value)[] properties)
    {
        RowId = id;
        _properties.Set(PidTag.InstID, (long)(id << 16 | 1));
        foreach (var (tag, value) in properties)
            _properties.Set(tag, value);
    }

    public override ulong RowId { get; }

    public List<(PropertyTag Table, TableRow Row)> Parts { get; } = [];

    public override IEnumerable<PropertyTag> Tags => _properties.Select(p => p.Tag);

    public override object? Get(PropertyTag tag) => _properties[tag];

    public IEnumerable<TableRow> PartsOf(PropertyTag table) => Parts.Where(p => p.Table == table).Select(p => p.Row);
}

/// <summary>Rows that a test changes.</summary>
internal sealed class TestSource(params TableRow[] rows) : IRowSource
{
    public RowSet Current { get; private set; } = new(rows);

    public void Change(Func<IEnumerable<TableRow>, IEnumerable<TableRow>> change) =>
        Current = new RowSet(change(Current.Rows).OrderBy(r => r.RowId).ToArray(), Current);

    /// <summary>The same rows in another natural order.</summary>
    public void Order(params ulong[] ids) => Current = new RowSet(ids.Select(id => Current.Rows.Single(r => r.RowId == id)).ToArray(), Current);

    public void Add(params TableRow[] rows) => Change(all => all.Concat(rows));

    public void Remove(params ulong[] ids) => Change(all => all.Where(r => !ids.Contains(r.RowId)));

    public void Replace(TableRow row) => Change(all => all.Where(r => r.RowId != row.RowId).Append(row));
}
