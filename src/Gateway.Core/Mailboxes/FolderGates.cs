namespace Mapigate.Gateway.Core.Mailboxes;

/// <summary>
/// One gate a folder: what calls a server about a folder and then tells the index goes through it one at a time. Several gates are taken in id order. A gate
/// exists only while somebody is inside or waits, for clients may name any folder.
/// </summary>
internal sealed class FolderGates
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ulong, Gate> _gates = [];

    /// <summary>Gates that somebody holds or waits for.</summary>
    internal int Count
    {
        get
        {
            lock (_lock)
                return _gates.Count;
        }
    }

    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken, params ulong[] folders)
    {
        var pass = new Pass(this);
        try
        {
            foreach (var folder in folders.Distinct().Order())
                await pass.EnterAsync(folder, cancellationToken);
        }
        catch
        {
            pass.Dispose();
            throw;
        }

        return pass;
    }

    private Gate Claim(ulong folder)
    {
        lock (_lock)
        {
            if (!_gates.TryGetValue(folder, out var gate))
                _gates[folder] = gate = new Gate();
            gate.Claims++;
            return gate;
        }
    }

    private void Abandon(ulong folder, Gate gate)
    {
        lock (_lock)
        {
            if (--gate.Claims == 0)
                _gates.Remove(folder);
        }
    }

    private sealed class Gate
    {
        public SemaphoreSlim Door { get; } = new(1);

        /// <summary>Who holds it and who waits.</summary>
        public int Claims { get; set; }
    }

    private sealed class Pass(FolderGates gates) : IDisposable
    {
        private readonly Stack<(ulong Folder, Gate Gate)> _entered = new();

        public async Task EnterAsync(ulong folder, CancellationToken cancellationToken)
        {
            var gate = gates.Claim(folder);
            try
            {
                await gate.Door.WaitAsync(cancellationToken);
            }
            catch
            {
                gates.Abandon(folder, gate);
                throw;
            }

            _entered.Push((folder, gate));
        }

        public void Dispose()
        {
            while (_entered.TryPop(out var entered))
            {
                entered.Gate.Door.Release();
                gates.Abandon(entered.Folder, entered.Gate);
            }
        }
    }
}
