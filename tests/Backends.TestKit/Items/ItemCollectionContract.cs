using Mapigate.Backends.Items;

namespace Mapigate.Backends.TestKit.Items;

/// <summary>Collections: making, listing, renaming, removing.</summary>
public abstract class ItemCollectionContract(IItemSite site) : ItemStoreContract(site)
{
    public static TheoryData<string> Names => new("Größe & Co", "<b>\"quoted\"</b>", "日本語 😀", "a/b\\c", "per%20cent", " ]]> ", "'");

    [Theory]
    [InlineData(ItemKinds.Events)]
    [InlineData(ItemKinds.Tasks)]
    [InlineData(ItemKinds.Journals)]
    [InlineData(ItemKinds.Contacts)]
    public async Task Collection_of_each_kind_is_made_or_refused(ItemKinds kind)
    {
        if ((Site.Makes & kind) == 0)
        {
            await Refusal.OfAsync(() => Store.CreateCollectionAsync(kind, "Made", Token), BackendError.NotSupported, BackendError.Refused);
            return;
        }

        var made = await Store.CreateCollectionAsync(kind, "Made", Token);
        Assert.StartsWith("/", made.Href, StringComparison.Ordinal);
        Assert.EndsWith("/", made.Href, StringComparison.Ordinal);
        var listed = Assert.Single(await Other.ListAsync(Token), c => c.Href == made.Href);
        Assert.Equal(("Made", true), (listed.DisplayName, listed.IsWritable));
        Assert.Equal(kind, listed.Kinds & kind);
        Assert.Null(listed.Owner);
        if (kind == ItemKinds.Journals)
            return;
        var href = made.Href + (kind == ItemKinds.Contacts ? "1.vcf" : "1.ics");
        await Store.PutAsync(href, ItemText.Of(kind, "u1", "Grün"), ItemText.MediaType(kind), null, Token);
        Assert.Contains("Grün", ItemText.Unfolded(Assert.Single(await GetAsync(href))), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Collection_has_any_name_for_people(string name)
    {
        var made = await Store.CreateCollectionAsync(ItemKinds.Events, name, Token);
        Assert.Equal(!Site.SpoiledNames.Contains(name), name.Trim() == Assert.Single(await Other.ListAsync(Token), c => c.Href == made.Href).DisplayName.Trim());
        await Store.RenameCollectionAsync(made.Href, name + "2", Token);
        Assert.Equal(!Site.SpoiledNames.Contains(name), (name + "2").Trim() == Assert.Single(await Other.ListAsync(Token), c => c.Href == made.Href).DisplayName.Trim());
        await Store.DeleteCollectionAsync(made.Href, Token);
        Assert.DoesNotContain(await Other.ListAsync(Token), c => c.Href == made.Href);
    }

    [Fact]
    public async Task Collections_of_one_name_are_two()
    {
        var one = await Store.CreateCollectionAsync(ItemKinds.Events, "Twin", Token);
        var two = await Store.CreateCollectionAsync(ItemKinds.Events, "Twin", Token);
        Assert.NotEqual(one.Href, two.Href);
        Assert.Equal(2, (await Other.ListAsync(Token)).Count(c => c.DisplayName == "Twin"));
    }

    [Fact]
    public async Task Collection_goes_with_all_its_items()
    {
        var href = Calendar + "1.ics";
        await PutAsync(href, ItemText.Event("1", "x"));
        await Store.DeleteCollectionAsync(Calendar, Token);
        await Refusal.OfAsync(() => Other.GetChangesAsync(Calendar, null, Nothing, Token), BackendError.NotFound);
        await Refusal.OfAsync(() => PutAsync(href, ItemText.Event("1", "x")), BackendError.NotFound, BackendError.Conflict, BackendError.AccessDenied, BackendError.NotSupported);
        await Refusal.OfAsync(() => Store.DeleteCollectionAsync(Calendar, Token), BackendError.NotFound);
        await Refusal.OfAsync(() => Store.RenameCollectionAsync(Calendar, "x", Token), BackendError.NotFound);
    }

    [Fact]
    public async Task Collection_of_another_user_is_neither_listed_nor_open()
    {
        await using var stranger = await Site.LogInAsync(await Site.NewUserAsync());
        Assert.DoesNotContain(await stranger.ListAsync(Token), c => c.Href == Calendar);
        await Refusal.OfAsync(() => stranger.GetChangesAsync(Calendar, null, Nothing, Token), BackendError.AccessDenied, BackendError.NotFound);
        await Refusal.OfAsync(() => stranger.PutAsync(Calendar + "1.ics", ItemText.Event("1", "x"), "text/calendar", null, Token), BackendError.AccessDenied, BackendError.NotFound);
        await Refusal.OfAsync(() => stranger.DeleteCollectionAsync(Calendar, Token), BackendError.AccessDenied, BackendError.NotFound);
        Assert.Empty((await LookAsync()).Changed);
    }

    [Fact]
    public async Task Log_in_with_a_wrong_password_is_refused() =>
        await Refusal.OfAsync(() => Site.LogInAsync(User with { Password = User.Password + "x" }), BackendError.AuthenticationFailed);
}
