using Mapigate.Gateway.Core.AddressBook;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMapiHttp;
using Mapigate.Mapi.Wire.OxNspi;
using Mapigate.Mapi.Wire.OxProps;
using Mapigate.MapiFrontend.Http;

namespace Mapigate.MapiFrontend.Nspi;

/// <summary>Positions and rows of the global address list. [MS-OXNSPI] 3.1.4.1</summary>
internal sealed class NspiTableOperations(GlobalAddressList list, NspiRows rows, NspiProperties properties)
{
    /// <summary>Most rows of one answer.</summary>
    private const int MaxRows = 500;

    /// <summary>Rows that follow a search, a screenful.</summary>
    private const int RowsAfterSeek = 25;

    /// <summary>[MS-OXNSPI] 3.1.4.1.4</summary>
    public Task<UpdateStatResponse> UpdateStatAsync(UpdateStatRequest request, MapiHttpCall call, CancellationToken cancellationToken)
    {
        var view = list.ViewFor(call.User);
        int from = 0, to = 0;
        var error = NspiPosition.Check(request.State, out var stat);
        if (error == ErrorCode.Success)
            error = NspiPosition.Locate(view, stat, out from, out to);
        return Task.FromResult(error == ErrorCode.Success
            ? new UpdateStatResponse(error, NspiPosition.At(view, stat, to), request.DeltaRequested ? to - from : null, AuxiliaryBuffer: [])
            : new UpdateStatResponse(error, null, null, AuxiliaryBuffer: []));
    }

    /// <summary>[MS-OXNSPI] 3.1.4.1.8</summary>
    public Task<QueryRowsResponse> QueryRowsAsync(QueryRowsRequest request, MapiHttpCall call, CancellationToken cancellationToken) =>
        Task.FromResult(QueryRows(request, list.ViewFor(call.User)));

    /// <summary>[MS-OXNSPI] 3.1.4.1.9</summary>
    public Task<SeekEntriesResponse> SeekEntriesAsync(SeekEntriesRequest request, MapiHttpCall call, CancellationToken cancellationToken) =>
        Task.FromResult(SeekEntries(request, list.ViewFor(call.User)));

    /// <summary>[MS-OXNSPI] 3.1.4.1.10</summary>
    public Task<GetMatchesResponse> GetMatchesAsync(GetMatchesRequest request, MapiHttpCall call, CancellationToken cancellationToken) =>
        Task.FromResult(GetMatches(request, list.ViewFor(call.User)));

    /// <summary>[MS-OXNSPI] 3.1.4.1.11</summary>
    public Task<ResortRestrictionResponse> ResortRestrictionAsync(ResortRestrictionRequest request, MapiHttpCall call, CancellationToken cancellationToken)
    {
        var view = list.ViewFor(call.User);
        var error = NspiPosition.Check(request.State, out var stat);
        if (error == ErrorCode.Success && !IsByName(stat))
            error = ErrorCode.GeneralFailure;
        if (error != ErrorCode.Success)
            return Task.FromResult(new ResortRestrictionResponse(error, null, null, AuxiliaryBuffer: []));
        var sorted = (request.MinimalIds ?? []).Where(id => view.Find(id) is not null).Distinct().OrderBy(id => view.PositionOf(id)).ToList();
        var position = sorted.IndexOf(stat.CurrentRec);
        var after = stat with
        {
            TotalRecs = (uint)sorted.Count,
            NumPos = (uint)Math.Max(position, 0),
            CurrentRec = position < 0 ? MinimalEntryId.BeginningOfTable : stat.CurrentRec,
        };
        return Task.FromResult(new ResortRestrictionResponse(ErrorCode.Success, after, sorted, AuxiliaryBuffer: []));
    }

    /// <summary>[MS-OXNSPI] 3.1.4.1.12</summary>
    public Task<CompareMinIdsResponse> CompareMIdsAsync(CompareMinIdsRequest request, MapiHttpCall call, CancellationToken cancellationToken)
    {
        var view = list.ViewFor(call.User);
        var error = NspiPosition.Check(request.State, out _);
        var (first, second) = (view.PositionOf(request.MinimalId1), view.PositionOf(request.MinimalId2));
        if (error == ErrorCode.Success && (first is null || second is null))
            error = ErrorCode.GeneralFailure;
        return Task.FromResult(new CompareMinIdsResponse(error, error == ErrorCode.Success ? first!.Value.CompareTo(second!.Value) : 0, AuxiliaryBuffer: []));
    }

