using System.Xml.Linq;
using Mapigate.Backends.Items;
using Mapigate.WebFrontend.Dav.Properties;
using Microsoft.AspNetCore.Http;
using static Mapigate.WebFrontend.Dav.DavNames;

namespace Mapigate.WebFrontend.Dav.Methods;

/// <summary>
/// MKCALENDAR (RFC 4791 5.3.1) and extended MKCOL (RFC 5689): makes a calendar, a task list or an address book. Colours, orders and the like that clients send along
/// are not kept; a collection that is not made for their sake would help nobody, and PROPFIND says what is there.
/// </summary>
internal sealed class MakeCollectionMethod(bool isCalendar) : IDavMethod
{
    public async Task AnswerAsync(DavCall call)
    {
        var (isRead, root) = await DavBody.ReadXmlAsync(call.Http);
        if (!isRead)
        {
            return;
        }

        var properties = root?.Elements(WebDav + "set").Elements(WebDav + "prop").Elements().ToList() ?? [];
        if (root is not null && root.Name != (isCalendar ? CalDav + "mkcalendar" : WebDav + "mkcol"))
        {
            await DavAnswer.RefuseAsync(call.Http, StatusCodes.Status400BadRequest);
        }
        else if (!IsPlace(call))
        {
            await DavAnswer.RefuseAsync(call.Http, StatusCodes.Status403Forbidden, isCalendar ? CalDav + "calendar-collection-location-ok" : CardDav + "addressbook-collection-location-ok");
        }
        else if (await call.FindAsync() is not null)
        {
            await DavAnswer.RefuseAsync(call.Http, StatusCodes.Status405MethodNotAllowed, WebDav + "resource-must-be-null");
        }
        else if (KindsOf(properties) is not { } kinds)
        {
            await DavAnswer.RefuseAsync(call.Http, StatusCodes.Status403Forbidden, isCalendar ? CalDav + "supported-calendar-component" : WebDav + "valid-resourcetype");
        }
        else
        {
            await MakeAsync(call, kinds, properties);
        }
    }

    /// <summary>Right below the user's own home: collections hold no others (RFC 4791 4.2).</summary>
    private static bool IsPlace(DavCall call) => call.Path.Segments is [var address, _] && address.Equals(call.User.Address, StringComparison.OrdinalIgnoreCase);

    private static async Task MakeAsync(DavCall call, ItemKinds kinds, List<XElement> properties)
    {
        if (call.Store is not INamedItemStore store)
        {
            call.Http.Response.StatusCode = StatusCodes.Status501NotImplemented;
            return;
        }

        var name = properties.Find(p => p.Name == WebDav + "displayname")?.Value.Trim();
        await store.CreateCollectionAsync(new DavPath([call.User.Address, call.Path.Segments[1]]).Href, kinds, string.IsNullOrEmpty(name) ? call.Path.Segments[1] : name, call.Aborted);
        call.Http.Response.StatusCode = StatusCodes.Status201Created;
    }

    /// <summary>What the collection is to hold; null where that is something else than calendars and address books hold.</summary>
    private ItemKinds? KindsOf(List<XElement> properties)
    {
        var types = properties.Find(p => p.Name == WebDav + "resourcetype")?.Elements().Select(e => e.Name).ToHashSet() ?? [];
        if (!isCalendar && types.Contains(CardDav + "addressbook"))
        {
            return ItemKinds.Contacts;
        }

        if (!isCalendar && !types.Contains(CalDav + "calendar"))
        {
            return null;
        }

        var components = properties.Find(p => p.Name == CalDav + "supported-calendar-component-set")?.Elements(CalDav + "comp").Select(c => (string?)c.Attribute("name") ?? "").ToList();
        if (components is not { Count: > 0 })
        {
            return ItemKinds.Events | ItemKinds.Tasks;
        }

        var kinds = components.Aggregate(ItemKinds.None, (all, name) => all | ComponentNames.KindOf(name));
        return kinds == ItemKinds.None ? null : kinds;
    }
}
