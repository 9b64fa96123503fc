using Mapigate.Backends.Mail;

namespace Mapigate.Backends.TestKit.Mail;

/// <summary>Watching.</summary>
public abstract class MailWatchContract(IMailSite site) : MailStoreContract(site)
{
    [Fact]
    public async Task Watch_says_that_it_stands_and_then_tells_of_each_kind_of_change()
    {
        await using var watch = Store.WatchAsync("INBOX", Token).GetAsyncEnumerator(Token);
        Assert.True(await watch.MoveNextAsync());
        Assert.Equal("INBOX", watch.Current.Path);

        MailLocation location = default;
        await IsToldAsync(watch, async () => location = await AppendByOtherAsync("INBOX"));
        await IsToldAsync(watch, () => Other.StoreFlagsAsync("INBOX", location.UidValidity, UidSet.Of(location.Uid), Flags(MailSystemFlags.Flagged), MailFlags.None, Token));
        await IsToldAsync(watch, () => Other.MoveAsync("INBOX", location.UidValidity, UidSet.Of(location.Uid), "target", Token), () => Other.CreateFolderAsync("target", Token));
    }

    /// <summary>The change feed shows what the hint was about: a hint does not run ahead of it.</summary>
    [Fact]
    public async Task Look_after_a_hint_sees_the_change()
    {
        await using var watch = Store.WatchAsync("INBOX", Token).GetAsyncEnumerator(Token);
        Assert.True(await watch.MoveNextAsync());
        var mirror = MailMirror.Of(await LookAsync("INBOX"));
        for (var i = 1; i <= 3; i++)
        {
            await AppendByOtherAsync("INBOX");
            do
            {
                Assert.True(await watch.MoveNextAsync());
                mirror.Follow(await Store.GetChangesAsync("INBOX", mirror.State, mirror.Known, Token));
            }
            while (mirror.Flags.Count < i);
        }
    }

    [Fact]
    public async Task Watches_of_several_folders_stand_side_by_side()
    {
        await Store.CreateFolderAsync("second", Token);
        await using var first = Store.WatchAsync("INBOX", Token).GetAsyncEnumerator(Token);
        await using var second = Store.WatchAsync("second", Token).GetAsyncEnumerator(Token);
        Assert.True(await first.MoveNextAsync());
        Assert.True(await second.MoveNextAsync());
        await IsToldAsync(second, () => AppendByOtherAsync("second"));
        Assert.Equal("second", second.Current.Path);
        await IsToldAsync(first, () => AppendByOtherAsync("INBOX"));
        Assert.Equal("INBOX", first.Current.Path);
        await IsHealthyAsync();
    }

    [Fact]
    public async Task Watch_ends_when_cancelled()
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await using var watch = Store.WatchAsync("INBOX", cancellation.Token).GetAsyncEnumerator(cancellation.Token);
        Assert.True(await watch.MoveNextAsync());
        var next = watch.MoveNextAsync();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            // Hints may still be on their way.
            while (await next)
                next = watch.MoveNextAsync();
        });
        await IsHealthyAsync();
    }

    [Fact]
    public async Task Watch_of_a_folder_that_is_not_there_is_refused()
    {
        await Refusal.OfAsync(
            async () =>
            {
                await foreach (var _ in Store.WatchAsync("gone", Token))
                    Assert.Fail("a hint of a folder that is not there");
            },
            BackendError.NotFound);
        await IsHealthyAsync();
    }

    private async Task<MailLocation> AppendByOtherAsync(string path)
    {
        var content = Letter.Of("news");
        await Other.AppendAsync(path, new MemoryStream(content), content.Length, MailFlags.None, null, Token);
        var look = await LookAsync(path, Other);
        return new MailLocation(look.State.UidValidity, look.Flags.Max(m => m.Uid));
    }

    private static async Task IsToldAsync(IAsyncEnumerator<MailFolderHint> watch, Func<Task> change, Func<Task>? before = null)
    {
        await (before?.Invoke() ?? Task.CompletedTask);
        var next = watch.MoveNextAsync();
        await change();
        Assert.True(await next);
    }
}
