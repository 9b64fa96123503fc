using Mapigate.Mapi.Client.Transport;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMapiHttp;
using Mapigate.Mapi.Wire.OxNspi;

namespace Mapigate.Mapi.Client.AddressBooks;

/// <summary>A session with an address book; its requests run one after another. [MS-OXCMAPIHTTP] 2.2.5, [MS-OXNSPI] 3.1.4.1</summary>
public sealed class AddressBook : IAsyncDisposable
{
    /// <summary>Code page of String8 values, Windows-1252; the client asks for UTF-16 wherever it can.</summary>
    public const uint CodePage = 1252;

    // UnbindSuccess. [MS-OXNSPI] 2.2.1.2
    private const ErrorCode Unbound = (ErrorCode)1;

    private readonly MapiHttpTransport _transport;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private bool _bound;

    private AddressBook(MapiHttpTransport transport) => _transport = transport;

    /// <summary>The server's GUID, which its Ephemeral Entry IDs carry.</summary>
    public Guid ServerGuid { get; private set; }

    /// <summary>The start of the Global Address List.</summary>
    public static Stat Start { get; } = new(
        SortType.DisplayName, ContainerId: default, MinimalEntryId.BeginningOfTable, Delta: 0, NumPos: 0, TotalRecs: 0, CodePage, NspiProvider.DefaultLocale, NspiProvider.DefaultLocale);

    /// <summary>Begins a session. [MS-OXNSPI] 3.1.4.1.1</summary>
    public static async Task<AddressBook> BindAsync(MapiHttpTransport transport, CancellationToken cancellation)
    {
        var book = new AddressBook(transport);
        var response = await transport.SendAsync<BindRequest, BindResponse>(MapiHttpRequest.Bind, new BindRequest(0, Start, []), cancellation).ConfigureAwait(false);
        Refuse(MapiHttpRequest.Bind, response.ErrorCode);
        book.ServerGuid = response.ServerGuid;
        book._bound = true;
        return book;
    }

    /// <summary>The containers of the address book, a list of properties for each. [MS-OXNSPI] 3.1.4.1.3</summary>
    public async Task<IReadOnlyList<IReadOnlyList<PropertyValue>>> GetHierarchyAsync(CancellationToken cancellation)
    {
        var response = await SendAsync<GetSpecialTableRequest, GetSpecialTableResponse>(
            MapiHttpRequest.GetSpecialTable, new GetSpecialTableRequest(SpecialTableFlags.UnicodeStrings, Start, null, []), cancellation).ConfigureAwait(false);
        Refuse(MapiHttpRequest.GetSpecialTable, response.ErrorCode);
        return response.Rows ?? [];
    }

    /// <summary>Rows from a position on, and the position behind them. [MS-OXNSPI] 3.1.4.1.8</summary>
    public async Task<(AddressBookTable Table, Stat State)> QueryRowsAsync(Stat from, uint count, IReadOnlyList<PropertyTag> columns, CancellationToken cancellation)
    {
        var response = await SendAsync<QueryRowsRequest, QueryRowsResponse>(
            MapiHttpRequest.QueryRows, new QueryRowsRequest(RetrievePropertyFlags.None, from, [], count, columns, []), cancellation).ConfigureAwait(false);
        Refuse(MapiHttpRequest.QueryRows, response.ErrorCode);
        return (response.Table ?? new AddressBookTable(columns, []), response.State ?? from);
    }

    /// <summary>Which object each name stands for; null where there is none or more than one. [MS-OXNSPI] 3.1.4.1.17</summary>
    public async Task<IReadOnlyList<ResolvedName>> ResolveAsync(IReadOnlyList<string> names, IReadOnlyList<PropertyTag> columns, CancellationToken cancellation)
    {
        var response = await SendAsync<ResolveNamesRequest, ResolveNamesResponse>(
            MapiHttpRequest.ResolveNames, new ResolveNamesRequest(0, Start, columns, names, []), cancellation).ConfigureAwait(false);
        Refuse(MapiHttpRequest.ResolveNames, response.ErrorCode);

        // A row comes for each name that was resolved, in the order of the names.
        var rows = new Queue<AddressBookPropertyRow>(response.Table?.Rows ?? []);
        var resolved = new List<ResolvedName>(names.Count);
        for (var i = 0; i < names.Count; i++)
        {
            var result = response.MinimalIds is { } ids && i < ids.Count ? ids[i] : MinimalEntryId.Unresolved;
            resolved.Add(new ResolvedName(names[i], result == MinimalEntryId.Ambiguous, result == MinimalEntryId.Resolved && rows.TryDequeue(out var row) ? row.Values : null));
        }

        return resolved;
    }

