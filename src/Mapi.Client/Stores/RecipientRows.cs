using System.Runtime.CompilerServices;
using Mapigate.Mapi.Client.Sessions;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMsg;
using Mapigate.Mapi.Wire.OxNspi;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Mapi.Client.Stores;

/// <summary>Recipients as rows of ROPs. [MS-OXCMSG] 2.2.3.5 and 2.2.3.6, [MS-OXCDATA] 2.8.3</summary>
internal static class RecipientRows
{
    private const string ExchangeType = "EX";
    private const string SmtpType = "SMTP";

    // MAPI_MAILUSER of PidTagObjectType. [MS-OXPROPS] PidTagObjectType
    private const int MailUser = 6;

    private static readonly PropertyTag[] Columns = [PidTag.ObjectType, PidTag.DisplayType, PidTag.SmtpAddress];

    public static RopModifyRecipientsRequest Request(IReadOnlyList<Recipient> recipients) =>
        new(Columns, [.. recipients.Select(static (recipient, i) => new ModifyRecipientRow((uint)i, recipient.Type, Row(recipient)))]);

    /// <summary>Reads every recipient of a message.</summary>
    public static async IAsyncEnumerable<Recipient> ReadAsync(MapiMessage message, PropertyTag[] columns, [EnumeratorCancellation] CancellationToken cancellation)
    {
        uint next = 0;
        while (true)
        {
            var batch = new RopBatch();
            var call = batch.AddRows<RopReadRecipientsRequest, RopReadRecipientsResponse>(message.LogonId, batch.Input(message), new RopReadRecipientsRequest(next, 0), columns);
            await message.Session.ExecuteAsync(batch, cancellation).ConfigureAwait(false);

            // Behind the last recipient the server answers with an error. [MS-OXCMSG] 3.2.5.5
            if (call.ReturnValue == ErrorCode.NotFound || call.Response.RecipientRows.Length == 0)
                yield break;
            foreach (var row in call.Response.RecipientRows)
                yield return Read(row.RecipientType, row.Row, message.Session.DnPrefix);
            next = call.Response.RecipientRows[^1].RowId + 1;
        }
    }

    private static Recipient Read(RecipientType type, RecipientRow row, string dnPrefix)
    {
        var isExchange = row.Type == RecipientAddressType.X500Dn;
        var smtp = row.Properties.Get<string>(PidTag.SmtpAddress);
        var address = isExchange ? dnPrefix[..Math.Min(dnPrefix.Length, row.AddressPrefixUsed)] + row.X500Dn : row.EmailAddress ?? smtp ?? string.Empty;
        return new Recipient(type, row.DisplayName ?? row.TransmittableDisplayName ?? smtp ?? address, address)
        {
            AddressType = isExchange ? ExchangeType : row.AddressType.Length > 0 ? row.AddressType : SmtpType,
            SmtpAddress = smtp ?? (row.Type == RecipientAddressType.Smtp ? row.EmailAddress : null),
        };
    }

    private static RecipientRow Row(Recipient recipient)
    {
        var isExchange = recipient.AddressType == ExchangeType;
        var isSmtp = recipient.AddressType == SmtpType;
        var flags = RecipientFlags.Unicode | RecipientFlags.HasDisplayName | RecipientFlags.SameTransmittableDisplayName;
        if (!isExchange)
            flags |= RecipientFlags.HasEmailAddress;
        if (!isExchange && !isSmtp)
            flags |= RecipientFlags.HasAddressType;
        return new RecipientRow
        {
            Flags = flags | (RecipientFlags)(isExchange ? RecipientAddressType.X500Dn : isSmtp ? RecipientAddressType.Smtp : RecipientAddressType.None),
            X500Dn = isExchange ? recipient.Address : string.Empty,
            AddressType = recipient.AddressType,
            EmailAddress = recipient.Address,
            DisplayName = recipient.Name,
            Properties = new PropertyRow(Columns, [MailUser, (int)DisplayType.MailUser, recipient.SmtpAddress ?? (isSmtp ? recipient.Address : null)]),
        };
    }
}
