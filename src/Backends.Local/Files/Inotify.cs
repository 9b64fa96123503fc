using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Mapigate.Backends.Local.Files;

/// <summary>
/// The system's file watches. One instance serves all folders, since the system grants each user few. The kernel queues an event before the call that caused it returns,
/// so whoever drains the queue knows of every change that was made before; and a thread drains it whenever there is something, for those who wait.
/// </summary>
internal sealed partial class Inotify : IDisposable
{
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;
    private const int HeaderLength = 16;
    private const int BufferLength = 64 * 1024;
    private const uint QueueOverflow = 0x4000;
    private const uint Ignored = 0x8000;
    private const uint Watched = (uint)(FolderEvents.Written | FolderEvents.Added | FolderEvents.Removed | FolderEvents.Attributes) | OnlyFolders;
    private const uint OnlyFolders = 0x1000000;
    private const short Readable = 1;

    private readonly Lock _lock = new();
    private readonly Dictionary<int, List<(FolderFeed Feed, int Part)>> _feeds = [];
    private readonly byte[] _buffer = new byte[BufferLength];
    private readonly int _queue;
    private readonly int _wake;
    private readonly Thread? _thread;
    private bool _isDisposed;

    public Inotify()
    {
        _queue = CallInit(NonBlocking | CloseOnExec);
        _wake = CallEvent(0, NonBlocking | CloseOnExec);
        if (_queue < 0 || _wake < 0)
            return;
        _thread = new Thread(Run) { IsBackground = true, Name = "inotify" };
        _thread.Start();
    }

    /// <summary>Watches folders; null where the system grants no more watches.</summary>
    /// <param name="isKept">The feed keeps its events until they are asked for; else it only tells its listeners.</param>
    /// <param name="folders">The folders.</param>
    public FolderFeed? Watch(bool isKept, params ReadOnlySpan<string> folders)
    {
        lock (_lock)
        {
            if (_thread is null || _isDisposed)
                return null;
            var feed = new FolderFeed(this, isKept);
            for (var part = 0; part < folders.Length; part++)
            {
                var watch = CallAdd(_queue, folders[part], Watched);
                if (watch < 0)
                {
                    Remove(feed);
                    return null;
                }

                // Feeds of one folder share a watch.
                if (!_feeds.TryGetValue(watch, out var sharing))
                    _feeds[watch] = sharing = [];
                sharing.Add((feed, part));
            }

            return feed;
        }
    }

    /// <summary>Hands out all events that are in the queue.</summary>
    public void Drain()
    {
        lock (_lock)
        {
            if (_isDisposed)
                return;
            while (CallRead(_queue, _buffer, BufferLength) is var read and > 0)
                Dispatch(_buffer.AsSpan(0, (int)read));
        }
    }

    public void Remove(FolderFeed feed)
    {
        lock (_lock)
        {
            feed.Lose();
            foreach (var (watch, sharing) in _feeds.ToList())
            {
                if (sharing.RemoveAll(member => member.Feed == feed) == 0 || sharing.Count > 0)
                    continue;
                _feeds.Remove(watch);
                if (!_isDisposed)
                    _ = CallRemove(_queue, watch);
            }
        }
    }

    public void Dispose()
    {
        if (_thread is not null)
        {
            Span<byte> one = stackalloc byte[8];
            BinaryPrimitives.WriteUInt64LittleEndian(one, 1);
            _ = CallWrite(_wake, one, 8);
            _thread.Join();
        }

        lock (_lock)
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
            LoseAll();
            _feeds.Clear();
            _ = CallClose(_queue);
            _ = CallClose(_wake);
        }
    }

    private void Run()
    {
        Span<Waiting> waiting = stackalloc Waiting[2];
        while (true)
        {
            waiting[0] = new Waiting(_queue, Readable);
            waiting[1] = new Waiting(_wake, Readable);
            _ = CallPoll(waiting, 2, Timeout.Infinite);
            if (waiting[1].Happened != 0)
                return;
            Drain();
        }
    }

    private void Dispatch(ReadOnlySpan<byte> events)
    {
        while (events.Length >= HeaderLength)
        {
            var watch = BinaryPrimitives.ReadInt32LittleEndian(events);
            var mask = BinaryPrimitives.ReadUInt32LittleEndian(events[4..]);
            var length = BinaryPrimitives.ReadInt32LittleEndian(events[12..]);
            var name = Encoding.UTF8.GetString(events.Slice(HeaderLength, length).TrimEnd((byte)0));
            events = events[(HeaderLength + length)..];
            if ((mask & QueueOverflow) != 0)
            {
                LoseAll();
            }
            else if (_feeds.TryGetValue(watch, out var sharing))
            {
                if ((mask & Ignored) != 0)
                    _feeds.Remove(watch);
                foreach (var (feed, part) in sharing)
                {
                    if ((mask & Ignored) != 0)
                        feed.Lose();
                    else
                        feed.Take(new FolderEvent(part, (FolderEvents)mask, name));
                }
            }
        }
    }

    private void LoseAll()
    {
        foreach (var (feed, _) in _feeds.Values.SelectMany(sharing => sharing))
            feed.Lose();
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Waiting(int descriptor, short awaited)
    {
        private readonly int _descriptor = descriptor;
        private readonly short _awaited = awaited;

        public readonly short Happened;
    }

    [LibraryImport("libc", EntryPoint = "inotify_init1")]
    private static partial int CallInit(int flags);

    [LibraryImport("libc", EntryPoint = "inotify_add_watch", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int CallAdd(int queue, string folder, uint mask);

    [LibraryImport("libc", EntryPoint = "inotify_rm_watch")]
    private static partial int CallRemove(int queue, int watch);

    [LibraryImport("libc", EntryPoint = "eventfd")]
    private static partial int CallEvent(uint initial, int flags);

    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint CallRead(int descriptor, Span<byte> buffer, nint length);

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint CallWrite(int descriptor, ReadOnlySpan<byte> buffer, nint length);

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int CallPoll(Span<Waiting> waiting, nuint count, int timeout);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int CallClose(int descriptor);
}
