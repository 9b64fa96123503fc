using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using static Mapigate.WebFrontend.Dav.DavNames;

namespace Mapigate.WebFrontend.Dav.Methods;

/// <summary>PROPPATCH: gives a collection another name. All other properties are protected. RFC 4918 9.2: all is done, or nothing.</summary>
internal sealed class ProppatchMethod : IDavMethod
{
    private const int LongestName = 1024;

    public async Task AnswerAsync(DavCall call)
    {
        var (isRead, root) = await DavBody.ReadXmlAsync(call.Http);
        if (!isRead)
        {
            return;
        }

        var changes = root?.Elements().Where(e => e.Name == WebDav + "set" || e.Name == WebDav + "remove")
            .SelectMany(e => e.Elements(WebDav + "prop").Elements().Select(property => (IsSet: e.Name == WebDav + "set", Property: property))).ToList();
        if (root?.Name != WebDav + "propertyupdate" || changes is not { Count: > 0 and <= DavLimits.MostProperties })
        {
            await DavAnswer.RefuseAsync(call.Http, StatusCodes.Status400BadRequest);
            return;
        }

        if (await call.FindAsync() is not { } resource)
        {
            call.Http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var refused = changes.Where(c => !IsAllowed(c.IsSet, c.Property, resource)).Select(c => c.Property.Name).Distinct().ToList();
        var allowed = changes.Select(c => c.Property.Name).Distinct().Except(refused).ToList();
        if (refused.Count == 0)
        {
            await call.Store.RenameCollectionAsync(resource.Href, changes[^1].Property.Value.Trim(), call.Aborted);
        }

        using var writer = new MultistatusWriter(call.Http);
        await writer.WriteAsync(resource.Href, Groups(refused, allowed));
        await writer.FinishAsync();
    }

    private static bool IsAllowed(bool isSet, XElement property, DavResource resource) =>
        isSet && property.Name == WebDav + "displayname" && resource is CollectionResource { Collection.IsWritable: true }
        && !property.HasElements && property.Value.Trim() is { Length: > 0 and <= LongestName };

    private static IEnumerable<(int Status, IReadOnlyCollection<XName> Properties)> Groups(List<XName> refused, List<XName> allowed)
    {
        if (refused.Count > 0)
        {
            yield return (StatusCodes.Status403Forbidden, refused);
        }

        if (allowed.Count > 0)
        {
            yield return (refused.Count > 0 ? StatusCodes.Status424FailedDependency : StatusCodes.Status200OK, allowed);
        }
    }
}
