namespace Mapigate.MapiFrontend.Nspi;

/// <summary>A session with the address book. Positions travel with the requests, so that it keeps nothing. [MS-OXNSPI] 3.1.1</summary>
internal sealed class NspiSession : IAsyncDisposable
{
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
