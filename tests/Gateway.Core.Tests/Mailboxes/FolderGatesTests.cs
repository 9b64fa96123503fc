using Mapigate.Gateway.Core.Mailboxes;

namespace Mapigate.Gateway.Core.Tests.Mailboxes;

public sealed class FolderGatesTests
{
    private readonly FolderGates _gates = new();

    [Fact]
    public async Task Second_waits_until_the_first_has_left()
    {
        var first = await _gates.EnterAsync(default, 1);
        var second = _gates.EnterAsync(default, 1);
        var other = await _gates.EnterAsync(default, 2);
        Assert.False(second.IsCompleted);
        first.Dispose();
        first.Dispose();
        (await second).Dispose();
        other.Dispose();
        Assert.Equal(0, _gates.Count);
    }

    [Fact]
    public async Task Same_folder_given_twice_is_entered_once()
    {
        using (await _gates.EnterAsync(default, 1, 1))
            Assert.Equal(1, _gates.Count);
        Assert.Equal(0, _gates.Count);
    }

    [Fact]
    public async Task Who_gives_up_waiting_leaves_what_he_had_entered()
    {
        var holder = await _gates.EnterAsync(default, 2);
        using var impatience = new CancellationTokenSource();
        var waiting = _gates.EnterAsync(impatience.Token, 1, 2);
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        (await _gates.EnterAsync(default, 1)).Dispose();
        holder.Dispose();
        Assert.Equal(0, _gates.Count);
    }

    [Fact]
    public async Task Gates_in_any_order_never_lock_each_other_out()
    {
        var inside = new int[3];
        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => Task.Run(async () =>
        {
            ulong[] folders = i % 2 == 0 ? [(ulong)(i % 3), (ulong)((i + 1) % 3)] : [(ulong)((i + 1) % 3), (ulong)(i % 3)];
            using (await _gates.EnterAsync(default, folders))
            {
                foreach (var folder in folders)
                    Assert.Equal(1, Interlocked.Increment(ref inside[folder]));
                await Task.Yield();
                foreach (var folder in folders)
                    Interlocked.Decrement(ref inside[folder]);
            }
        })));
        Assert.Equal(0, _gates.Count);
    }
}
