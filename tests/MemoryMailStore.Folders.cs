using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Mapigate.Backends;
using Mapigate.Backends.Mail;

namespace Mapigate.Tests;

/// <content>Making, renaming, deleting, subscribing and watching folders.</content>
internal sealed partial class MemoryMailStore
{
    public async Task CreateFolderAsync(string path, CancellationToken cancellationToken)
    {
        await BeginAsync("CREATE", path, cancellationToken);
        lock (_lock)
        {
            if (!_folders.TryAdd(path, new MemoryMailFolder(_validity++)))
                throw new BackendException(BackendError.AlreadyExists, "The folder exists");
        }

        End("CREATE", path);
    }

    public async Task RenameFolderAsync(string path, string newPath, CancellationToken cancellationToken)
    {
        await BeginAsync("RENAME", path, cancellationToken);
        lock (_lock)
        {
            if (!_folders.ContainsKey(path))
                throw new BackendException(BackendError.NotFound, "No such folder");
            if (_folders.ContainsKey(newPath))
                throw new BackendException(BackendError.AlreadyExists, "The folder exists");
            foreach (var name in _folders.Keys.Where(k => k == path || k.StartsWith(path + Delimiter, StringComparison.Ordinal)).ToList())
            {
                var newName = newPath + name[path.Length..];
                _folders[newName] = _folders[name];
                _folders.Remove(name);
                if (_unsubscribed.Remove(name))
                    _unsubscribed.Add(newName);
            }
        }

        End("RENAME", path);
    }

    public async Task DeleteFolderAsync(string path, CancellationToken cancellationToken)
    {
        await BeginAsync("DELETE", path, cancellationToken);
        lock (_lock)
        {
            if (!_folders.Remove(path))
                throw new BackendException(BackendError.NotFound, "No such folder");
            _unsubscribed.Remove(path);
        }

        End("DELETE", path);
    }

    public async Task SubscribeAsync(string path, bool isSubscribed, CancellationToken cancellationToken)
    {
        await BeginAsync("SUBSCRIBE", path, cancellationToken);
        lock (_lock)
            _ = isSubscribed ? _unsubscribed.Remove(path) : _unsubscribed.Add(path);
    }

    public IAsyncEnumerable<MailFolderHint> WatchAsync(string path, CancellationToken cancellationToken) => WatchAsync([path], cancellationToken);

    public IAsyncEnumerable<MailFolderHint> WatchAllAsync(CancellationToken cancellationToken) => WatchAsync([], cancellationToken);

    /// <summary>Watches these folders, or all.</summary>
    private async IAsyncEnumerable<MailFolderHint> WatchAsync(string[] paths, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await BeginAsync("WATCH", paths.FirstOrDefault(""), cancellationToken);
        var channel = Channel.CreateUnbounded<string>();
        string[] first;
        lock (_lock)
        {
            _ = Array.TrueForAll(paths, path => this[path] is not null);
            first = paths.Length > 0 ? paths : [.. _folders.Keys];
            _watchers.Add(channel);
        }

        foreach (var path in first)
            yield return new MailFolderHint(path);
        _watching.Release();
        await foreach (var changed in channel.Reader.ReadAllAsync(cancellationToken))
        {
            if (paths.Length == 0 || paths.Contains(changed))
                yield return new MailFolderHint(changed);
        }
    }

    private void Tell(string path)
    {
        lock (_lock)
            _watchers.ForEach(w => w.Writer.TryWrite(path));
    }
}
