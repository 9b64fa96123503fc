using System.Text;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Tests.Scripted;

public sealed class AppendsTests
{
    private const int Limit = 20_000;

    private static readonly CancellationToken None = CancellationToken.None;

    [Fact(Timeout = Limit)]
    public async Task Several_messages_are_one_command_with_multiappend()
    {
        var (store, connection) = await new ScriptedServer().WorkAsync("UIDPLUS MULTIAPPEND LITERAL+");
        var date = new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.Zero);
        var append = store.AppendAsync("Sent", [Message("one", MailFlags.Seen), Message("three", MailFlags.None, date)], None);
        await connection.ExpectAsync("APPEND \"Sent\" (\\Seen) {3+}");
        await connection.ExpectLineAsync("one () \"02-Jan-2024 03:04:05 +0000\" {5+}");
        await connection.ExpectLineAsync("three");
        await connection.SendAsync("A OK [APPENDUID 9 77:78] done");
        Assert.Equal([new MailLocation(9, 77), new MailLocation(9, 78)], await append);
    }

    [Fact(Timeout = Limit)]
    public async Task More_than_a_batch_is_several_commands_in_order()
    {
        var (store, connection) = await new ScriptedServer().WorkAsync("UIDPLUS MULTIAPPEND LITERAL+");
        var append = store.AppendAsync("Sent", [.. Enumerable.Range(0, 501).Select(_ => Message("x", MailFlags.None))], None);
        await connection.ExpectAsync("APPEND \"Sent\" () {1+}");
        for (var i = 1; i < 500; i++)
        {
            await connection.ExpectLineAsync("x () {1+}");
        }

        await connection.ExpectLineAsync("x");
        await connection.SendAsync("A OK [APPENDUID 9 1:500] done");
        await connection.ExpectAsync("APPEND \"Sent\" () {1+}");
        await connection.ExpectLineAsync("x");
        await connection.SendAsync("A OK [APPENDUID 9 501] done");
        Assert.Equal(Enumerable.Range(1, 501).Select(i => (MailLocation?)new MailLocation(9, (uint)i)), await append);
    }

    [Fact(Timeout = Limit)]
    public async Task Without_multiappend_no_command_waits_for_the_answer_to_the_one_before()
    {
        var (store, connection) = await new ScriptedServer().WorkAsync("UIDPLUS LITERAL-");
        var append = store.AppendAsync("Sent", [Message("one", MailFlags.None), Message("two", MailFlags.None)], None);
        await connection.ExpectAsync("APPEND \"Sent\" () {3+}");
        await connection.ExpectLineAsync("one");
        var first = connection.Tag;
        await connection.ExpectAsync("APPEND \"Sent\" () {3+}");
        await connection.ExpectLineAsync("two");
        await connection.SendAsync($"{first} OK [APPENDUID 9 5] done", "A OK [APPENDUID 9 6] done");
        Assert.Equal([new MailLocation(9, 5), new MailLocation(9, 6)], await append);
    }

    [Fact(Timeout = Limit)]
    public async Task Without_any_extension_each_literal_is_agreed_upon()
    {
        var (store, connection) = await new ScriptedServer().WorkAsync("");
        var append = store.AppendAsync("Sent", [Message("one", MailFlags.None), Message("two", MailFlags.None)], None);
        await connection.ExpectAsync("APPEND \"Sent\" () {3}");
        await connection.SendAsync("+ go");
        await connection.ExpectLineAsync("one");
        await connection.SendAsync("A OK");
        await connection.ExpectAsync("APPEND \"Sent\" () {3}");
        await connection.SendAsync("+ go");
        await connection.ExpectLineAsync("two");
        await connection.SendAsync("A OK");
        Assert.Equal([null, null], await append);
    }

    [Fact(Timeout = Limit)]
    public async Task A_refusal_in_the_middle_is_reported_once_all_have_been_answered()
    {
        var (store, connection) = await new ScriptedServer().WorkAsync("LITERAL+");
        var append = store.AppendAsync("Sent", [Message("one", MailFlags.None), Message("two", MailFlags.None)], None);
        await connection.ExpectAsync("APPEND \"Sent\" () {3+}");
        await connection.ExpectLineAsync("one");
        await connection.SendAsync("A NO [OVERQUOTA] full");
        await connection.ExpectAsync("APPEND \"Sent\" () {3+}");
        await connection.ExpectLineAsync("two");
        Assert.False(append.IsCompleted);
        await connection.SendAsync("A OK");
        Assert.Equal(BackendError.QuotaExceeded, (await Assert.ThrowsAsync<BackendException>(() => append)).Error);
    }

    [Fact(Timeout = Limit)]
    public async Task One_message_over_the_limit_keeps_all_from_being_sent()
    {
        var server = new ScriptedServer();
        var (store, connection) = await server.WorkAsync("APPENDLIMIT=4 MULTIAPPEND LITERAL+");
        var fault = await Assert.ThrowsAsync<BackendException>(() => store.AppendAsync("Sent", [Message("one", MailFlags.None), Message("three", MailFlags.None)], None));
        Assert.Equal(BackendError.TooLarge, fault.Error);
        var next = store.ExpungeAsync("INBOX", 7, UidSet.Empty, None);
        await connection.SelectAsync("INBOX");
        await next;
    }

    [Theory(Timeout = Limit)]
    [InlineData("1000", true)]
    [InlineData("NIL", false)]
    [InlineData("3000000", false)]
    public async Task A_folders_own_limit_is_asked_for_before_a_long_message(string limit, bool isTooLong)
    {
        var (store, connection) = await new ScriptedServer().WorkAsync("APPENDLIMIT");
        var content = new byte[2_000_000];
        var append = store.AppendAsync("Sent", new MemoryStream(content), content.Length, MailFlags.None, null, None);
        await connection.AnswerAsync("STATUS \"Sent\" (APPENDLIMIT)", $"* STATUS Sent (APPENDLIMIT {limit})", "A OK");
        if (isTooLong)
        {
            Assert.Equal(BackendError.TooLarge, (await Assert.ThrowsAsync<BackendException>(() => append)).Error);
            return;
        }

        await connection.ExpectAsync("APPEND \"Sent\" () {2000000}");
        await connection.SendAsync("+ go");
        await connection.ReadBytesAsync(content.Length);
        await connection.ExpectLineAsync("");
        await connection.SendAsync("A OK");
        Assert.Null(await append);
    }

    [Theory(Timeout = Limit)]
    [InlineData("APPENDUID 9 77")]
    [InlineData("APPENDUID 9 77:79")]
    [InlineData("APPENDUID 9 1:4294967295")]
    [InlineData("APPENDUID nine 77:78")]
    public async Task Uids_that_do_not_fit_the_messages_are_not_believed(string code)
    {
        var (store, connection) = await new ScriptedServer().WorkAsync("UIDPLUS MULTIAPPEND LITERAL+");
        var append = store.AppendAsync("Sent", [Message("a", MailFlags.None), Message("b", MailFlags.None)], None);
        await connection.ExpectAsync("APPEND \"Sent\" () {1+}");
        await connection.ExpectLineAsync("a () {1+}");
        await connection.ExpectLineAsync("b");
        await connection.SendAsync($"A OK [{code}] done");
        Assert.Equal([null, null], await append);
    }

    [Fact(Timeout = Limit)]
    public async Task No_messages_are_no_command()
    {
        var (store, connection) = await new ScriptedServer().WorkAsync("MULTIAPPEND");
        Assert.Empty(await store.AppendAsync("Sent", [], None));
        var next = store.ExpungeAsync("INBOX", 7, UidSet.Empty, None);
        await connection.SelectAsync("INBOX");
        await next;
    }

    private static MailToAppend Message(string content, MailFlags flags, DateTimeOffset? date = null) => new(new MemoryStream(Encoding.ASCII.GetBytes(content)), content.Length, flags, date);
}
