using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Local.Tests.Maildir;

public sealed class MaildirTreeWatchTests
{
    [Fact]
    public async Task All_folders_are_told_first_then_those_that_change()
    {
        using var fixture = new LocalFixture();
        await using var store = await fixture.MailAsync();
        var folders = await store.ListAsync(default);
        await using var watch = store.WatchAllAsync(default).GetAsyncEnumerator();
        var first = new HashSet<string>();
        while (first.Count < folders.Count)
        {
            Assert.True(await watch.MoveNextAsync());
            first.Add(watch.Current.Path);
        }

        Assert.Equal(folders.Select(folder => folder.Path).ToHashSet(), first);
        var sent = UntilAsync(hint => hint.Path == "Sent");
        await LocalFixture.AppendAsync(store, "Sent", LocalFixture.Message("x"));
        await sent;
        var made = UntilAsync(hint => hint is { Path: "made", ListChanged: true });
        await store.CreateFolderAsync("made", default);
        await made;
        var gone = UntilAsync(hint => hint is { Path: "made", ListChanged: true });
        await store.DeleteFolderAsync("made", default);
        await gone;

        async Task UntilAsync(Func<MailFolderHint, bool> isIt)
        {
            do
            {
                Assert.True(await watch.MoveNextAsync());
            }
            while (!isIt(watch.Current));
        }
    }
}
