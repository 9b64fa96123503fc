using Mapigate.Backends.Mail;

namespace Mapigate.Backends.TestKit.Mail;

/// <summary>Expunging.</summary>
public abstract class MailExpungeContract(IMailSite site) : MailStoreContract(site)
{
    /// <summary>What another client has marked is its own affair.</summary>
    [Fact]
    public async Task Expunge_removes_just_the_named_messages()
    {
        var (validity, uids) = await FillAsync("INBOX", "1", "2", "3", "4");
        await Other.StoreFlagsAsync("INBOX", validity, UidSet.Of(uids[0]), Flags(MailSystemFlags.Deleted), MailFlags.None, Token);
        await Store.ExpungeAsync("INBOX", validity, UidSet.Of(uids[1], uids[3]), Token);
        var left = await FlagsAsync("INBOX", Other);
        Assert.Equal(MailSystemFlags.Deleted, left[uids[0]].System);
        Assert.Equal(MailSystemFlags.None, left[uids[2]].System);
        if (Has(MailCapabilities.UidPlus))
        {
            Assert.Equal([uids[0], uids[2]], left.Keys.Order());
            await Refusal.OfAsync(() => FetchAsync("INBOX", new MailLocation(validity, uids[1])), BackendError.NotFound);
        }
        else
        {
            Assert.Equal((4, MailSystemFlags.Deleted), (left.Count, left[uids[1]].System));
        }
    }

    [Fact]
    public async Task Expunge_of_what_is_gone_does_nothing()
    {
        var (validity, uids) = await FillAsync("INBOX", "1");
        await Store.ExpungeAsync("INBOX", validity, UidSet.Of(uids[0] + 1000), Token);
        await Store.ExpungeAsync("INBOX", validity, UidSet.Empty, Token);
        Assert.Equal(MailSystemFlags.None, (await FlagsAsync("INBOX", Other))[uids[0]].System);
    }

    [Fact]
    public async Task Uid_is_never_given_again()
    {
        if (!Has(MailCapabilities.UidPlus))
            return;
        var (validity, uids) = await FillAsync("INBOX", "1", "2");
        await Store.ExpungeAsync("INBOX", validity, UidSet.Of(uids), Token);
        var next = await AppendAsync("INBOX", Letter.Of("3"));
        Assert.Equal(validity, next.UidValidity);
        Assert.True(next.Uid > uids[1]);
    }

    [Fact]
    public async Task Folder_that_is_not_there_or_numbered_anew_is_refused()
    {
        var (validity, uids) = await FillAsync("INBOX", "1");
        await Refusal.OfAsync(() => Store.ExpungeAsync("gone", validity, UidSet.Of(uids), Token), BackendError.NotFound);
        await Refusal.OfAsync(() => Store.ExpungeAsync("INBOX", validity + 1, UidSet.Of(uids), Token), BackendError.Conflict);
        Assert.Single(await FlagsAsync("INBOX", Other));
    }
}
