using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Tests.Scripted;

public sealed class AccessTests
{
    private const int Limit = 20_000;
    private const MailRights Full = (MailRights)2047;

    private static readonly CancellationToken None = CancellationToken.None;

    [Fact(Timeout = Limit)]
    public async Task Server_without_access_control_gives_every_right_and_tells_nobody_elses()
    {
        var (store, _) = await new ScriptedServer().LogInAsync("");
        Assert.Equal(Full, await store.GetOwnRightsAsync("INBOX", None));
        Assert.False(store.Capabilities.HasFlag(MailCapabilities.AccessControl));
        Assert.Equal(BackendError.NotSupported, (await Assert.ThrowsAsync<BackendException>(() => store.GetAccessAsync("INBOX", None))).Error);
        Assert.Equal(BackendError.NotSupported, (await Assert.ThrowsAsync<BackendException>(() => store.SetAccessAsync("INBOX", new MailAccess("bob", MailRights.Read), None))).Error);
    }

    [Theory(Timeout = Limit)]
    [InlineData("ACL RIGHTS=kxte", "lrswipkxtecda", Full)]
    [InlineData("ACL RIGHTS=texk", "lrcd", MailRights.Lookup | MailRights.Read)]
    [InlineData("ACL", "lrcd", MailRights.Lookup | MailRights.Read | MailRights.CreateFolders | MailRights.DeleteFolder | MailRights.DeleteMessages | MailRights.Expunge)]
    [InlineData("ACL", "lr0z", MailRights.Lookup | MailRights.Read)]
    public async Task Own_rights_are_read_from_old_and_new_letters(string capabilities, string letters, MailRights rights)
    {
        var (store, connection) = await new ScriptedServer().LogInAsync(capabilities);
        var own = store.GetOwnRightsAsync("A b", None);
        await connection.AnswerAsync("MYRIGHTS \"A b\"", "* MYRIGHTS other lrswi", $"* MYRIGHTS \"A b\" {letters}", "A OK");
        Assert.Equal(rights, await own);
    }

    [Fact(Timeout = Limit)]
    public async Task Rights_of_others_are_listed()
    {
        var (store, connection) = await new ScriptedServer().LogInAsync("ACL RIGHTS=kxte");
        var list = store.GetAccessAsync("INBOX", None);
        await connection.AnswerAsync("GETACL \"INBOX\"", "* ACL INBOX Fred rwi \"a nobody\" \"\" {3}", "bob l", "A OK");
        Assert.Equal(
            [new MailAccess("Fred", MailRights.Read | MailRights.Write | MailRights.Insert), new MailAccess("a nobody", MailRights.None), new MailAccess("bob", MailRights.Lookup)],
            await list);
    }

    [Theory(Timeout = Limit)]
    [InlineData("ACL RIGHTS=kxte", Full, "SETACL \"INBOX\" \"bob\" lrswipkxtea")]
    [InlineData("ACL", Full, "SETACL \"INBOX\" \"bob\" lrswipacd")]
    [InlineData("ACL", MailRights.Read | MailRights.Expunge, "SETACL \"INBOX\" \"bob\" rd")]
    [InlineData("ACL", MailRights.None, "DELETEACL \"INBOX\" \"bob\"")]
    public async Task Rights_are_set_in_the_letters_that_the_server_knows(string capabilities, MailRights rights, string command)
    {
        var (store, connection) = await new ScriptedServer().LogInAsync(capabilities);
        var set = store.SetAccessAsync("INBOX", new MailAccess("bob", rights), None);
        await connection.AnswerAsync(command, "A OK");
        await set;
    }

    [Fact(Timeout = Limit)]
    public async Task Rights_that_the_user_may_not_see_are_denied()
    {
        var (store, connection) = await new ScriptedServer().LogInAsync("ACL");
        var list = store.GetAccessAsync("INBOX", None);
        await connection.AnswerAsync("GETACL \"INBOX\"", "A NO [NOPERM] no");
        Assert.Equal(BackendError.AccessDenied, (await Assert.ThrowsAsync<BackendException>(() => list)).Error);
    }

    [Fact(Timeout = Limit)]
    public async Task Quota_is_the_root_with_the_least_room()
    {
        var (store, connection) = await new ScriptedServer().LogInAsync("QUOTA");
        var quota = store.GetQuotaAsync("INBOX", None);
        await connection.AnswerAsync(
            "GETQUOTAROOT \"INBOX\"",
            "* QUOTAROOT INBOX \"\" domain",
            "* QUOTA \"\" (MESSAGE 3 100 STORAGE 10 512)",
            "* QUOTA domain (STORAGE 900 1000)",
            "* QUOTA other ()",
            "A OK");
        Assert.Equal(new MailQuota(900 * 1_024, 1_000 * 1_024), await quota);
    }

    [Theory(Timeout = Limit)]
    [InlineData("* QUOTAROOT INBOX", "A OK")]
    [InlineData("* QUOTA \"\" (MESSAGE 3 100)", "A OK")]
    [InlineData("* QUOTA \"\" (()", "A OK")]
    [InlineData("* OK", "A NO [NOPERM] not yours")]
    public async Task Quota_is_unknown_where_the_server_tells_none(string line, string answer)
    {
        var (store, connection) = await new ScriptedServer().LogInAsync("QUOTA");
        var quota = store.GetQuotaAsync("INBOX", None);
        await connection.AnswerAsync("GETQUOTAROOT \"INBOX\"", line, answer);
        Assert.Null(await quota);
    }

    [Fact(Timeout = Limit)]
    public async Task Quota_far_beyond_any_disk_does_not_overflow()
    {
        var (store, connection) = await new ScriptedServer().LogInAsync("QUOTA");
        var quota = store.GetQuotaAsync("INBOX", None);
        await connection.AnswerAsync("GETQUOTAROOT \"INBOX\"", "* QUOTA \"\" (STORAGE 1 18446744073709551615)", "A OK");
        Assert.True((await quota)!.LimitBytes > 1L << 60);
    }

    [Fact(Timeout = Limit)]
    public async Task Server_without_quota_is_not_asked()
    {
        var (store, _) = await new ScriptedServer().LogInAsync("");
        Assert.Null(await store.GetQuotaAsync("INBOX", None));
    }
}
