namespace Mapigate.MapiFrontend.Sessions;

/// <summary>Something that a client has open and names by a handle: a logon, a folder, a table, a stream. [MS-OXCROPS] 1.3.1</summary>
internal abstract class ServerObject : IAsyncDisposable
{
    /// <summary>The logon that it was opened in; a logon is its own.</summary>
    public abstract LogonObject Logon { get; }

    /// <summary>What clients call it; zero until it is put into the handle table.</summary>
    public uint Handle { get; internal set; }

    /// <summary>Called once, when the handle is released, its logon ends or the session ends.</summary>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
