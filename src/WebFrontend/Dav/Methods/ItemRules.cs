using System.Xml.Linq;
using Mapigate.Backends.Items;
using Mapigate.Formats.ICalendar;
using Mapigate.WebFrontend.Dav.Properties;

namespace Mapigate.WebFrontend.Dav.Methods;

/// <summary>What an item must be to be stored. RFC 4791 4.1, 5.3.2.1, RFC 6352 5.1, 6.3.2.1</summary>
internal static class ItemRules
{
    /// <summary>The precondition that a calendar object violates; null where it may be stored.</summary>
    public static XName? JudgeCalendarObject(ReadOnlySpan<byte> content, ItemKinds kinds)
    {
        var document = ICalendarDocument.Parse(content);
        if (document.Components is not [var calendar] || !calendar.Is("VCALENDAR"))
        {
            return DavNames.CalDav + "valid-calendar-data";
        }

        var items = calendar.Children.Where(child => !child.Is("VTIMEZONE")).ToList();
        var uids = items.Select(item => item.Property("UID")?.GetText().Trim() ?? "").Distinct(StringComparer.Ordinal).ToList();
        if (calendar.Property("METHOD") is not null || uids is not [{ Length: > 0 }] || items.Exists(item => !item.Is(items[0].Name)))
        {
            return DavNames.CalDav + "valid-calendar-object-resource";
        }

        return (ComponentNames.KindOf(items[0].Name) & kinds) == 0 ? DavNames.CalDav + "supported-calendar-component" : null;
    }

    /// <summary>The precondition that a contact violates; null where it may be stored.</summary>
    public static XName? JudgeContact(ReadOnlySpan<byte> content)
    {
        // The content lines of a vCard are those of iCalendar (RFC 6350 3.3).
        var document = ICalendarDocument.Parse(content);
        return document.Components is [var card] && card.Is("VCARD") && card.Property("UID")?.GetText().Trim().Length > 0 ? null : DavNames.CardDav + "valid-address-data";
    }
}
