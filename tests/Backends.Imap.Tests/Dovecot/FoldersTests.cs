using Mapigate.Backends.Mail;
using Mapigate.Tests;

namespace Mapigate.Backends.Imap.Tests.Dovecot;

[Collection(Stack.Collection)]
public sealed class FoldersTests(Stack stack)
{
    private static readonly CancellationToken None = CancellationToken.None;

    public static TheoryData<string> Names => new("Entwürfe/Über", "R&D", "a.b", "quo\"te", "back\\slash", "日本語 😀", "per%cent*star", "~tilde");

    [Theory]
    [InlineData]
    [InlineData("LIST-EXTENDED")]
    [InlineData("LIST-EXTENDED", "LIST-STATUS", "SPECIAL-USE", "NAMESPACE", "CONDSTORE", "QRESYNC")]
    public async Task Folders_have_their_uses_subscriptions_and_states(params string[] hidden)
    {
        var user = stack.NewUser();
        using var raw = RawSession.LogIn(stack, user);
        raw.Run("CREATE parent/child");
        raw.Append("parent/child", "Subject: x\r\n\r\n", "\\Seen");
        raw.Append("parent/child", "Subject: y\r\n\r\n");
        await using var store = await stack.LogInWithoutAsync(user, hidden);
        var folders = (await store.ListAsync(None)).ToDictionary(folder => folder.Path);
        Assert.Equal(MailFolderUse.Inbox, folders["INBOX"].Use);
        foreach (var use in new[] { MailFolderUse.Drafts, MailFolderUse.Sent, MailFolderUse.Trash, MailFolderUse.Junk, MailFolderUse.Archive })
        {
            var folder = folders[use.ToString()];
            Assert.True(folder.IsSubscribed);
            Assert.Equal('/', folder.Delimiter);
            // A plain LIST of this server names the uses all the same.
            Assert.Equal(use, folder.Use);
        }

        Assert.False(folders["parent"].CanHoldMessages);
        Assert.False(folders["parent/child"].IsSubscribed);
        Assert.Equal((2, 1, 3u), (folders["parent/child"].State!.Messages, folders["parent/child"].State!.Unseen, folders["parent/child"].State!.UidNext));
        Assert.All(folders.Values.Where(folder => folder.CanHoldMessages), folder => Assert.NotNull(folder.State));
        Assert.Equal(await store.GetStateAsync("parent/child", None), folders["parent/child"].State);
    }

    [Fact]
    public async Task Folder_of_another_user_is_shared_and_a_common_one_public()
    {
        var (owner, reader) = (stack.NewUser(), stack.NewUser());
        using var raw = RawSession.LogIn(stack, owner);
        raw.Run("CREATE Projects");
        raw.Run($"SETACL Projects {reader.Address} lr");
        await using var store = await stack.LogInAsync(reader);
        var folders = await store.ListAsync(None);
        var shared = Assert.Single(folders, folder => folder.Namespace == MailNamespace.Shared && folder.CanHoldMessages);
        Assert.EndsWith("/Projects", shared.Path, StringComparison.Ordinal);
        Assert.StartsWith("shared/", shared.Path, StringComparison.Ordinal);
        var fault = await Assert.ThrowsAsync<BackendException>(() => store.AppendAsync(shared.Path, Stream.Null, 0, MailFlags.None, null, None));
        Assert.Equal(BackendError.AccessDenied, fault.Error);
        Assert.All(folders, folder => Assert.Equal(folder.Path.StartsWith("Public", StringComparison.Ordinal), folder.Namespace == MailNamespace.Public));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Folder_lives_under_any_name(string name)
    {
        await using var store = await stack.LogInAsync(stack.NewUser());
        await store.CreateFolderAsync(name, None);
        var folder = Assert.Single(await store.ListAsync(None), folder => folder.Path == name);
        Assert.True(folder.IsSubscribed);
        var location = await store.AppendAsync(name, "Subject: x\r\n\r\n"u8.ToArray());
        Assert.Equal("Subject: x\r\n\r\n"u8.ToArray(), await store.FetchAsync(name, location));
        await store.SubscribeAsync(name, false, None);
        Assert.False(Assert.Single(await store.ListAsync(None), f => f.Path == name).IsSubscribed);
        await store.SubscribeAsync(name, true, None);

        await store.RenameFolderAsync(name, name + "2", None);
        folder = Assert.Single(await store.ListAsync(None), f => f.Path == name + "2");
        Assert.True(folder.IsSubscribed);
        Assert.DoesNotContain(await store.ListAsync(None), f => f.Path == name && f.CanHoldMessages);
        await store.DeleteFolderAsync(name + "2", None);
        Assert.DoesNotContain(await store.ListAsync(None), f => f.Path == name + "2");
        Assert.Equal(BackendError.NotFound, (await Assert.ThrowsAsync<BackendException>(() => store.GetStateAsync(name + "2", None))).Error);
    }

    [Fact]
    public async Task Faults_have_their_kinds()
    {
        await using var store = await stack.LogInAsync(stack.NewUser());
        await store.CreateFolderAsync("there", None);
        Assert.Equal(BackendError.AlreadyExists, await FaultAsync(() => store.CreateFolderAsync("there", None)));
        Assert.Equal(BackendError.NotFound, await FaultAsync(() => store.DeleteFolderAsync("gone", None)));
        Assert.Equal(BackendError.NotFound, await FaultAsync(() => store.RenameFolderAsync("gone", "other", None)));
        Assert.Equal(BackendError.NotFound, await FaultAsync(() => store.GetChangesAsync("gone", null, UidSet.Empty, None)));
        Assert.Equal(BackendError.NotFound, await FaultAsync(() => store.AppendAsync("gone", Stream.Null, 0, MailFlags.None, null, None)));
        var validity = (await store.GetStateAsync("there", None)).UidValidity;
        Assert.Equal(BackendError.NotFound, await FaultAsync(() => store.FetchMessageAsync("there", validity, 1, Stream.Null, None)));
        Assert.Equal(BackendError.Conflict, await FaultAsync(() => store.FetchMessageAsync("there", validity + 1, 1, Stream.Null, None)));
    }

    private static async Task<BackendError> FaultAsync(Func<Task> run) => (await Assert.ThrowsAsync<BackendException>(run)).Error;
}
