namespace Mapigate.Mapi.Client.Sessions;

/// <summary>An object that the server keeps for the session. Disposing it tells the server with the next request. [MS-OXCROPS] 3.1.4.3</summary>
public class ServerObject : IDisposable
{
    private bool _released;

    internal ServerObject(MapiSession session, byte logonId, uint handle)
    {
        Session = session;
        LogonId = logonId;
        Handle = handle;
        Generation = session.Generation;
    }

    public MapiSession Session { get; }

    /// <summary>The logon that the object belongs to.</summary>
    public byte LogonId { get; }

    public uint Handle { get; }

    /// <summary>The session context in which the handle means something.</summary>
    internal int Generation { get; }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    internal void RequireOpen()
    {
        ObjectDisposedException.ThrowIf(_released, this);
        if (Generation != Session.Generation)
            throw new InvalidOperationException("The object belongs to a session context that has ended");
    }

    protected virtual void Dispose(bool disposing)
    {
        if (_released)
            return;
        _released = true;
        Session.Release(this);
    }
}
