using System.Diagnostics.CodeAnalysis;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops;

/// <summary>What a handler sees beside its request: the session, the object it works on, and where a new object goes.</summary>
internal sealed class RopContext
{
    private readonly ServerObject? _target;
    private readonly uint[] _handles;

    public RopContext(MapiSession session, RopRequestHeader header, ServerObject? target, uint[] handles, int room)
    {
        Session = session;
        LogonId = header.LogonId;
        _target = target;
        _handles = handles;
        Room = room;
    }

    public MapiSession Session { get; }

    /// <summary>The logon of the object that the operation works on.</summary>
    public LogonObject Logon => _target?.Logon ?? throw new InvalidOperationException("This operation works on no object");

    /// <summary>The client's number for the logon, as the request names it.</summary>
    public byte LogonId { get; }

    /// <summary>Bytes that the response body may take; what takes more is not sent, and the client asks again with a larger buffer.</summary>
    public int Room { get; }

    /// <summary>The object that the operation makes; it gets its handle when the response has been written.</summary>
    public ServerObject? Output { get; set; }

    /// <summary>The object that the operation works on; an object of another kind does not support it. [MS-OXCROPS] 3.2.5.4</summary>
    public bool TryGet<T>([NotNullWhen(true)] out T? target, out ErrorCode error)
        where T : class => TryCast(_target, out target, out error);

    /// <summary>The second object of an operation that has two, for example the destination of a copy.</summary>
    public bool TryGetAt<T>(byte handleIndex, [NotNullWhen(true)] out T? second, out ErrorCode error)
        where T : class
    {
        var found = handleIndex < _handles.Length ? Session.Handles.Find(_handles[handleIndex]) : null;
        return TryCast(found, out second, out error);
    }

    private static bool TryCast<T>(ServerObject? found, [NotNullWhen(true)] out T? cast, out ErrorCode error)
        where T : class
    {
        cast = found as T;
        error = cast is not null ? ErrorCode.Success : found is null ? ErrorCode.NullObject : ErrorCode.NotSupported;
        return cast is not null;
    }
}