    /// <summary>The Minimal Entry ID of each distinguished name, zero for one that is not known. [MS-OXNSPI] 3.1.4.1.13</summary>
    public async Task<IReadOnlyList<MinimalEntryId>> ToMinimalIdsAsync(IReadOnlyList<string> distinguishedNames, CancellationToken cancellation)
    {
        var response = await SendAsync<DnToMinIdRequest, DnToMinIdResponse>(
            MapiHttpRequest.DNToMId, new DnToMinIdRequest(0, distinguishedNames, []), cancellation).ConfigureAwait(false);
        Refuse(MapiHttpRequest.DNToMId, response.ErrorCode);
        return response.MinimalIds ?? [];
    }

    /// <summary>Properties of one object; a property that it lacks has type ErrorCode. [MS-OXNSPI] 3.1.4.1.7</summary>
    public async Task<IReadOnlyList<PropertyValue>> GetPropertiesAsync(MinimalEntryId id, IReadOnlyList<PropertyTag>? tags, CancellationToken cancellation)
    {
        var response = await SendAsync<GetPropsRequest, GetPropsResponse>(
            MapiHttpRequest.GetProps, new GetPropsRequest(RetrievePropertyFlags.SkipObjects, Start with { CurrentRec = id }, tags, []), cancellation).ConfigureAwait(false);
        if (response.ErrorCode != ErrorCode.ErrorsReturned)
            Refuse(MapiHttpRequest.GetProps, response.ErrorCode);
        return response.PropertyValues ?? [];
    }

    /// <summary>The objects of a container that match a filter. [MS-OXNSPI] 3.1.4.1.10</summary>
    public async Task<AddressBookTable> GetMatchesAsync(Stat container, Restriction filter, uint limit, IReadOnlyList<PropertyTag> columns, CancellationToken cancellation)
    {
        var response = await SendAsync<GetMatchesRequest, GetMatchesResponse>(
            MapiHttpRequest.GetMatches, new GetMatchesRequest(0, container, null, 0, filter, null, limit, columns, []), cancellation).ConfigureAwait(false);
        Refuse(MapiHttpRequest.GetMatches, response.ErrorCode);
        return response.Table ?? new AddressBookTable(columns, []);
    }

    /// <summary>The mailbox endpoint of a server. [MS-OXCMAPIHTTP] 2.2.5.18</summary>
    public async Task<string> GetMailboxUrlAsync(string serverDn, CancellationToken cancellation)
    {
        var response = await SendAsync<GetMailboxUrlRequest, GetMailboxUrlResponse>(
            MapiHttpRequest.GetMailboxUrl, new GetMailboxUrlRequest(0, serverDn, []), cancellation).ConfigureAwait(false);
        Refuse(MapiHttpRequest.GetMailboxUrl, response.ErrorCode);
        return response.ServerUrl;
    }

    /// <summary>The address book endpoint of a user. [MS-OXCMAPIHTTP] 2.2.5.19</summary>
    public async Task<string> GetAddressBookUrlAsync(string userDn, CancellationToken cancellation)
    {
        var response = await SendAsync<GetAddressBookUrlRequest, GetAddressBookUrlResponse>(
            MapiHttpRequest.GetAddressBookUrl, new GetAddressBookUrlRequest(0, userDn, []), cancellation).ConfigureAwait(false);
        Refuse(MapiHttpRequest.GetAddressBookUrl, response.ErrorCode);
        return response.ServerUrl;
    }

    /// <summary>Sends any request of the address book; the caller looks at the ErrorCode.</summary>
    public async Task<TResponse> SendAsync<TRequest, TResponse>(MapiHttpRequest type, TRequest request, CancellationToken cancellation)
        where TRequest : IMapiHttpBody<TRequest>
        where TResponse : IMapiHttpBody<TResponse>
    {
        await _gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await _transport.SendAsync<TRequest, TResponse>(type, request, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Ends the session. [MS-OXNSPI] 3.1.4.1.2</summary>
    public async Task UnbindAsync(CancellationToken cancellation)
    {
        if (!_bound)
            return;
        _bound = false;
        var response = await SendAsync<UnbindRequest, UnbindResponse>(MapiHttpRequest.Unbind, new UnbindRequest(0, []), cancellation).ConfigureAwait(false);
        _transport.ForgetSession();
        if (response.ErrorCode != Unbound)
            Refuse(MapiHttpRequest.Unbind, response.ErrorCode);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await UnbindAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is MapiTransportException or MapiException)
        {
            // The server ends a session without Unbind when it expires.
        }

        _gate.Dispose();
    }

    private static void Refuse(MapiHttpRequest type, ErrorCode code)
    {
        if (code != ErrorCode.Success)
            throw new MapiException(type.HeaderValue(), code);
    }
}
