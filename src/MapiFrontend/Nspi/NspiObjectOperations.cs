using Mapigate.Gateway.Core.AddressBook;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMapiHttp;
using Mapigate.Mapi.Wire.OxNspi;
using Mapigate.MapiFrontend.Http;

namespace Mapigate.MapiFrontend.Nspi;

/// <summary>Finding people by name, and their properties. [MS-OXNSPI] 3.1.4.1</summary>
internal sealed class NspiObjectOperations(GlobalAddressList list, NspiRows rows, NspiProperties properties)
{
    /// <summary>Most names of one request.</summary>
    private const int MaxNames = 1000;

    /// <summary>[MS-OXNSPI] 3.1.4.1.13</summary>
    public Task<DnToMinIdResponse> DNToMIdAsync(DnToMinIdRequest request, MapiHttpCall call, CancellationToken cancellationToken)
    {
        var view = list.ViewFor(call.User);
        var names = request.Names ?? [];
        return Task.FromResult(names.Count > MaxNames
            ? new DnToMinIdResponse(ErrorCode.TableTooBig, null, AuxiliaryBuffer: [])
            : new DnToMinIdResponse(ErrorCode.Success, [.. names.Select(name => view.FindByDn(name)?.Id ?? default)], AuxiliaryBuffer: []));
    }

    /// <summary>[MS-OXNSPI] 3.1.4.1.17</summary>
    public Task<ResolveNamesResponse> ResolveNamesAsync(ResolveNamesRequest request, MapiHttpCall call, CancellationToken cancellationToken)
    {
        var view = list.ViewFor(call.User);
        var names = request.Names ?? [];
        var error = NspiPosition.Check(request.State, out var stat);
        if (error == ErrorCode.Success)
            error = names.Count > MaxNames ? ErrorCode.TableTooBig : NspiRows.Check(request.PropertyTags);
        if (error != ErrorCode.Success)
            return Task.FromResult(new ResolveNamesResponse(error, stat.CodePage, null, null, AuxiliaryBuffer: []));

        var results = new List<MinimalEntryId>(names.Count);
        var found = new List<Person>();
        foreach (var name in names)
        {
            var matches = NameResolution.Resolve(view, name);
            results.Add(matches.Count switch { 0 => MinimalEntryId.Unresolved, 1 => MinimalEntryId.Resolved, _ => MinimalEntryId.Ambiguous });
            if (matches.Count == 1)
                found.Add(matches[0]);
        }

        // Ids of the long-lived kind: clients keep them in drafts and contacts.
        var table = rows.Table(found, request.PropertyTags, RetrievePropertyFlags.None);
        return Task.FromResult(new ResolveNamesResponse(ErrorCode.Success, stat.CodePage, results, table, AuxiliaryBuffer: []));
    }

    /// <summary>[MS-OXNSPI] 3.1.4.1.7</summary>
    public Task<GetPropsResponse> GetPropsAsync(GetPropsRequest request, MapiHttpCall call, CancellationToken cancellationToken)
    {
        var view = list.ViewFor(call.User);
        var codePage = request.State?.CodePage ?? 0;
        var error = request.State is null ? ErrorCode.InvalidParameter : NspiRows.Check(request.PropertyTags);
        var person = view.Find(request.State?.CurrentRec ?? default);
        var tags = request.PropertyTags ?? (person is null ? [] : rows.Tags(person));
        if (error == ErrorCode.Success && codePage == NspiProvider.UnicodeCodePage && tags.Any(tag => tag.Type is PropertyType.String8 or PropertyType.MultipleString8))
            error = ErrorCode.InvalidCodepage;
        if (error != ErrorCode.Success)
            return Task.FromResult(new GetPropsResponse(error, codePage, null, AuxiliaryBuffer: []));
        var row = rows.Row(person, tags, request.Flags);
        var result = Array.Exists(row, value => value.Tag.Type == PropertyType.ErrorCode) ? ErrorCode.ErrorsReturned : ErrorCode.Success;
        return Task.FromResult(new GetPropsResponse(result, codePage, row, AuxiliaryBuffer: []));
    }

    /// <summary>[MS-OXNSPI] 3.1.4.1.6</summary>
    public Task<GetPropListResponse> GetPropListAsync(GetPropListRequest request, MapiHttpCall call, CancellationToken cancellationToken)
    {
        if (request.CodePage == NspiProvider.UnicodeCodePage)
            return Task.FromResult(new GetPropListResponse(ErrorCode.InvalidCodepage, null, AuxiliaryBuffer: []));
        return Task.FromResult(list.ViewFor(call.User).Find(request.MinimalId) is { } person
            ? new GetPropListResponse(ErrorCode.Success, rows.Tags(person), AuxiliaryBuffer: [])
            : new GetPropListResponse(ErrorCode.NotFound, null, AuxiliaryBuffer: []));
    }

    /// <summary>[MS-OXNSPI] 3.1.4.1.5</summary>
    public Task<QueryColumnsResponse> QueryColumnsAsync(QueryColumnsRequest request, MapiHttpCall call, CancellationToken cancellationToken)
    {
        var known = properties.KnownTags(list.ViewFor(call.User));
        var isUnicode = request.MapiFlags.HasFlag(QueryColumnsFlags.UnicodePropertyTypes);
        return Task.FromResult(new QueryColumnsResponse(ErrorCode.Success, isUnicode ? known : [.. known.Select(NspiRows.AsString8)], AuxiliaryBuffer: []));
    }
}
