using System.Diagnostics;
using Mapigate.Gateway.Core.Index;
using Xunit.Abstractions;

namespace Mapigate.Gateway.Store.Tests;

public sealed class StateConcurrencyTests(ITestOutputHelper output) : IDisposable
{
    private const int Many = 10_000;
    private readonly StateFolder _folder = new();

    /// <summary>Every batch stores one generation of the same items: a reader that saw half a batch would see two.</summary>
    [Fact]
    public async Task Readers_see_whole_batches_while_the_writer_writes()
    {
        const int Items = 50;
        using var state = _folder.Open();
        state.Commit(Generation(0, Items));
        using var writing = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            var reads = 0;
            byte last = 0;
            while (!writing.IsCancellationRequested || reads == 0)
            {
                var seen = state.LoadItems(5).Select(i => i.Summary.Span[0]).ToArray();
                Assert.Equal(Items, seen.Length);
                Assert.All(seen, g => Assert.Equal(seen[0], g));
                Assert.True(seen[0] >= last);
                last = seen[0];
                Assert.NotNull(state.LoadObject(1));
                Assert.Single(state.LoadFolders());
                reads++;
            }

            return reads;
        })).ToArray();
        for (byte generation = 1; generation <= 100; generation++)
            state.Commit(Generation(generation, Items));
        await writing.CancelAsync();
        foreach (var reader in readers)
            Assert.True(await reader > 0);
        Assert.Equal(100, state.LoadItems(5)[0].Summary.Span[0]);
    }

    [Fact]
    public void Ten_thousand_items_load_in_the_time_that_is_printed()
    {
        using (var state = _folder.Open())
        {
            var watch = Stopwatch.StartNew();
            var batch = new StateBatch();
            batch.Items.AddRange(Enumerable.Range(1, Many).Select(i => StateFolder.Item(5, (ulong)i)));
            state.Commit(batch);
            output.WriteLine($"{Many} items written in {watch.Elapsed.TotalMilliseconds:F1} ms");
        }

        using var again = _folder.Open();
        for (var round = 0; round < 3; round++)
        {
            var watch = Stopwatch.StartNew();
            Assert.Equal(Many, again.LoadItems(5).Count);
            output.WriteLine($"{Many} items loaded in {watch.Elapsed.TotalMilliseconds:F1} ms");
        }
    }

    public void Dispose() => _folder.Dispose();

    private static StateBatch Generation(byte generation, int items)
    {
        var batch = new StateBatch { Head = StateFolder.New with { LastChange = ItemIds.FirstChange + generation } };
        batch.Folders.Add(StateFolder.Folder(5));
        batch.Items.AddRange(Enumerable.Range(1, items).Select(i => StateFolder.Item(5, (ulong)i, generation)));
        batch.Objects.Add((1, [generation]));
        return batch;
    }
}
