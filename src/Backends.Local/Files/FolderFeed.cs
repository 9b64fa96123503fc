namespace Mapigate.Backends.Local.Files;

/// <summary>The events of some folders since they were last asked for. Once lost (the queue overflowed, a folder went away) it stays so: the folders have to be read anew.</summary>
internal sealed class FolderFeed(Inotify inotify, bool isKept) : IDisposable
{
    private const int MostEvents = 100_000;

    private readonly Lock _lock = new();
    private readonly List<Action<FolderEvent?>> _listeners = [];
    private List<FolderEvent> _events = [];
    private bool _isLost;

    public bool IsLost
    {
        get
        {
            lock (_lock)
                return _isLost;
        }
    }

    /// <summary>All events of changes made before this call; null when the feed is lost.</summary>
    public List<FolderEvent>? Drain()
    {
        inotify.Drain();
        lock (_lock)
        {
            if (_isLost)
                return null;
            var events = _events;
            if (events.Count > 0)
                _events = [];
            return events;
        }
    }

    /// <summary>Whether nothing happened since the last <see cref="Drain"/>.</summary>
    public bool IsQuiet()
    {
        inotify.Drain();
        lock (_lock)
            return !_isLost && _events.Count == 0;
    }

    /// <summary>Calls back at each event, and without one when the feed is lost, until disposed.</summary>
    public IDisposable Listen(Action<FolderEvent?> listener)
    {
        lock (_lock)
            _listeners.Add(listener);
        return new Listening(this, listener);
    }

    public void Dispose() => inotify.Remove(this);

    internal void Take(FolderEvent happened)
    {
        lock (_lock)
        {
            if (isKept)
                _events.Add(happened);
            if (_events.Count > MostEvents)
                (_isLost, _events) = (true, []);
        }

        Tell(happened);
    }

    internal void Lose()
    {
        lock (_lock)
            (_isLost, _events) = (true, []);
        Tell(happened: null);
    }

    private void Tell(FolderEvent? happened)
    {
        Action<FolderEvent?>[] listeners;
        lock (_lock)
            listeners = [.. _listeners];
        foreach (var listener in listeners)
            listener(happened);
    }

    private sealed class Listening(FolderFeed feed, Action<FolderEvent?> listener) : IDisposable
    {
        public void Dispose()
        {
            lock (feed._lock)
                feed._listeners.Remove(listener);
        }
    }
}
