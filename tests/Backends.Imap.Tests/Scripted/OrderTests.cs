using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Tests.Scripted;

public sealed class OrderTests
{
    private const int Limit = 20_000;
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly MailQuery All = new MailQuery.All([]);

    [Fact(Timeout = Limit)]
    public async Task Messages_come_in_the_order_of_the_keys()
    {
        var (store, connection) = await new ScriptedServer().WorkAsync("SORT SORT=DISPLAY");
        var sort = store.SortAsync("INBOX", 7, [new(MailSortField.Date, Descending: true), new(MailSortField.DisplayFrom)], All, None);
        await connection.SelectAsync("INBOX");
        await connection.AnswerAsync("UID SORT (REVERSE DATE DISPLAYFROM) UTF-8 ALL", "* SORT 5 3 4 1 2", "A OK");
        Assert.Equal([5u, 3u, 4u, 1u, 2u], await sort);
    }

    [Theory(Timeout = Limit)]
    [InlineData("", MailSortField.Date)]
    [InlineData("SORT", MailSortField.DisplayTo)]
    public async Task Order_that_the_server_lacks_is_not_supported(string capabilities, MailSortField field)
    {
        var (store, connection) = await new ScriptedServer().WorkAsync(capabilities);
        var sort = store.SortAsync("INBOX", 7, [new(field)], All, None);
        await connection.SelectAsync("INBOX");
        Assert.Equal(BackendError.NotSupported, (await Assert.ThrowsAsync<BackendException>(() => sort)).Error);
    }

    // The first and the second are the examples of RFC 5256 4.
    [Theory(Timeout = Limit)]
    [InlineData("(2)(3 6 (4 23)(44 7 96))", "2 | 3 6<3 4<6 23<4 44<6 7<44 96<7")]
    [InlineData("((3)(5))", "3 5")]
    [InlineData("", "")]
    [InlineData("(1 2", "")]
    [InlineData("(1)(x)", "1")]
    public async Task Conversations_are_told_by_who_answers_whom(string answer, string expected)
    {
        var (store, connection) = await new ScriptedServer().WorkAsync("THREAD=ORDEREDSUBJECT THREAD=REFERENCES");
        var thread = store.ThreadAsync("INBOX", 7, All, None);
        await connection.SelectAsync("INBOX");
        await connection.AnswerAsync("UID THREAD REFERENCES UTF-8 ALL", "* THREAD " + answer, "A OK");
        var threads = (await thread).Select(one => string.Join(' ', one.Members.Select(member => member.Parent is { } parent ? $"{member.Uid}<{parent}" : $"{member.Uid}")));
        Assert.Equal(expected, string.Join(" | ", threads));
    }

    [Fact(Timeout = Limit)]
    public async Task Branches_without_end_are_left_out_and_the_connection_lives()
    {
        var (store, connection) = await new ScriptedServer().WorkAsync("THREAD=ORDEREDSUBJECT");
        var thread = store.ThreadAsync("INBOX", 7, All, None);
        await connection.SelectAsync("INBOX");
        await connection.AnswerAsync("UID THREAD ORDEREDSUBJECT UTF-8 ALL", "* THREAD " + new string('(', 1_000_000), "A OK");
        Assert.Empty(await thread);
        var next = store.ExpungeAsync("INBOX", 7, UidSet.Empty, None);
        await next;
    }

    [Fact(Timeout = Limit)]
    public async Task Annotation_is_read_as_literal_or_string_and_nil_is_none()
    {
        var (store, connection) = await new ScriptedServer().LogInAsync("METADATA");
        foreach (var (value, expected) in new[] { ("{5}\r\nGr\u00fcn", "Gr\u00fcn"), ("\"a\"", "a"), ("NIL", null), ("\"NIL\"", "NIL") })
        {
            var get = store.GetMetadataAsync("INBOX", "/private/comment", None);
            await connection.AnswerAsync("GETMETADATA \"INBOX\" \"/private/comment\"", "* METADATA INBOX /private/other", $"* METADATA INBOX (/private/Comment {value})", "A OK");
            Assert.Equal(expected, await get);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task Annotation_is_set_and_removed()
    {
        var (store, connection) = await new ScriptedServer().LogInAsync("METADATA LITERAL+");
        var set = store.SetMetadataAsync("", "/private/vendor/x", "one\r\ntwo", None);
        await connection.ExpectAsync("SETMETADATA \"\" (\"/private/vendor/x\" {8+}");
        await connection.ExpectLineAsync("one");
        await connection.ExpectLineAsync("two)");
        await connection.SendAsync("A OK");
        await set;
        var removed = store.SetMetadataAsync("INBOX", "/private/comment", null, None);
        await connection.AnswerAsync("SETMETADATA \"INBOX\" (\"/private/comment\" NIL)", "A OK");
        await removed;
    }

    [Theory(Timeout = Limit)]
    [InlineData("METADATA MAXSIZE 1024", BackendError.TooLarge)]
    [InlineData("METADATA TOOMANY", BackendError.QuotaExceeded)]
    [InlineData("METADATA NOPRIVATE", BackendError.NotSupported)]
    public async Task Refused_annotation_says_why(string code, BackendError error)
    {
        var (store, connection) = await new ScriptedServer().LogInAsync("METADATA");
        var set = store.SetMetadataAsync("INBOX", "/private/comment", "x", None);
        await connection.AnswerAsync("SETMETADATA \"INBOX\" (\"/private/comment\" \"x\")", $"A NO [{code}] no");
        Assert.Equal(error, (await Assert.ThrowsAsync<BackendException>(() => set)).Error);
    }

    [Fact(Timeout = Limit)]
    public async Task Server_without_annotations_is_not_asked_and_wrong_names_are_not_sent()
    {
        var (without, _) = await new ScriptedServer().LogInAsync("METADATA-SERVER");
        Assert.Equal(BackendError.NotSupported, (await Assert.ThrowsAsync<BackendException>(() => without.GetMetadataAsync("INBOX", "/private/comment", None))).Error);
        var (store, _) = await new ScriptedServer().LogInAsync("METADATA");
        foreach (var entry in new[] { "comment", "/private/a*", "/private/a\r\nb", "/private/" })
        {
            await Assert.ThrowsAsync<ArgumentException>(() => store.GetMetadataAsync("INBOX", entry, None));
        }
    }

    [Theory(Timeout = Limit)]
    [InlineData("OBJECTID", "EMAILID", "EMAILID (M6d99ac3275bb4e)", "M6d99ac3275bb4e")]
    [InlineData("OBJECTID", "EMAILID", "EMAILID NIL", null)]
    [InlineData("OBJECTID X-GM-EXT-1", "EMAILID", "", null)]
    [InlineData("X-GM-EXT-1", "X-GM-MSGID", "X-GM-MSGID 1278455344230334865", "1278455344230334865")]
    public async Task Content_is_named_where_the_server_can(string capabilities, string item, string response, string? id)
    {
        var (store, connection) = await new ScriptedServer().WorkAsync(capabilities);
        var summaries = store.FetchSummariesAsync("INBOX", 7, UidSet.Of(1), None).FirstAsync().AsTask();
        await connection.SelectAsync("INBOX");
        await connection.ExpectInitialAsync($"UID FETCH 1 (UID FLAGS INTERNALDATE RFC822.SIZE {item} BODYSTRUCTURE ");
        await connection.SendAsync($"* 1 FETCH (UID 1 {response} BODY[HEADER.FIELDS (From)] {{2}}", "", ")", "A OK");
        Assert.Equal(id, (await summaries).ObjectId);
    }
}
