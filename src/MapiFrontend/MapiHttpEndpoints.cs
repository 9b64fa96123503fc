using Mapigate.MapiFrontend.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Mapigate.MapiFrontend;

/// <summary>Puts MAPI over HTTP into an application's routes.</summary>
public static class MapiHttpEndpoints
{
    /// <summary>Answers <c>/mapi/emsmdb</c> and <c>/mapi/nspi</c>, in letters of any case, with or without a slash behind. [MS-OXCMAPIHTTP] 2.2.2</summary>
    public static IEndpointConventionBuilder MapMapiHttp(this IEndpointRouteBuilder endpoints)
    {
        var transport = endpoints.ServiceProvider.GetRequiredService<MapiHttpTransport>();
        var group = endpoints.MapGroup("/mapi");
        Map("/emsmdb", MapiEndpoint.Mailbox);
        Map("/nspi", MapiEndpoint.AddressBook);
        Map("/{**path}", null);
        return group;

        void Map(string path, MapiEndpoint? endpoint) => group.Map(path, (HttpContext http) => transport.HandleAsync(http, endpoint));
    }
}
