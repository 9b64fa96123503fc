using Mapigate.Backends.Mail;

namespace Mapigate.Backends.TestKit.Mail;

/// <summary>Folders: listing, making, renaming, deleting, subscribing.</summary>
public abstract class MailFolderContract(IMailSite site) : MailStoreContract(site)
{
    public static TheoryData<string> Names => new(
        "Entwürfe", "R&D", "&", "&-", "two words", "dot.ted", "quo\"te", "back\\slash", "日本語", "smile 😀", "per%cent", "sta*r", "~tilde", "(brackets)", "{5}", "#hash", "semi;colon",
        "INBOX2", "a'b", "plus+", "tail-", "Ünï/Cödé/¡deep!");

    [Fact]
    public async Task List_of_a_new_user_has_an_inbox()
    {
        var inbox = Assert.Single(await Store.ListAsync(Token), f => f.Use == MailFolderUse.Inbox);
        Assert.Equal("INBOX", inbox.Path);
        Assert.True(inbox.CanHoldMessages);
        Assert.Equal(MailNamespace.Personal, inbox.Namespace);
        Assert.Equal(0, (await Store.GetStateAsync("INBOX", Token)).Messages);
    }

    [Fact]
    public async Task List_names_what_folders_are_for_where_the_server_says_so()
    {
        var uses = (await Store.ListAsync(Token)).Where(f => f.Use != MailFolderUse.None).ToList();
        Assert.Equal(uses.Count, uses.DistinctBy(f => f.Use).Count());
        if (Has(MailCapabilities.SpecialUse))
            Assert.True(uses.Count > 1);
    }

