using System.Collections.Frozen;
using Mapigate.Mapi.Wire.OxcMapiHttp;
using Mapigate.MapiFrontend.Nspi;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Http;

/// <summary>One line for each request type. [MS-OXCMAPIHTTP] 2.2.3.3.1</summary>
internal sealed class MapiHttpOperations(
    EmsmdbOperations mailbox, ExecuteOperation execute, NspiOperations book, NspiTableOperations table, NspiObjectOperations people)
{
    private readonly FrozenDictionary<MapiHttpRequest, MapiHttpOperation> _byType = new Dictionary<MapiHttpRequest, MapiHttpOperation>
    {
        [MapiHttpRequest.Connect] = MapiHttpOperation.Of<ConnectRequest, ConnectResponse>(mailbox.ConnectAsync),
        [MapiHttpRequest.Execute] = MapiHttpOperation.Of<ExecuteRequest, ExecuteResponse>(execute.ExecuteAsync),
        [MapiHttpRequest.Disconnect] = MapiHttpOperation.Of<DisconnectRequest, DisconnectResponse>(EmsmdbOperations.DisconnectAsync),
        [MapiHttpRequest.NotificationWait] = MapiHttpOperation.Of<NotificationWaitRequest, NotificationWaitResponse>(mailbox.NotificationWaitAsync),
        [MapiHttpRequest.PING] = MapiHttpOperation.Empty,
        [MapiHttpRequest.Bind] = MapiHttpOperation.Of<BindRequest, BindResponse>(book.BindAsync),
        [MapiHttpRequest.Unbind] = MapiHttpOperation.Of<UnbindRequest, UnbindResponse>(NspiOperations.UnbindAsync),
        [MapiHttpRequest.CompareMIds] = MapiHttpOperation.Of<CompareMinIdsRequest, CompareMinIdsResponse>(table.CompareMIdsAsync),
        [MapiHttpRequest.DNToMId] = MapiHttpOperation.Of<DnToMinIdRequest, DnToMinIdResponse>(people.DNToMIdAsync),
        [MapiHttpRequest.GetMatches] = MapiHttpOperation.Of<GetMatchesRequest, GetMatchesResponse>(table.GetMatchesAsync),
        [MapiHttpRequest.GetPropList] = MapiHttpOperation.Of<GetPropListRequest, GetPropListResponse>(people.GetPropListAsync),
        [MapiHttpRequest.GetProps] = MapiHttpOperation.Of<GetPropsRequest, GetPropsResponse>(people.GetPropsAsync),
        [MapiHttpRequest.GetSpecialTable] = MapiHttpOperation.Of<GetSpecialTableRequest, GetSpecialTableResponse>(NspiOperations.GetSpecialTableAsync),
        [MapiHttpRequest.GetTemplateInfo] = MapiHttpOperation.Of<GetTemplateInfoRequest, GetTemplateInfoResponse>(NspiOperations.GetTemplateInfoAsync),
        [MapiHttpRequest.ModLinkAtt] = MapiHttpOperation.Of<ModLinkAttRequest, ModLinkAttResponse>(NspiOperations.ModLinkAttAsync),
        [MapiHttpRequest.ModProps] = MapiHttpOperation.Of<ModPropsRequest, ModPropsResponse>(NspiOperations.ModPropsAsync),
        [MapiHttpRequest.QueryColumns] = MapiHttpOperation.Of<QueryColumnsRequest, QueryColumnsResponse>(people.QueryColumnsAsync),
        [MapiHttpRequest.QueryRows] = MapiHttpOperation.Of<QueryRowsRequest, QueryRowsResponse>(table.QueryRowsAsync),
        [MapiHttpRequest.ResolveNames] = MapiHttpOperation.Of<ResolveNamesRequest, ResolveNamesResponse>(people.ResolveNamesAsync),
        [MapiHttpRequest.ResortRestriction] = MapiHttpOperation.Of<ResortRestrictionRequest, ResortRestrictionResponse>(table.ResortRestrictionAsync),
        [MapiHttpRequest.SeekEntries] = MapiHttpOperation.Of<SeekEntriesRequest, SeekEntriesResponse>(table.SeekEntriesAsync),
        [MapiHttpRequest.UpdateStat] = MapiHttpOperation.Of<UpdateStatRequest, UpdateStatResponse>(table.UpdateStatAsync),
        [MapiHttpRequest.GetMailboxUrl] = MapiHttpOperation.Of<GetMailboxUrlRequest, GetMailboxUrlResponse>(book.GetMailboxUrlAsync),
        [MapiHttpRequest.GetAddressBookUrl] = MapiHttpOperation.Of<GetAddressBookUrlRequest, GetAddressBookUrlResponse>(book.GetAddressBookUrlAsync),
    }.ToFrozenDictionary();

    /// <summary>What request types that are answered do not do yet, or why they always refuse.</summary>
    public static FrozenDictionary<MapiHttpRequest, string> Lacks { get; } = new Dictionary<MapiHttpRequest, string>
    {
        [MapiHttpRequest.GetTemplateInfo] = "refused: there are no templates of detail pages",
        [MapiHttpRequest.ModLinkAtt] = "refused: members and delegates cannot be changed",
        [MapiHttpRequest.ModProps] = "refused: the directory cannot be changed",
        [MapiHttpRequest.GetSpecialTable] = "address lists beside the global one",
    }.ToFrozenDictionary();

    public MapiHttpOperation this[MapiHttpRequest type] => _byType[type];
}
