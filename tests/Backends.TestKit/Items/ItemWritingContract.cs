using Mapigate.Backends.Items;

namespace Mapigate.Backends.TestKit.Items;

/// <summary>Reading items, and storing and removing them on condition.</summary>
public abstract class ItemWritingContract(IItemSite site) : ItemStoreContract(site)
{
    public static TheoryData<string> Hostile => new("two words", "Grün", "日本語 😀", "100%", "a%20b", "q?x=1", "frag#ment", "semi;colon,comma", "a&b", "plus+", "(b)", "'", "!*", "~x", "@", "=", "$");

    [Fact]
    public async Task Item_comes_back_with_its_text_and_what_the_store_does_not_know()
    {
        var etag = await PutAsync(Calendar + "1.ics", ItemText.Event("1", "Grüße 日本語 😀 & <more>\\, " + new string('x', 300)));
        var item = Assert.Single(await GetAsync(Calendar + "1.ics"));
        Assert.Equal((Calendar + "1.ics", etag), (item.Href, item.ETag));
        var text = ItemText.Unfolded(item);
        Assert.Contains("SUMMARY:Grüße 日本語 😀 & <more>\\, " + new string('x', 300) + "\n", text, StringComparison.Ordinal);
        Assert.Contains("X-MAPIGATE-TEST;X-P=1:kept\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_that_creates_never_overwrites()
    {
        await PutAsync(Calendar + "1.ics", ItemText.Event("1", "first"));
        await Refusal.OfAsync(() => Other.PutAsync(Calendar + "1.ics", ItemText.Event("1", "second"), "text/calendar", null, Token), BackendError.Conflict);
        Assert.Contains("SUMMARY:first\n", ItemText.Unfolded(Assert.Single(await GetAsync(Calendar + "1.ics"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_and_delete_with_an_old_etag_are_conflicts()
    {
        var old = await PutAsync(Calendar + "1.ics", ItemText.Event("1", "first"));
        var present = await PutAsync(Calendar + "1.ics", ItemText.Event("1", "second"), old, Other);
        await Refusal.OfAsync(() => Store.PutAsync(Calendar + "1.ics", ItemText.Event("1", "third"), "text/calendar", old, Token), BackendError.Conflict);
        await Refusal.OfAsync(() => Store.DeleteAsync(Calendar + "1.ics", old, Token), BackendError.Conflict);
        Assert.Contains("SUMMARY:second\n", ItemText.Unfolded(Assert.Single(await GetAsync(Calendar + "1.ics"))), StringComparison.Ordinal);
        await Store.DeleteAsync(Calendar + "1.ics", present, Token);
        Assert.Empty(await GetAsync(Calendar + "1.ics"));
        await Refusal.OfAsync(() => Other.DeleteAsync(Calendar + "1.ics", present, Token), BackendError.NotFound, BackendError.Conflict);
        await Refusal.OfAsync(() => Other.PutAsync(Calendar + "1.ics", ItemText.Event("1", "third"), "text/calendar", present, Token), BackendError.Conflict, BackendError.NotFound);
    }

    [Fact]
    public async Task Of_many_who_write_at_once_one_wins()
    {
        var created = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => WinsAsync(i % 2 == 0 ? Store : Other, null, $"create {i}")));
        IsWonByOne(created);
        var etag = Assert.Single(await GetAsync(Calendar + "race.ics")).ETag;
        var changed = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => WinsAsync(i % 2 == 0 ? Store : Other, etag, $"change {i}")));
        IsWonByOne(changed);
    }

    /// <summary>The href that was written to is the href that is listed, letter for letter.</summary>
    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Item_has_any_name(string name)
    {
        var href = Calendar + Uri.EscapeDataString(name) + ".ics";
        if (Site.SpoiledNames.Contains(name))
        {
            await Assert.ThrowsAnyAsync<Exception>(() => IsKeptAsync(href));
            return;
        }

        await IsKeptAsync(href);
    }

    private async Task IsKeptAsync(string href)
    {
        var etag = await PutAsync(href, ItemText.Event("1", "first"));
        var listed = Assert.Single((await LookAsync(Other)).Changed);
        Assert.Equal(Uri.UnescapeDataString(href), Uri.UnescapeDataString(listed.Href));
        Assert.Equal(etag, listed.ETag);
        Assert.Equal(listed.Href, Assert.Single(await GetAsync(listed.Href)).Href);
        var again = await PutAsync(listed.Href, ItemText.Event("1", "second"), etag);
        await Store.DeleteAsync(listed.Href, again, Token);
        Assert.Empty((await LookAsync(Other)).Changed);
    }

    [Fact]
    public async Task Items_that_are_gone_are_left_out()
    {
        await PutAsync(Calendar + "1.ics", ItemText.Event("1", "x"));
        Assert.Equal(Calendar + "1.ics", Assert.Single(await GetAsync(Calendar + "0.ics", Calendar + "1.ics", Calendar + "2.ics")).Href);
        Assert.Empty(await GetAsync(Calendar + "0.ics"));
        Assert.Empty(await GetAsync());
    }

    [Fact]
    public async Task Hundred_items_come_each_once()
    {
        var hrefs = Enumerable.Range(0, 110).Select(i => $"{Calendar}{i}.ics").ToArray();
        await Parallel.ForEachAsync(hrefs, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (href, token) =>
            await Store.PutAsync(href, ItemText.Event(href[Calendar.Length..], $"number {href[Calendar.Length..^4]}"), "text/calendar", null, token));
        var items = await GetAsync(hrefs);
        Assert.Equal(hrefs.Order(StringComparer.Ordinal), items.Select(i => i.Href).Order(StringComparer.Ordinal));
        Assert.All(items, i => Assert.Contains($"SUMMARY:number {i.Href[Calendar.Length..^4]}\n", ItemText.Unfolded(i), StringComparison.Ordinal));
        Assert.Equal((await LookAsync()).Changed.ToDictionary(c => c.Href, c => c.ETag), items.ToDictionary(i => i.Href, i => i.ETag));
    }

    [Fact]
    public async Task Uid_that_another_item_has_and_what_is_no_calendar_are_refused()
    {
        await PutAsync(Calendar + "1.ics", ItemText.Event("same", "x"));
        if (Site.KeepsUidsApart)
            await Refusal.OfAsync(() => PutAsync(Calendar + "2.ics", ItemText.Event("same", "y")), BackendError.AlreadyExists, BackendError.Conflict, BackendError.Refused);
        if (Site.ReadsContents)
            await Refusal.OfAsync(() => PutAsync(Calendar + "3.ics", "hello"u8.ToArray()), BackendError.Refused, BackendError.Conflict);
        Assert.DoesNotContain((await LookAsync(Other)).Changed, c => c.Href == Calendar + "3.ics" && Site.ReadsContents);
    }

    [Fact]
    public async Task Call_that_was_given_up_before_it_began_changes_nothing()
    {
        var cancelled = new CancellationToken(canceled: true);
        var etag = await PutAsync(Calendar + "1.ics", ItemText.Event("1", "x"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.PutAsync(Calendar + "2.ics", ItemText.Event("2", "x"), "text/calendar", null, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.DeleteAsync(Calendar + "1.ics", etag, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.ListAsync(cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.GetChangesAsync(Calendar, null, Nothing, cancelled));
        Assert.Equal([new ItemVersion(Calendar + "1.ics", etag)], (await LookAsync(Other)).Changed);
    }

    private void IsWonByOne(bool[] won) => Assert.InRange(won.Count(w => w), 1, Site.SettlesRaces ? 1 : won.Length);

    private async Task<bool> WinsAsync(IItemStore client, string? etag, string summary)
    {
        try
        {
            await client.PutAsync(Calendar + "race.ics", ItemText.Event("race", summary), "text/calendar", etag, Token);
            return true;
        }
        catch (BackendException e)
        {
            Assert.True(e.Error == BackendError.Conflict || !Site.SettlesRaces, e.Message);
            return false;
        }
    }
}
