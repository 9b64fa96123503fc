using System.Collections.Immutable;

namespace Mapigate.Gateway.Core.Changes;

/// <summary>Tells subscribers what changed, in the order of the commits. A subscriber must only take note and return.</summary>
public sealed class MailboxEvents
{
    private ImmutableArray<Subscription> _subscriptions = [];

    /// <summary>Somebody listens.</summary>
    public bool HasSubscribers => !_subscriptions.IsEmpty;

    public IDisposable Subscribe(Action<IReadOnlyList<MailboxEvent>> subscriber)
    {
        var subscription = new Subscription(this, subscriber);
        ImmutableInterlocked.Update(ref _subscriptions, static (all, one) => all.Add(one), subscription);
        return subscription;
    }

    /// <summary>What happened stays so whatever a subscriber does: its fault goes to <paramref name="onFault"/>, and the others are told all the same.</summary>
    internal void Publish(IReadOnlyList<MailboxEvent> events, Action<Exception> onFault)
    {
        if (events.Count == 0)
            return;
        foreach (var subscription in _subscriptions)
        {
            try
            {
                subscription.Subscriber(events);
            }
            catch (Exception fault)
            {
                onFault(fault);
            }
        }
    }

    private sealed class Subscription(MailboxEvents owner, Action<IReadOnlyList<MailboxEvent>> subscriber) : IDisposable
    {
        public Action<IReadOnlyList<MailboxEvent>> Subscriber { get; } = subscriber;

        public void Dispose() => ImmutableInterlocked.Update(ref owner._subscriptions, static (all, one) => all.Remove(one), this);
    }
}
