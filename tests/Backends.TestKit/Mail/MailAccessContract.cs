using Mapigate.Backends.Mail;

namespace Mapigate.Backends.TestKit.Mail;

/// <summary>Access rights and quota, where they are offered; the port's refusal where they are not.</summary>
public abstract class MailAccessContract(IMailSite site) : MailStoreContract(site)
{
    private const MailRights Every = (MailRights)(((int)MailRights.Administer << 1) - 1);

    private const MailRights Reader = MailRights.Lookup | MailRights.Read | MailRights.Seen;

    [Fact]
    public async Task Owner_may_do_everything_with_his_folder()
    {
        await Store.CreateFolderAsync("mine", Token);
        var needed = Has(MailCapabilities.AccessControl) ? Every & ~MailRights.Post : Every;
        Assert.Equal(needed, await Store.GetOwnRightsAsync("mine", Token) & needed);
    }

    [Fact]
    public async Task Access_is_given_and_taken_or_not_supported()
    {
        await Store.CreateFolderAsync("lent", Token);
        var friend = await Site.NewUserAsync();
        if (!Has(MailCapabilities.AccessControl))
        {
            await Refusal.OfAsync(() => Store.GetAccessAsync("lent", Token), BackendError.NotSupported);
            await Refusal.OfAsync(() => Store.SetAccessAsync("lent", new MailAccess(friend.User, Reader), Token), BackendError.NotSupported);
            return;
        }

        await Store.SetAccessAsync("lent", new MailAccess(friend.User, Reader), Token);
        Assert.Equal(Reader, Assert.Single(await Other.GetAccessAsync("lent", Token), a => a.Identifier == friend.User).Rights);
        // Rights are replaced, not added to.
        await Store.SetAccessAsync("lent", new MailAccess(friend.User, MailRights.Lookup | MailRights.Read | MailRights.Insert), Token);
        Assert.Equal(MailRights.Lookup | MailRights.Read | MailRights.Insert, Assert.Single(await Other.GetAccessAsync("lent", Token), a => a.Identifier == friend.User).Rights);
        await Store.SetAccessAsync("lent", new MailAccess(friend.User, MailRights.None), Token);
        Assert.DoesNotContain(await Other.GetAccessAsync("lent", Token), a => a.Identifier == friend.User && a.Rights != MailRights.None);
        await Refusal.OfAsync(() => Store.GetAccessAsync("gone", Token), BackendError.NotFound);
    }

    [Fact]
    public async Task Folder_shared_with_a_reader_is_his_to_read_and_no_more()
    {
        if (!Has(MailCapabilities.AccessControl))
            return;
        await Store.CreateFolderAsync("lent", Token);
        var content = Letter.Of("for reading");
        var location = await AppendAsync("lent", content);
        var user = await Site.NewUserAsync();
        await Store.SetAccessAsync("lent", new MailAccess(user.User, Reader), Token);
        await using var reader = await Site.LogInAsync(user);

        var folder = Assert.Single(await reader.ListAsync(Token), f => f.Namespace != MailNamespace.Personal && f.CanHoldMessages && f.Path.EndsWith("lent", StringComparison.Ordinal));
        Assert.Equal(Reader, await reader.GetOwnRightsAsync(folder.Path, Token) & ~MailRights.Post);
        using var destination = new MemoryStream();
        await reader.FetchMessageAsync(folder.Path, location.UidValidity, location.Uid, destination, Token);
        Assert.Equal(content, destination.ToArray());

        await Refusal.OfAsync(() => reader.AppendAsync(folder.Path, new MemoryStream(content), content.Length, MailFlags.None, null, Token), BackendError.AccessDenied);
        var (validity, own) = await OneAsync(reader);
        await Refusal.OfAsync(() => reader.CopyAsync("INBOX", validity, UidSet.Of(own), folder.Path, Token), BackendError.AccessDenied);
        await Refusal.OfAsync(() => reader.DeleteFolderAsync(folder.Path, Token), BackendError.AccessDenied, BackendError.Refused);
        await Refusal.OfAsync(() => reader.SetAccessAsync(folder.Path, new MailAccess(user.User, Every), Token), BackendError.AccessDenied);
        Assert.Equal(content, await FetchAsync("lent", location));
    }

    [Fact]
    public async Task Quota_counts_what_is_stored_or_is_not_told()
    {
        var before = await Store.GetQuotaAsync("INBOX", Token);
        if (!Has(MailCapabilities.Quota))
        {
            Assert.Null(before);
            return;
        }

        if (before is null)
            return;
        await AppendAsync("INBOX", Letter.OfSize("large", 1 << 20));
        var after = await Other.GetQuotaAsync("INBOX", Token);
        Assert.InRange(after!.UsedBytes - before.UsedBytes, 1 << 20, 1_200_000);
        Assert.Equal(before.LimitBytes, after.LimitBytes);
        Assert.True(after.LimitBytes is null || after.LimitBytes >= after.UsedBytes);
    }

    private async Task<(uint Validity, uint Uid)> OneAsync(IMailStore store)
    {
        var content = Letter.Of("own");
        await store.AppendAsync("INBOX", new MemoryStream(content), content.Length, MailFlags.None, null, Token);
        var look = await LookAsync("INBOX", store);
        return (look.State.UidValidity, look.Flags[0].Uid);
    }
}
