using System.Text;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.TestKit.Mail;

/// <summary>Several tasks use one store at the same time.</summary>
public abstract class MailConcurrencyContract(IMailSite site) : MailStoreContract(site)
{
    private const int Tasks = 8;

    [Fact]
    public async Task Appends_side_by_side_each_find_their_place()
    {
        var locations = await Task.WhenAll(Enumerable.Range(0, Tasks).Select(task => Task.Run(async () =>
        {
            var mine = new List<(MailLocation? Location, byte[] Content)>();
            for (var i = 0; i < 6; i++)
            {
                var content = Letter.OfSize($"{task} {i}", i == 3 ? 150_000 : 200);
                using var stream = new MemoryStream(content);
                mine.Add((await (task % 2 == 0 ? Store : Other).AppendAsync("INBOX", stream, content.Length, MailFlags.None, null, Token), content));
            }

            return mine;
        })));

        var all = locations.SelectMany(l => l).ToList();
        Assert.Equal(all.Count, (await FlagsAsync("INBOX", Other)).Count);
        if (!Has(MailCapabilities.UidPlus))
            return;
        Assert.Equal(all.Count, all.Select(a => a.Location).Distinct().Count());
        foreach (var (location, content) in all)
            Assert.Equal(content, await FetchAsync("INBOX", location!.Value));
    }

    [Fact]
    public async Task Reading_writing_and_looking_side_by_side_neither_hang_nor_mix_up()
    {
        var folders = new[] { "INBOX", "one", "two" };
        foreach (var folder in folders.Skip(1))
            await Store.CreateFolderAsync(folder, Token);
        var filled = new Dictionary<string, (uint Validity, uint[] Uids)>();
        foreach (var folder in folders)
            filled[folder] = await FillAsync(folder, [.. Enumerable.Range(0, 10).Select(i => $"{folder} {i}")]);

        await Task.WhenAll(Enumerable.Range(0, Tasks).Select(task => Task.Run(async () =>
        {
            var random = new Random(task);
            for (var i = 0; i < 25; i++)
            {
                var folder = folders[random.Next(folders.Length)];
                var (validity, uids) = filled[folder];
                var index = random.Next(uids.Length);
                switch (random.Next(6))
                {
                    case 0:
                        Assert.Equal(Letter.Of($"{folder} {index}"), await FetchAsync(folder, new MailLocation(validity, uids[index])));
                        break;
                    case 1:
                        var summary = Assert.Single(await SummariesAsync(folder, validity, UidSet.Of(uids[index])));
                        Assert.Contains($"Subject: {folder} {index}\r\n", Encoding.UTF8.GetString(summary.Header.Span), StringComparison.Ordinal);
                        break;
                    case 2:
                        var set = await Store.StoreFlagsAsync(folder, validity, UidSet.Of(uids[index]), Flags(MailSystemFlags.Flagged), MailFlags.None, Token);
                        Assert.True(Assert.Single(set).Flags.System.HasFlag(MailSystemFlags.Flagged));
                        break;
                    case 3:
                        Assert.Equal(uids, (await FlagsAsync(folder)).Keys.Order());
                        break;
                    case 4:
                        Assert.Equal(10, (await Store.GetStateAsync(folder, Token)).Messages);
                        break;
                    default:
                        Assert.Contains(await Store.ListAsync(Token), f => f.Path == folder);
                        break;
                }
            }
        })));
        await IsHealthyAsync();
    }

    [Fact]
    public async Task Mirror_that_looks_while_another_client_writes_ends_the_same()
    {
        var (validity, uids) = await FillAsync("INBOX", [.. Enumerable.Range(0, 20).Select(i => $"{i}")]);
        await Store.CreateFolderAsync("away", Token);
        var writing = Task.Run(async () =>
        {
            var random = new Random(20);
            foreach (var uid in uids)
            {
                await Other.StoreFlagsAsync("INBOX", validity, UidSet.Of(uid), random.Next(2) == 0 ? MailFlags.Seen : Flags(MailSystemFlags.Flagged), MailFlags.None, Token);
                if (uid % 3 == 0)
                    await Other.MoveAsync("INBOX", validity, UidSet.Of(uid), "away", Token);
                using var content = new MemoryStream(Letter.Of($"new {uid}"));
                await Other.AppendAsync("INBOX", content, content.Length, MailFlags.None, null, Token);
            }
        });

        var first = await LookAsync("INBOX");
        var (state, flags) = (first.State, first.Flags.ToDictionary(m => m.Uid, m => m.Flags));
        bool isLast;
        do
        {
            isLast = writing.IsCompleted;
            var changes = await Store.GetChangesAsync("INBOX", state, UidSet.From(flags.Keys), Token);
            Assert.False(changes.IsReset);
            foreach (var uid in changes.Vanished)
                Assert.True(flags.Remove(uid));
            foreach (var message in changes.Flags)
                flags[message.Uid] = message.Flags;
            state = changes.State;
        }
        while (!isLast);
        await writing;

        Assert.Equal((await FlagsAsync("INBOX", Other)).OrderBy(m => m.Key), flags.OrderBy(m => m.Key));
        Assert.Equal(await Other.GetStateAsync("INBOX", Token), state);
    }
}
