using Mapigate.Backends.Mail;

namespace Mapigate.Backends.TestKit.Mail;

/// <summary>Wrong passwords, and calls that were given up before they began.</summary>
public abstract class MailFaultContract(IMailSite site) : MailStoreContract(site)
{
    private static readonly Dictionary<string, Func<IMailStore, uint, CancellationToken, Task>> Calls = new()
    {
        ["ListAsync"] = (store, _, token) => store.ListAsync(token),
        ["GetStateAsync"] = (store, _, token) => store.GetStateAsync("INBOX", token),
        ["GetChangesAsync"] = (store, _, token) => store.GetChangesAsync("INBOX", null, UidSet.Empty, token),
        ["FetchSummariesAsync"] = async (store, validity, token) =>
        {
            await foreach (var _ in store.FetchSummariesAsync("INBOX", validity, UidSet.Of(1), token))
                Assert.Fail("a summary after the call was given up");
        },
        ["FetchMessageAsync"] = (store, validity, token) => store.FetchMessageAsync("INBOX", validity, 1, Stream.Null, token),
        ["AppendAsync"] = (store, _, token) => store.AppendAsync("INBOX", new MemoryStream(Letter.Of("x")), Letter.Of("x").Length, MailFlags.None, null, token),
        ["AppendAsync of several"] = (store, _, token) => store.AppendAsync("INBOX", [new MailToAppend(new MemoryStream(Letter.Of("x")), Letter.Of("x").Length, MailFlags.None, null)], token),
        ["StoreFlagsAsync"] = (store, validity, token) => store.StoreFlagsAsync("INBOX", validity, UidSet.Of(1), MailFlags.Seen, MailFlags.None, token),
        ["MoveAsync"] = (store, validity, token) => store.MoveAsync("INBOX", validity, UidSet.Of(1), "target", token),
        ["CopyAsync"] = (store, validity, token) => store.CopyAsync("INBOX", validity, UidSet.Of(1), "target", token),
        ["ExpungeAsync"] = (store, validity, token) => store.ExpungeAsync("INBOX", validity, UidSet.Of(1), token),
        ["CreateFolderAsync"] = (store, _, token) => store.CreateFolderAsync("new", token),
        ["RenameFolderAsync"] = (store, _, token) => store.RenameFolderAsync("target", "new", token),
        ["DeleteFolderAsync"] = (store, _, token) => store.DeleteFolderAsync("target", token),
        ["WatchAsync"] = async (store, unused, token) =>
        {
            await foreach (var hint in store.WatchAsync("INBOX", token))
                Assert.Fail($"a hint after the watch was given up: {hint}");
        },
    };

    public static TheoryData<string> CallNames => new(Calls.Keys);

    [Theory]
    [MemberData(nameof(CallNames))]
    public async Task Call_that_was_given_up_before_it_began_changes_nothing(string call)
    {
        await Store.CreateFolderAsync("target", Token);
        var location = await AppendAsync("INBOX", Letter.Of("1"));
        var before = await LookAsync("INBOX", Other);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Calls[call](Store, location.UidValidity, new CancellationToken(canceled: true)));
        Assert.Equal(before.State, (await LookAsync("INBOX", Other)).State);
        var folders = await Other.ListAsync(Token);
        Assert.Contains(folders, f => f.Path == "target");
        Assert.DoesNotContain(folders, f => f.Path == "new");
        Assert.Empty(await FlagsAsync("target", Other));
        await IsHealthyAsync();
    }

    [Fact]
    public async Task Log_in_with_a_wrong_password_is_refused()
    {
        await Refusal.OfAsync(() => Site.LogInAsync(User with { Password = User.Password + "x" }), BackendError.AuthenticationFailed);
        await Refusal.OfAsync(() => Site.LogInAsync(User with { Password = "" }), BackendError.AuthenticationFailed);
        await Refusal.OfAsync(() => Site.LogInAsync(new BackendCredentials($"nobody-{Guid.NewGuid():N}@example.test", "x")), BackendError.AuthenticationFailed);
        await using var again = await Site.LogInAsync(User);
        await IsHealthyAsync();
    }

    [Fact]
    public async Task Store_that_one_client_gave_up_serves_the_other()
    {
        await using (var third = await Site.LogInAsync(User))
            await third.GetStateAsync("INBOX", Token);
        await IsHealthyAsync();
    }
}
