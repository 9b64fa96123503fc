using System.Text;
using Mapigate.Backends.Items;

namespace Mapigate.Backends.TestKit.Items;

/// <summary>Calendar objects and cards for the tests.</summary>
internal static class ItemText
{
    public static byte[] Event(string uid, string summary) => Encoding.UTF8.GetBytes(
        $"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Mapigate//test//EN\r\nBEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20261120T100000Z\r\n"
        + $"DTSTART:20261121T100000Z\r\nDTEND:20261121T110000Z\r\nSUMMARY:{summary}\r\nX-MAPIGATE-TEST;X-P=1:kept\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");

    public static byte[] Task(string uid, string summary) => Encoding.UTF8.GetBytes(
        $"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Mapigate//test//EN\r\nBEGIN:VTODO\r\nUID:{uid}\r\nDTSTAMP:20261120T100000Z\r\nSUMMARY:{summary}\r\nEND:VTODO\r\nEND:VCALENDAR\r\n");

    public static byte[] Card(string uid, string name) => Encoding.UTF8.GetBytes(
        $"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{uid}\r\nFN:{name}\r\nN:{name};;;;\r\nEND:VCARD\r\n");

    public static byte[] Of(ItemKinds kind, string uid, string text) => kind switch
    {
        ItemKinds.Tasks => Task(uid, text),
        ItemKinds.Contacts => Card(uid, text),
        _ => Event(uid, text),
    };

    public static string MediaType(ItemKinds kind) => kind == ItemKinds.Contacts ? "text/vcard" : "text/calendar";

    /// <summary>The text of an item as sent, without the line folds that a server may put in.</summary>
    public static string Unfolded(StoredItem item) =>
        Encoding.UTF8.GetString(item.Content.Span).ReplaceLineEndings("\n").Replace("\n ", "", StringComparison.Ordinal).Replace("\n\t", "", StringComparison.Ordinal);
}
