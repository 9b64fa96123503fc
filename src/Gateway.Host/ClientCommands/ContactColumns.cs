using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Host.ClientCommands;

/// <summary>Contacts.</summary>
internal sealed class ContactColumns : ItemColumns
{
    public override SortOrder[] Order => [new(PidTag.DisplayName, SortDirection.Ascending)];

    public override TextTable.Column[] Heads { get; } = [new("Name", 40), new("Mail", 40), new("Phone", 20), new("Company", 30), new("Id", 20)];

    protected override IReadOnlyList<PropertyTag> Fixed { get; } = [PidTag.DisplayName, PidTag.BusinessTelephoneNumber, PidTag.MobileTelephoneNumber, PidTag.CompanyName];

    protected override IReadOnlyList<NamedProperty> Names { get; } = [PidLid.Email1EmailAddress];

    public override string[] Cells(PropertyRow row) =>
    [
        row.Get<string>(PidTag.DisplayName) ?? string.Empty, row.Get<string>(Named[0]) ?? string.Empty,
        row.Get<string>(PidTag.BusinessTelephoneNumber) ?? row.Get<string>(PidTag.MobileTelephoneNumber) ?? string.Empty, row.Get<string>(PidTag.CompanyName) ?? string.Empty, Id(row),
    ];

    public override object Json(PropertyRow row) => new
    {
        Id = Id(row),
        MessageClass = row.Get<string>(PidTag.MessageClass),
        Name = row.Get<string>(PidTag.DisplayName),
        Email = row.Get<string>(Named[0]),
        BusinessPhone = row.Get<string>(PidTag.BusinessTelephoneNumber),
        MobilePhone = row.Get<string>(PidTag.MobileTelephoneNumber),
        Company = row.Get<string>(PidTag.CompanyName),
    };
}