    [Fact]
    public async Task List_of_a_user_has_no_folder_of_another()
    {
        await Store.CreateFolderAsync("mine alone", Token);
        await using var stranger = await Site.LogInAsync(await Site.NewUserAsync());
        Assert.DoesNotContain(await stranger.ListAsync(Token), f => f.Path.Contains("mine alone", StringComparison.Ordinal));
        await Refusal.OfAsync(() => stranger.GetStateAsync("mine alone", Token), BackendError.NotFound);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Folder_lives_under_any_name_that_is_not_refused(string name)
    {
        if (Site.RefusedNames.Contains(name))
        {
            await Refusal.OfAsync(() => Store.CreateFolderAsync(name, Token), BackendError.Refused, BackendError.NotSupported, BackendError.AccessDenied);
            Assert.DoesNotContain(await Other.ListAsync(Token), f => f.Path == name);
            await IsHealthyAsync();
            return;
        }

        await Store.CreateFolderAsync(name, Token);
        var made = Assert.Single(await Other.ListAsync(Token), f => f.Path == name);
        Assert.True(made.CanHoldMessages);
        Assert.True(made.IsSubscribed);
        Assert.Equal(MailFolderUse.None, made.Use);
        var content = Letter.Of("in it");
        var location = await AppendAsync(name, content);
        Assert.Equal(content, await FetchAsync(name, location));

        await Store.RenameFolderAsync(name, name + "2", Token);
        var folders = await Other.ListAsync(Token);
        Assert.True(Assert.Single(folders, f => f.Path == name + "2").IsSubscribed);
        Assert.DoesNotContain(folders, f => f.Path == name && f.CanHoldMessages);
        Assert.Equal(1, (await Other.GetStateAsync(name + "2", Token)).Messages);

        await Store.DeleteFolderAsync(name + "2", Token);
        Assert.DoesNotContain(await Other.ListAsync(Token), f => f.Path == name + "2");
        await Refusal.OfAsync(() => Other.GetStateAsync(name + "2", Token), BackendError.NotFound);
    }

    [Fact]
    public async Task Create_what_exists_is_refused()
    {
        await Store.CreateFolderAsync("there", Token);
        await AppendAsync("there", Letter.Of("kept"));
        await Refusal.OfAsync(() => Other.CreateFolderAsync("there", Token), BackendError.AlreadyExists);
        await Refusal.OfAsync(() => Store.CreateFolderAsync("INBOX", Token), BackendError.AlreadyExists);
        Assert.Equal(1, (await Other.GetStateAsync("there", Token)).Messages);
    }

    [Fact]
    public async Task Create_below_a_folder_makes_a_child_and_what_leads_there()
    {
        var separator = (await Store.ListAsync(Token)).First(f => f.Path == "INBOX").Delimiter;
        if (separator is null)
            return;
        await Store.CreateFolderAsync($"a{separator}b{separator}c", Token);
        var folders = await Other.ListAsync(Token);
        var leaf = Assert.Single(folders, f => f.Path == $"a{separator}b{separator}c");
        Assert.Equal(separator, leaf.Delimiter);
        Assert.True(leaf.CanHoldMessages);
        await Store.CreateFolderAsync($"a{separator}d", Token);
        Assert.Contains(await Other.ListAsync(Token), f => f.Path == $"a{separator}d");
    }

    [Fact]
    public async Task State_is_the_same_in_the_list_and_asked_for()
    {
        await Store.CreateFolderAsync("f", Token);
        await AppendAsync("f", Letter.Of("1"), MailFlags.Seen);
        await AppendAsync("f", Letter.Of("2"));
        var state = await Store.GetStateAsync("f", Token);
        Assert.Equal((2, 1), (state.Messages, state.Unseen));
        Assert.True(state.UidNext is 0 or >= 3);
        Assert.Equal(Has(MailCapabilities.ModSequences), state.HighestModSeq > 0);
        Assert.Equal(state, await Other.GetStateAsync("f", Token));
        Assert.Equal(state, (await LookAsync("f")).State);
        if (Assert.Single(await Store.ListAsync(Token), f => f.Path == "f").State is { } listed)
            Assert.Equal(state, listed);
    }

    [Fact]
    public async Task Rename_takes_messages_and_children_along_and_leaves_those_alone_that_are_named_alike()
    {
        var separator = (await Store.ListAsync(Token)).First(f => f.Path == "INBOX").Delimiter ?? '/';
        foreach (var path in new[] { "old", $"old{separator}child", "older", "old*" }.Except(Site.RefusedNames))
            await Store.CreateFolderAsync(path, Token);
        await AppendAsync("old", Letter.Of("1"), Flags(MailSystemFlags.Flagged));
        await AppendAsync($"old{separator}child", Letter.Of("2"));
        await AppendAsync("older", Letter.Of("3"));
        // Clients that have the folders open must not stand in the way.
        await LookAsync("old", Other);
        await LookAsync($"old{separator}child", Other);

        await Store.RenameFolderAsync("old", "new", Token);

        var folders = (await Other.ListAsync(Token)).ToDictionary(f => f.Path);
        Assert.DoesNotContain("old", folders.Keys);
        Assert.DoesNotContain($"old{separator}child", folders.Keys);
        Assert.True(folders["new"].IsSubscribed);
        Assert.True(folders[$"new{separator}child"].IsSubscribed);
        Assert.True(folders["older"].IsSubscribed);
        Assert.Equal(MailSystemFlags.Flagged, Assert.Single(await FlagsAsync("new")).Value.System);
        Assert.Equal(1, (await Store.GetStateAsync($"new{separator}child", Token)).Messages);
        Assert.Equal(1, (await Store.GetStateAsync("older", Token)).Messages);
    }

    [Fact]
    public async Task Rename_to_a_name_that_is_taken_is_refused_and_changes_nothing()
    {
        await Store.CreateFolderAsync("a", Token);
        await Store.CreateFolderAsync("b", Token);
        await AppendAsync("a", Letter.Of("1"));
        await Refusal.OfAsync(() => Store.RenameFolderAsync("a", "b", Token), BackendError.AlreadyExists);
        Assert.Equal(1, (await Other.GetStateAsync("a", Token)).Messages);
        Assert.Equal(0, (await Other.GetStateAsync("b", Token)).Messages);
    }

    [Fact]
    public async Task Folder_that_is_not_there_is_not_found()
    {
        await Refusal.OfAsync(() => Store.DeleteFolderAsync("gone", Token), BackendError.NotFound);
        await Refusal.OfAsync(() => Store.RenameFolderAsync("gone", "other", Token), BackendError.NotFound);
        await Refusal.OfAsync(() => Store.GetStateAsync("gone", Token), BackendError.NotFound);
        Assert.DoesNotContain(await Store.ListAsync(Token), f => f.Path is "gone" or "other");
    }

    [Fact]
    public async Task Delete_is_seen_by_a_client_that_has_the_folder_open()
    {
        await Store.CreateFolderAsync("f", Token);
        var location = await AppendAsync("f", Letter.Of("1"));
        var look = await LookAsync("f", Other);
        await Store.DeleteFolderAsync("f", Token);
        await Refusal.OfAsync(() => LookAgainAsync("f", look, Other), BackendError.NotFound);
        await Refusal.OfAsync(() => Other.FetchMessageAsync("f", location.UidValidity, location.Uid, Stream.Null, Token), BackendError.NotFound);
        await Refusal.OfAsync(() => AppendAsync("f", Letter.Of("2")), BackendError.NotFound);
        await IsHealthyAsync();
    }

    [Fact]
    public async Task Folder_made_again_has_another_uidvalidity()
    {
        await Store.CreateFolderAsync("f", Token);
        var location = await AppendAsync("f", Letter.Of("1"));
        var before = await LookAsync("f", Other);
        await Store.DeleteFolderAsync("f", Token);
        await Store.CreateFolderAsync("f", Token);
        var content = Letter.Of("2");
        var again = await AppendAsync("f", content);
        Assert.NotEqual(location.UidValidity, again.UidValidity);
        var after = await LookAgainAsync("f", before, Other);
        Assert.True(after.IsReset);
        Assert.Equal(again.UidValidity, after.State.UidValidity);
        Assert.Equal(again.Uid, Assert.Single(after.Flags).Uid);
        await Refusal.OfAsync(() => Other.FetchMessageAsync("f", location.UidValidity, location.Uid, Stream.Null, Token), BackendError.Conflict);
        Assert.Equal(content, await FetchAsync("f", again));
    }

    [Fact]
    public async Task Subscription_comes_and_goes()
    {
        await Store.CreateFolderAsync("f", Token);
        await Store.SubscribeAsync("f", false, Token);
        Assert.False(Assert.Single(await Other.ListAsync(Token), f => f.Path == "f").IsSubscribed);
        await Store.SubscribeAsync("f", true, Token);
        Assert.True(Assert.Single(await Other.ListAsync(Token), f => f.Path == "f").IsSubscribed);
        await Store.SubscribeAsync("f", true, Token);
    }
}
