using System.Xml.Linq;
using Mapigate.WebFrontend.Dav.Properties;
using Mapigate.WebFrontend.Dav.Reports;
using Microsoft.AspNetCore.Http;
using static Mapigate.WebFrontend.Dav.DavNames;

namespace Mapigate.WebFrontend.Dav.Methods;

/// <summary>REPORT: the root of the body says which. RFC 3253 3.6</summary>
internal sealed class ReportMethod : IDavMethod
{
    private static readonly Dictionary<XName, IDavReport> Reports = new()
    {
        [CalDav + "calendar-multiget"] = new MultigetReport(),
        [CalDav + "calendar-query"] = new CalendarQueryReport(),
        [CalDav + "free-busy-query"] = new FreeBusyReport(),
        [CardDav + "addressbook-multiget"] = new MultigetReport(),
        [CardDav + "addressbook-query"] = new AddressBookQueryReport(),
        [WebDav + "sync-collection"] = new SyncCollectionReport(),
    };

    public async Task AnswerAsync(DavCall call)
    {
        var (isRead, root) = await DavBody.ReadXmlAsync(call.Http);
        if (!isRead)
        {
            return;
        }

        var resource = await call.FindAsync();
        if (resource is null)
        {
            call.Http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        else if (root is null)
        {
            await DavAnswer.RefuseAsync(call.Http, StatusCodes.Status400BadRequest);
        }
        else if (resource is not CollectionResource collection || !SupportedReports.NamesOf(collection).Contains(root.Name))
        {
            await DavAnswer.RefuseAsync(call.Http, StatusCodes.Status403Forbidden, WebDav + "supported-report");
        }
        else
        {
            await Reports[root.Name].AnswerAsync(call, collection, root);
        }
    }
}