    private QueryRowsResponse QueryRows(QueryRowsRequest request, AddressBookView view)
    {
        var error = NspiPosition.Check(request.State, out var stat);
        var isExplicit = request.ExplicitTable.Count > 0;
        if (error == ErrorCode.InvalidBookmark && isExplicit)
            error = ErrorCode.Success;
        if (error == ErrorCode.Success && !isExplicit && request.RowCount == 0)
            error = ErrorCode.InvalidParameter;
        if (error == ErrorCode.Success)
            error = NspiRows.Check(request.Columns);
        var position = 0;
        if (error == ErrorCode.Success && !isExplicit)
            error = NspiPosition.Locate(view, stat, out _, out position);
        if (error != ErrorCode.Success)
            return new QueryRowsResponse(error, null, null, AuxiliaryBuffer: []);

        var most = (int)Math.Min(request.RowCount, MaxRows);
        if (isExplicit)
        {
            var people = request.ExplicitTable.Take(request.RowCount == 0 ? MaxRows : most).Select(view.Find);
            return new QueryRowsResponse(ErrorCode.Success, stat, rows.Table(people, request.Columns, request.Flags), AuxiliaryBuffer: []);
        }

        var page = view.People.Skip(position).Take(most).ToList();
        return new QueryRowsResponse(
            ErrorCode.Success, NspiPosition.At(view, stat, position + page.Count), rows.Table(page, request.Columns, request.Flags), AuxiliaryBuffer: []);
    }

    private SeekEntriesResponse SeekEntries(SeekEntriesRequest request, AddressBookView view)
    {
        var error = NspiPosition.Check(request.State, out var stat);
        if (error == ErrorCode.Success)
            error = NspiRows.Check(request.Columns);
        if (error == ErrorCode.Success && (stat.SortType != SortType.DisplayName || request.Target?.Tag.Unicode != PidTag.DisplayName || request.Target?.Value is not string))
            error = ErrorCode.GeneralFailure;
        if (error != ErrorCode.Success)
            return new SeekEntriesResponse(error, null, null, AuxiliaryBuffer: []);

        var wanted = (string)request.Target!.Value.Value;
        var table = request.ExplicitTable is { Count: > 0 } ids ? ids.Select(view.Find).OfType<Person>().ToList() : view.People;
        var position = table.TakeWhile(person => AddressBookView.Order.Compare(person.DisplayName, wanted) < 0).Count();
        if (position == table.Count)
            return new SeekEntriesResponse(ErrorCode.NotFound, null, null, AuxiliaryBuffer: []);
        var after = stat with { CurrentRec = table[position].Id, NumPos = (uint)position, TotalRecs = (uint)table.Count };
        var found = request.Columns is null ? null : rows.Table(table.Skip(position).Take(RowsAfterSeek), request.Columns, RetrievePropertyFlags.EphemeralIds);
        return new SeekEntriesResponse(ErrorCode.Success, after, found, AuxiliaryBuffer: []);
    }

    private GetMatchesResponse GetMatches(GetMatchesRequest request, AddressBookView view)
    {
        var error = NspiPosition.Check(request.State, out var stat);

        // Another sort type opens an object-valued property of the object at the position; the container is then that property.
        if (error == ErrorCode.InvalidBookmark && !IsByName(stat))
            error = ErrorCode.Success;
        if (error == ErrorCode.Success)
            error = request.Filter is not null && !IsByName(stat) ? ErrorCode.GeneralFailure : NspiRows.Check(request.Columns);
        IReadOnlyList<Person>? found = [];
        if (error == ErrorCode.Success && request.Filter is { } filter)
        {
            found = new NspiFilter(view, properties).Find(filter);
            if (found is null)
                error = ErrorCode.TooComplex;
        }
        else if (error == ErrorCode.Success)
        {
            // Nobody has members or delegates here; without a property the object itself is the match.
            if (view.Find(stat.CurrentRec) is not { } person)
                error = ErrorCode.GeneralFailure;
            else if (IsByName(stat))
                found = [person];
        }

        if (error == ErrorCode.Success && found!.Count > request.RowCount)
            error = ErrorCode.TableTooBig;
        if (error != ErrorCode.Success)
            return new GetMatchesResponse(error, null, null, null, AuxiliaryBuffer: []);
        var table = request.Columns is null ? null : rows.Table(found!, request.Columns, RetrievePropertyFlags.EphemeralIds);
        return new GetMatchesResponse(ErrorCode.Success, stat with { ContainerId = stat.CurrentRec }, [.. found!.Select(p => p.Id)], table, AuxiliaryBuffer: []);
    }

    private static bool IsByName(Stat stat) => stat.SortType is SortType.DisplayName or SortType.PhoneticDisplayName;
}
