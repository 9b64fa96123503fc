using System.Collections.Frozen;
using Mapigate.Mapi.Wire.OxcMapiHttp;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Http;

/// <summary>One line for each request type. [MS-OXCMAPIHTTP] 2.2.3.3.1</summary>
internal sealed class MapiHttpOperations(EmsmdbOperations mailbox, ExecuteOperation execute)
{
    private readonly FrozenDictionary<MapiHttpRequest, MapiHttpOperation> _byType = new Dictionary<MapiHttpRequest, MapiHttpOperation>
    {
        [MapiHttpRequest.Connect] = MapiHttpOperation.Of<ConnectRequest, ConnectResponse>(mailbox.ConnectAsync),
        [MapiHttpRequest.Execute] = MapiHttpOperation.Of<ExecuteRequest, ExecuteResponse>(execute.ExecuteAsync),
        [MapiHttpRequest.Disconnect] = MapiHttpOperation.Of<DisconnectRequest, DisconnectResponse>(EmsmdbOperations.DisconnectAsync),
        [MapiHttpRequest.NotificationWait] = MapiHttpOperation.Of<NotificationWaitRequest, NotificationWaitResponse>(mailbox.NotificationWaitAsync),
        [MapiHttpRequest.PING] = MapiHttpOperation.Empty,
    }.ToFrozenDictionary();

    public MapiHttpOperation this[MapiHttpRequest type] => _byType[type];
}
