using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcPrpt;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcPrpt;

/// <summary>On a logon or folder all names of the mailbox, else those that the object uses. [MS-OXCPRPT] 3.2.5.8</summary>
internal sealed class RopQueryNamedPropertiesHandler : IRopHandler<RopQueryNamedPropertiesRequest, RopQueryNamedPropertiesResponse>
{
    public ValueTask<RopResult<RopQueryNamedPropertiesResponse>> HandleAsync(RopQueryNamedPropertiesRequest request, RopContext context, CancellationToken cancellationToken) => new(Query(request, context));

    private static RopResult<RopQueryNamedPropertiesResponse> Query(RopQueryNamedPropertiesRequest request, RopContext context)
    {
        if (!context.TryGet<IPropertyHolder>(out var target, out var error))
            return error;
        var names = context.Logon.Mailbox.Index.Names;
        var ids = target is LogonObject or FolderServerObject ? names.All.Select(n => n.Value) : target.Properties.Tags.Where(t => t.IsNamed).Select(t => t.Id);
        var found = ids.Order()
            .Select(id => (Id: id, Name: names.Find(id)))
            .Where(n => n.Name is { } name
                && (request.PropertyGuid is not { } set || name.Set == set)
                && (name.Text is null ? (request.QueryFlags & QueryNamedPropertiesFlags.NoIds) == 0 : (request.QueryFlags & QueryNamedPropertiesFlags.NoStrings) == 0))
            .ToArray();
        return new RopQueryNamedPropertiesResponse(Array.ConvertAll(found, n => n.Id), Array.ConvertAll(found, n => (PropertyName?)n.Name));
    }
}
