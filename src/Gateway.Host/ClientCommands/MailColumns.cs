using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Host.ClientCommands;

/// <summary>Mail: newest first.</summary>
internal sealed class MailColumns : ItemColumns
{
    // Bits of PidTagMessageFlags. [MS-OXCMSG] 2.2.1.6
    private const int Read = 0x01;
    private const int HasAttachments = 0x10;

    // Of PidTagImportance and PidTagFlagStatus.
    private const int High = 2;
    private const int Flagged = 2;

    public override SortOrder[] Order => [new(PidTag.MessageDeliveryTime, SortDirection.Descending)];

    public override TextTable.Column[] Heads { get; } = [new("", 4), new("Received", 16), new("From", 28), new("Subject", 60), new("Size", 8, Right: true), new("Id", 20)];

    protected override IReadOnlyList<PropertyTag> Fixed { get; } =
    [
        PidTag.MessageFlags, PidTag.MessageDeliveryTime, PidTag.SentRepresentingName, PidTag.SentRepresentingSmtpAddress, PidTag.DisplayTo, PidTag.Subject, PidTag.MessageSize, PidTag.Importance,
        PidTag.FlagStatus,
    ];

    public override string[] Cells(PropertyRow row)
    {
        var flags = row.Get<int>(PidTag.MessageFlags);
        var marks = string.Concat(
            (flags & Read) == 0 ? "●" : " ",
            row.Get<int>(PidTag.Importance) == High ? "!" : " ",
            (flags & HasAttachments) != 0 ? "@" : " ",
            row.Get<int>(PidTag.FlagStatus) == Flagged ? "⚑" : " ");
        return
        [
            marks, Text.When(Time(row, PidTag.MessageDeliveryTime)), row.Get<string>(PidTag.SentRepresentingName) ?? row.Get<string>(PidTag.SentRepresentingSmtpAddress) ?? string.Empty,
            row.Get<string>(PidTag.Subject) ?? string.Empty, Text.Size(row.Get<int>(PidTag.MessageSize)), Id(row),
        ];
    }

    public override object Json(PropertyRow row) => new
    {
        Id = Id(row),
        MessageClass = row.Get<string>(PidTag.MessageClass),
        Received = Time(row, PidTag.MessageDeliveryTime),
        From = row.Get<string>(PidTag.SentRepresentingName),
        FromAddress = row.Get<string>(PidTag.SentRepresentingSmtpAddress),
        To = row.Get<string>(PidTag.DisplayTo),
        Subject = row.Get<string>(PidTag.Subject),
        Size = row.Get<int>(PidTag.MessageSize),
        Read = (row.Get<int>(PidTag.MessageFlags) & Read) != 0,
        HasAttachments = (row.Get<int>(PidTag.MessageFlags) & HasAttachments) != 0,
        Flagged = row.Get<int>(PidTag.FlagStatus) == Flagged,
    };
}
