using Mapigate.Backends.Items;
using Mapigate.Conversion.Calendar;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Items;

/// <summary>Items of a collection as MAPI sees them: one stored object is one item, but for instances of a series that MAPI cannot hold.</summary>
internal static class StoredItems
{
    public static IReadOnlyList<CalendarItem> Convert(StoredItem item, string ownerAddress, MailboxOptions options, DateTimeOffset now)
    {
        var items = CalendarObjects.Convert(item.Content.Span, ownerAddress, options.TimeZone, now);
        foreach (var (_, converted) in items)
            converted.Properties[PidTag.MessageSize] = item.Content.Length;
        return items;
    }
}
