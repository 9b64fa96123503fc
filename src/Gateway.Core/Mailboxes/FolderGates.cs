using System.Collections.Concurrent;

namespace Mapigate.Gateway.Core.Mailboxes;

/// <summary>One gate a folder: what calls a server about a folder and then tells the index goes through it one at a time. Several gates are taken in id order.</summary>
internal sealed class FolderGates
{
    private readonly ConcurrentDictionary<ulong, SemaphoreSlim> _gates = new();

    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken, params ulong[] folders)
    {
        var entered = new Stack<SemaphoreSlim>();
        try
        {
            foreach (var folder in folders.Distinct().Order())
            {
                var gate = _gates.GetOrAdd(folder, static _ => new SemaphoreSlim(1));
                await gate.WaitAsync(cancellationToken);
                entered.Push(gate);
            }
        }
        catch
        {
            Release(entered);
            throw;
        }

        return new Pass(entered);
    }

    private static void Release(Stack<SemaphoreSlim> entered)
    {
        while (entered.TryPop(out var gate))
            gate.Release();
    }

    private sealed class Pass(Stack<SemaphoreSlim> entered) : IDisposable
    {
        public void Dispose() => Release(entered);
    }
}
