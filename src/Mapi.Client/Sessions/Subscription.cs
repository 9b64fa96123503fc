using System.Threading.Channels;
using Mapigate.Mapi.Client.Stores;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcNotif;

namespace Mapigate.Mapi.Client.Sessions;

/// <summary>A registration for events; they arrive with the session's batches. [MS-OXCNOTIF] 2.2.1.2.1</summary>
public sealed class Subscription : ServerObject
{
    /// <summary>Events that wait to be read; the oldest go when more come.</summary>
    private const int Capacity = 10_000;

    private readonly Channel<RopNotify> _events = Channel.CreateBounded<RopNotify>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest });

    private Subscription(MapiSession session, byte logonId, uint handle)
        : base(session, logonId, handle)
    {
    }

    /// <summary>The events in the order in which they came.</summary>
    public ChannelReader<RopNotify> Events => _events.Reader;

    /// <summary>Waits for events, as often as the server ends the wait, until one has come.</summary>
    public async Task<RopNotify> NextAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if (_events.Reader.TryRead(out var next))
                return next;
            if (await Session.WaitAsync(cancellation).ConfigureAwait(false))
                await Session.ExecuteAsync(new RopBatch(), cancellation).ConfigureAwait(false);
        }
    }

    internal static async Task<Subscription> RegisterAsync(
        MapiStore store, NotificationTypes types, bool wholeStore, FolderId folder, MessageId message, CancellationToken cancellation)
    {
        var session = store.Session;
        var batch = new RopBatch();
        var slot = batch.Output();
        var call = batch.Add(store.LogonId, batch.Input(store), new RopRegisterNotificationRequest(slot, types, wholeStore, folder, message));
        await session.ExecuteAsync(batch, cancellation).ConfigureAwait(false);
        call.RequireSuccess();
        var subscription = new Subscription(session, store.LogonId, batch.HandleAt(slot));
        session.Listen(subscription);
        return subscription;
    }

    internal void Deliver(RopNotify notification) => _events.Writer.TryWrite(notification);

    protected override void Dispose(bool disposing)
    {
        _events.Writer.TryComplete();
        base.Dispose(disposing);
    }
}
