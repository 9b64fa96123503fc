using Mapigate.Backends.Mail;

namespace Mapigate.Backends.TestKit.Mail;

/// <summary>Flags and keywords.</summary>
public abstract class MailFlagContract(IMailSite site) : MailStoreContract(site)
{
    [Theory]
    [InlineData(MailSystemFlags.Seen)]
    [InlineData(MailSystemFlags.Answered)]
    [InlineData(MailSystemFlags.Flagged)]
    [InlineData(MailSystemFlags.Deleted)]
    [InlineData(MailSystemFlags.Draft)]
    public async Task System_flag_comes_and_goes(MailSystemFlags flag)
    {
        var (validity, uids) = await FillAsync("INBOX", "1", "2");
        var before = await LookAsync("INBOX", Other);
        var set = await Store.StoreFlagsAsync("INBOX", validity, UidSet.Of(uids[0]), Flags(flag), MailFlags.None, Token);
        Assert.Equal((uids[0], flag), (Assert.Single(set).Uid, set[0].Flags.System));
        var after = await LookAgainAsync("INBOX", before, Other);
        Assert.Equal(flag, after.Flags.Single(m => m.Uid == uids[0]).Flags.System);
        Assert.Equal(set[0].ModSeq, after.Flags.Single(m => m.Uid == uids[0]).ModSeq);
        Assert.Equal(flag == MailSystemFlags.Seen ? 1 : 2, after.State.Unseen);

        var cleared = await Store.StoreFlagsAsync("INBOX", validity, UidSet.Of(uids[0]), MailFlags.None, Flags(flag), Token);
        Assert.Equal(MailSystemFlags.None, Assert.Single(cleared).Flags.System);
        Assert.All(await FlagsAsync("INBOX", Other), m => Assert.Equal(MailSystemFlags.None, m.Value.System));
    }

    [Fact]
    public async Task Flags_are_added_and_removed_at_once_and_others_stay()
    {
        var (validity, uids) = await FillAsync("INBOX", "1");
        await Store.StoreFlagsAsync("INBOX", validity, UidSet.Of(uids), Flags(MailSystemFlags.Seen | MailSystemFlags.Draft), MailFlags.None, Token);
        // Another client's flag is not overwritten by one who does not know of it.
        await Other.StoreFlagsAsync("INBOX", validity, UidSet.Of(uids), Flags(MailSystemFlags.Flagged), MailFlags.None, Token);
        var flags = await Store.StoreFlagsAsync("INBOX", validity, UidSet.Of(uids), Flags(MailSystemFlags.Answered), Flags(MailSystemFlags.Draft), Token);
        Assert.Equal(MailSystemFlags.Seen | MailSystemFlags.Flagged | MailSystemFlags.Answered, Assert.Single(flags).Flags.System);
        Assert.Equal(flags[0].Flags, (await FlagsAsync("INBOX", Other))[uids[0]]);
    }

    [Fact]
    public async Task Keywords_come_and_go_without_regard_to_case()
    {
        var (validity, uids) = await FillAsync("INBOX", "1", "2");
        var keywords = Flags(MailSystemFlags.None, "$Forwarded", "NonJunk", "work.at-home_1");
        var set = Assert.Single(await Store.StoreFlagsAsync("INBOX", validity, UidSet.Of(uids[0]), keywords, MailFlags.None, Token));
        if (!Has(MailCapabilities.Keywords))
        {
            Assert.Equal((await FlagsAsync("INBOX", Other))[uids[0]], set.Flags);
            return;
        }

        Assert.Equal(keywords, set.Flags);
        Assert.Equal(keywords, (await FlagsAsync("INBOX", Other))[uids[0]]);
        var again = Assert.Single(await Store.StoreFlagsAsync("INBOX", validity, UidSet.Of(uids[0]), Flags(MailSystemFlags.None, "NONJUNK"), MailFlags.None, Token));
        Assert.Equal(keywords, again.Flags);
        var removed = Assert.Single(await Store.StoreFlagsAsync("INBOX", validity, UidSet.Of(uids[0]), MailFlags.None, Flags(MailSystemFlags.None, "nonjunk"), Token));
        Assert.Equal(Flags(MailSystemFlags.None, "$Forwarded", "work.at-home_1"), removed.Flags);
        Assert.Equal(removed.Flags, (await FlagsAsync("INBOX", Other))[uids[0]]);
    }

    [Fact]
    public async Task Many_messages_are_flagged_at_once()
    {
        var (validity, uids) = await FillAsync("INBOX", [.. Enumerable.Range(0, 60).Select(i => $"{i}")]);
        var odd = UidSet.From(uids.Where((_, i) => i % 2 == 1));
        var set = await Store.StoreFlagsAsync("INBOX", validity, odd, MailFlags.Seen, MailFlags.None, Token);
        Assert.Equal(odd, set.Select(m => m.Uid).Order());
        Assert.All(await FlagsAsync("INBOX", Other), m => Assert.Equal(odd.Contains(m.Key), m.Value.System == MailSystemFlags.Seen));
    }

    [Fact]
    public async Task Nothing_to_add_or_remove_tells_the_flags_that_are_there()
    {
        var location = await AppendAsync("INBOX", Letter.Of("1"), Flags(MailSystemFlags.Flagged));
        var before = await Store.GetStateAsync("INBOX", Token);
        var flags = await Store.StoreFlagsAsync("INBOX", location.UidValidity, UidSet.Of(location.Uid), MailFlags.None, MailFlags.None, Token);
        Assert.Equal(MailSystemFlags.Flagged, Assert.Single(flags).Flags.System);
        Assert.Equal(before, await Other.GetStateAsync("INBOX", Token));
    }

    [Fact]
    public async Task Messages_that_are_gone_are_left_out()
    {
        var (validity, uids) = await FillAsync("INBOX", "1", "2");
        var set = await Store.StoreFlagsAsync("INBOX", validity, UidSet.Of(uids[1], uids[1] + 1000), MailFlags.Seen, MailFlags.None, Token);
        Assert.Equal(uids[1], Assert.Single(set).Uid);
        Assert.Empty(await Store.StoreFlagsAsync("INBOX", validity, UidSet.Of(uids[1] + 1000), MailFlags.Seen, MailFlags.None, Token));
        Assert.Empty(await Store.StoreFlagsAsync("INBOX", validity, UidSet.Empty, MailFlags.Seen, MailFlags.None, Token));
        Assert.Equal(MailSystemFlags.None, (await FlagsAsync("INBOX", Other))[uids[0]].System);
    }

    [Fact]
    public async Task Folder_that_is_not_there_or_numbered_anew_is_refused()
    {
        var (validity, uids) = await FillAsync("INBOX", "1");
        await Refusal.OfAsync(() => Store.StoreFlagsAsync("gone", validity, UidSet.Of(uids), MailFlags.Seen, MailFlags.None, Token), BackendError.NotFound);
        await Refusal.OfAsync(() => Store.StoreFlagsAsync("INBOX", validity + 1, UidSet.Of(uids), MailFlags.Seen, MailFlags.None, Token), BackendError.Conflict);
        Assert.Equal(MailSystemFlags.None, (await FlagsAsync("INBOX", Other))[uids[0]].System);
    }
}
