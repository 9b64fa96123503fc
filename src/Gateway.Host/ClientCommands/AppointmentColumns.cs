using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Host.ClientCommands;

/// <summary>Appointments.</summary>
internal sealed class AppointmentColumns : ItemColumns
{
    public override SortOrder[] Order => Named[0].Id == 0 ? [] : [new(Named[0], SortDirection.Descending)];

    public override TextTable.Column[] Heads { get; } = [new("Start", 16), new("End", 16), new("", 9), new("Subject", 50), new("Location", 30), new("Id", 20)];

    protected override IReadOnlyList<PropertyTag> Fixed { get; } = [PidTag.Subject];

    protected override IReadOnlyList<NamedProperty> Names { get; } =
        [PidLid.AppointmentStartWhole, PidLid.AppointmentEndWhole, PidLid.Location, PidLid.Recurring, PidLid.AppointmentSubType];

    public override string[] Cells(PropertyRow row) =>
    [
        Text.When(Time(row, Named[0])), Text.When(Time(row, Named[1])), row.Get<bool>(Named[3]) ? "recurring" : row.Get<bool>(Named[4]) ? "all day" : string.Empty,
        row.Get<string>(PidTag.Subject) ?? string.Empty, row.Get<string>(Named[2]) ?? string.Empty, Id(row),
    ];

    public override object Json(PropertyRow row) => new
    {
        Id = Id(row),
        MessageClass = row.Get<string>(PidTag.MessageClass),
        Start = Time(row, Named[0]),
        End = Time(row, Named[1]),
        Subject = row.Get<string>(PidTag.Subject),
        Location = row.Get<string>(Named[2]),
        Recurring = row.Get<bool>(Named[3]),
        AllDay = row.Get<bool>(Named[4]),
    };
}
