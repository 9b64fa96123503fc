using Mapigate.Mapi.Wire.OxcMsg;

namespace Mapigate.MapiFrontend.Rops.OxcMsg;

/// <summary>What the flags of the read-flag operations ask for. [MS-OXCMSG] 2.2.3.10.1</summary>
internal static class ReadFlagRules
{
    private const ReadFlags Known =
        ReadFlags.SuppressReceipt | ReadFlags.ClearReadFlag | ReadFlags.GenerateReceiptOnly | ReadFlags.ClearNotifyRead | ReadFlags.ClearNotifyUnread | (ReadFlags)0x0A;

    /// <summary>Clearing contradicts a receipt.</summary>
    public static bool AreValid(ReadFlags flags) =>
        (flags & ~Known) == 0 && (flags & (ReadFlags.ClearReadFlag | ReadFlags.GenerateReceiptOnly)) != (ReadFlags.ClearReadFlag | ReadFlags.GenerateReceiptOnly);

    /// <summary>The state to set; null where only receipts are meant.</summary>
    public static bool? IsRead(ReadFlags flags) =>
        (flags & ReadFlags.ClearReadFlag) != 0 ? false
        : (flags & (ReadFlags.GenerateReceiptOnly | ReadFlags.ClearNotifyRead | ReadFlags.ClearNotifyUnread)) != 0 && (flags & ReadFlags.SuppressReceipt) == 0 ? null
        : true;
}
