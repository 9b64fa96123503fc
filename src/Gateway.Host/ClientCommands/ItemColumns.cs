using Mapigate.Mapi.Client.Stores;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Host.ClientCommands;

/// <summary>What the list of a folder shows, which depends on what the folder holds.</summary>
internal abstract class ItemColumns
{
    /// <summary>The columns for a folder of that container class.</summary>
    public static async Task<ItemColumns> ForAsync(MapiStore store, string containerClass, CancellationToken cancellation)
    {
        ItemColumns columns = containerClass switch
        {
            "IPF.Appointment" => new AppointmentColumns(),
            "IPF.Contact" => new ContactColumns(),
            "IPF.Task" => new TaskColumns(),
            _ => new MailColumns(),
        };
        if (columns.Names.Count > 0)
        {
            var ids = await store.PropertyIdsAsync([.. columns.Names.Select(static name => name.Name)], create: true, cancellation);
            columns.Named = [.. columns.Names.Select((name, i) => new PropertyTag(ids[i], name.Type))];
        }

        return columns;
    }

    /// <summary>Tags for the contents table; a name that the mailbox does not know is left out.</summary>
    public PropertyTag[] Tags => [PidTag.Mid, PidTag.MessageClass, .. Fixed, .. Named.Where(static tag => tag.Id != 0)];

    /// <summary>The order of the list.</summary>
    public virtual SortOrder[] Order => [];

    /// <summary>Columns of the text table.</summary>
    public abstract TextTable.Column[] Heads { get; }

    protected abstract IReadOnlyList<PropertyTag> Fixed { get; }

    protected virtual IReadOnlyList<NamedProperty> Names => [];

    /// <summary>The tags of <see cref="Names"/> in this mailbox, identifier zero for an unknown one.</summary>
    protected PropertyTag[] Named { get; private set; } = [];

    public abstract string[] Cells(PropertyRow row);

    public abstract object Json(PropertyRow row);

    protected static string Id(PropertyRow row) => new MessageId((ulong)row.Get<long>(PidTag.Mid)).ToString();

    protected static DateTimeOffset? Time(PropertyRow row, PropertyTag tag) =>
        Array.IndexOf(row.Columns, tag) is >= 0 and var i && row.Values[i] is FileTime time ? new DateTimeOffset(time.ToDateTimeUtc()) : null;
}
