using Mapigate.Backends.Items;

namespace Mapigate.Backends.TestKit.Items;

/// <summary>The change feed of a collection.</summary>
public abstract class ItemChangesContract(IItemSite site) : ItemStoreContract(site)
{
    private const int Steps = 60;

    [Fact]
    public async Task First_look_lists_everything_and_the_next_nothing()
    {
        var etag = await PutAsync(Calendar + "1.ics", ItemText.Event("1", "x"));
        var first = await LookAsync(Other);
        Assert.True(first.IsReset);
        Assert.Equal([new ItemVersion(Calendar + "1.ics", etag)], first.Changed);
        Assert.Empty(first.Removed);
        var next = await LookAgainAsync(first);
        Assert.Equal((false, 0, 0), (next.IsReset, next.Changed.Count, next.Removed.Count));
        Assert.Equal(first.State, next.State);
    }

    [Fact]
    public async Task New_changed_and_removed_items_are_told_together()
    {
        var one = await PutAsync(Calendar + "1.ics", ItemText.Event("1", "x"));
        var two = await PutAsync(Calendar + "2.ics", ItemText.Event("2", "x"));
        await PutAsync(Calendar + "3.ics", ItemText.Event("3", "x"));
        var before = await LookAsync(Other);
        var changed = await PutAsync(Calendar + "1.ics", ItemText.Event("1", "y"), one);
        await Store.DeleteAsync(Calendar + "2.ics", two, Token);
        var added = await PutAsync(Calendar + "4.ics", ItemText.Event("4", "x"));

        var after = await LookAgainAsync(before, Other);

        Assert.False(after.IsReset);
        Assert.NotEqual(one, changed);
        Assert.Equal([new ItemVersion(Calendar + "1.ics", changed), new ItemVersion(Calendar + "4.ics", added)], after.Changed.OrderBy(c => c.Href, StringComparer.Ordinal));
        Assert.Equal([Calendar + "2.ics"], after.Removed);
        Assert.NotEqual(before.State, after.State);
    }

    [Fact]
    public async Task State_that_the_server_never_gave_starts_anew()
    {
        await PutAsync(Calendar + "1.ics", ItemText.Event("1", "x"));
        var look = await LookAsync();
        var strange = look.State is { } state ? state + "9" : "strange";
        var changes = await Store.GetChangesAsync(Calendar, strange, new Dictionary<string, string> { [Calendar + "gone.ics"] = "\"0\"" }, Token);
        // Either everything, or the difference from what is known.
        Assert.Single(changes.Changed);
        if (!changes.IsReset)
            Assert.Equal(Site.KnowsItsStates ? [Calendar + "gone.ics"] : [], changes.Removed);
    }

    [Fact]
    public async Task Collection_that_is_not_there_is_not_found() =>
        await Refusal.OfAsync(() => Store.GetChangesAsync(Calendar[..^1] + "-none/", null, Nothing, Token), BackendError.NotFound, BackendError.AccessDenied);

    /// <summary>Two clients store and remove items at random; after every step the followed changes, a look from scratch and a model in memory agree.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task History_leaves_what_the_model_says(int seed)
    {
        var random = new Random(seed);
        var model = new SortedDictionary<string, (string ETag, string Summary)>(StringComparer.Ordinal);
        var first = await LookAsync();
        var (state, mirror) = (first.State, new SortedDictionary<string, string>(StringComparer.Ordinal));
        for (var step = 0; step < Steps; step++)
        {
            var client = random.Next(2) == 0 ? Store : Other;
            var href = $"{Calendar}{random.Next(12)}.ics";
            var summary = $"step {step}";
            if (!model.TryGetValue(href, out var present))
            {
                model[href] = (await PutAsync(href, ItemText.Event(href[Calendar.Length..^4] + seed, summary), null, client), summary);
            }
            else if (random.Next(3) == 0)
            {
                await client.DeleteAsync(href, present.ETag, Token);
                model.Remove(href);
            }
            else if (random.Next(4) == 0)
            {
                await Refusal.OfAsync(() => client.PutAsync(href, ItemText.Event("other", summary), "text/calendar", random.Next(2) == 0 ? null : "\"stale\"", Token), BackendError.Conflict);
            }
            else
            {
                model[href] = (await PutAsync(href, ItemText.Event(href[Calendar.Length..^4] + seed, summary), present.ETag, client), summary);
            }

            var changes = await (random.Next(2) == 0 ? Store : Other).GetChangesAsync(Calendar, state, mirror, Token);
            Assert.False(changes.IsReset);
            foreach (var removed in changes.Removed)
                Assert.True(mirror.Remove(removed), $"{removed} was never there");
            foreach (var changed in changes.Changed)
                mirror[changed.Href] = changed.ETag;
            state = changes.State;
            Assert.Equal(model.Select(m => (m.Key, m.Value.ETag)), mirror.Select(m => (m.Key, m.Value)));
            Assert.Equal(mirror.Select(m => new ItemVersion(m.Key, m.Value)), (await LookAsync()).Changed.OrderBy(c => c.Href, StringComparer.Ordinal));
        }

        var items = (await GetAsync([.. model.Keys])).ToDictionary(i => i.Href);
        Assert.Equal(model.Keys, items.Keys.Order(StringComparer.Ordinal));
        Assert.All(model, m => Assert.Contains($"SUMMARY:{m.Value.Summary}\n", ItemText.Unfolded(items[m.Key]), StringComparison.Ordinal));
    }
}
