using Mapigate.Mapi.Wire.OxcRops;

namespace Mapigate.MapiFrontend.Sessions;

/// <summary>The open objects of one session by handle. Used by one request at a time.</summary>
/// <param name="maxHandles">Most objects.</param>
/// <param name="maxLogons">Most logons among them.</param>
internal sealed class HandleTable(int maxHandles, int maxLogons) : IAsyncDisposable
{
    private readonly Dictionary<uint, ServerObject> _objects = [];
    private readonly Dictionary<byte, LogonObject> _logons = [];
    private uint _last;

    public int Count => _objects.Count;

    /// <summary>Another object of that kind would be one too many.</summary>
    public bool IsFull(ServerObject candidate) => _objects.Count >= maxHandles || (candidate is LogonObject logon && _logons.Count >= maxLogons && !_logons.ContainsKey(logon.LogonId));

    public ServerObject? Find(uint handle) => _objects.GetValueOrDefault(handle);

    /// <summary>Gives an object its handle. A logon takes the place of an earlier one with its number. [MS-OXCSTOR] 3.2.5.1</summary>
    public async ValueTask AddAsync(ServerObject added)
    {
        if (added is LogonObject logon)
        {
            if (_logons.TryGetValue(logon.LogonId, out var before))
                await ReleaseAsync(before.Handle);
            _logons[logon.LogonId] = logon;
        }

        // 0xFFFFFFFF marks empty places and is never a handle ([MS-OXCROPS] 3.2.5.1); zero is left out because clients clear memory with it.
        do
        {
            _last = _last >= RopBuffer.NoHandle - 1 ? 1 : _last + 1;
        }
        while (_objects.ContainsKey(_last));

        added.Handle = _last;
        _objects[_last] = added;
    }

    /// <summary>Frees an object; with a logon goes everything that was opened in it. An unknown handle is no error. [MS-OXCROPS] 3.2.5.3</summary>
    public async ValueTask ReleaseAsync(uint handle)
    {
        if (!_objects.Remove(handle, out var released))
            return;
        if (released is LogonObject logon)
        {
            _logons.Remove(logon.LogonId);
            foreach (var within in _objects.Values.Where(o => o.Logon == logon).ToList())
            {
                _objects.Remove(within.Handle);
                await within.DisposeAsync();
            }
        }

        await released.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var logon in _logons.Values.ToList())
            await ReleaseAsync(logon.Handle);
        foreach (var handle in _objects.Keys.ToList())
            await ReleaseAsync(handle);
    }
}
