using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Host.ClientCommands;

/// <summary>Tasks.</summary>
internal sealed class TaskColumns : ItemColumns
{
    public override TextTable.Column[] Heads { get; } = [new("", 4), new("Due", 16), new("Subject", 60), new("Id", 20)];

    protected override IReadOnlyList<PropertyTag> Fixed { get; } = [PidTag.Subject];

    protected override IReadOnlyList<NamedProperty> Names { get; } = [PidLid.TaskDueDate, PidLid.TaskComplete];

    public override string[] Cells(PropertyRow row) =>
        [row.Get<bool>(Named[1]) ? "[x]" : "[ ]", Text.When(Time(row, Named[0])), row.Get<string>(PidTag.Subject) ?? string.Empty, Id(row)];

    public override object Json(PropertyRow row) => new
    {
        Id = Id(row),
        MessageClass = row.Get<string>(PidTag.MessageClass),
        Due = Time(row, Named[0]),
        Complete = row.Get<bool>(Named[1]),
        Subject = row.Get<string>(PidTag.Subject),
    };
}
