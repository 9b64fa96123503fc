using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Tests.Scripted;

public sealed class SearchTests
{
    private const int Limit = 20_000;

    private static readonly CancellationToken None = CancellationToken.None;

    public static TheoryData<MailQuery, string> Keys => new()
    {
        { new MailQuery.All([]), "ALL" },
        { new MailQuery.Any([]), "NOT ALL" },
        { new MailQuery.Header("Subject", "a \"b\" \\c"), "SUBJECT \"a \\\"b\\\" \\\\c\"" },
        { new MailQuery.Header("X-Mapigate", ""), "HEADER \"X-Mapigate\" \"\"" },
        { new MailQuery.Header("From", ""), "HEADER \"From\" \"\"" },
        { new MailQuery.Not(new MailQuery.Body("x")), "NOT BODY \"x\"" },
        { new MailQuery.All([new MailQuery.Body("x"), new MailQuery.Text("y")]), "(BODY \"x\" TEXT \"y\")" },
        { new MailQuery.All([new MailQuery.Body("x")]), "BODY \"x\"" },
        { new MailQuery.Any([new MailQuery.Body("x"), new MailQuery.Text("y"), new MailQuery.Header("To", "z")]), "OR BODY \"x\" OR TEXT \"y\" TO \"z\"" },
        { new MailQuery.Not(new MailQuery.Any([new MailQuery.Body("x"), new MailQuery.All([])])), "NOT OR BODY \"x\" ALL" },
    };

    [Theory(Timeout = Limit)]
    [MemberData(nameof(Keys))]
    public async Task Query_is_written_as_search_keys(MailQuery query, string keys)
    {
        var (store, connection) = await new ScriptedServer().WorkAsync("");
        var search = store.SearchAsync("INBOX", 7, query, None);
        await connection.SelectAsync("INBOX");
        await connection.AnswerAsync("UID SEARCH " + keys, "* SEARCH 3 1 2", "* SEARCH 9", "A OK");
        Assert.Equal("1:3,9", (await search).ToString());
    }

    [Fact(Timeout = Limit)]
    public async Task Answer_is_compact_where_the_server_can()
    {
        var (store, connection) = await new ScriptedServer().WorkAsync("ESEARCH");
        var search = store.SearchAsync("INBOX", 7, new MailQuery.Text("x"), None);
        await connection.SelectAsync("INBOX");
        await connection.AnswerAsync("UID SEARCH RETURN (ALL) TEXT \"x\"", "* ESEARCH (TAG \"A5\") UID ALL 2,10:11", "A OK");
        Assert.Equal("2,10:11", (await search).ToString());
    }

    [Fact(Timeout = Limit)]
    public async Task Nothing_found_is_an_empty_set()
    {
        var (store, connection) = await new ScriptedServer().WorkAsync("ESEARCH");
        var search = store.SearchAsync("INBOX", 7, new MailQuery.Text("x"), None);
        await connection.SelectAsync("INBOX");
        await connection.AnswerAsync("UID SEARCH RETURN (ALL) TEXT \"x\"", "* ESEARCH (TAG \"A5\") UID", "A OK");
        Assert.True((await search).IsEmpty);
    }

    [Fact(Timeout = Limit)]
    public async Task Text_beyond_ascii_travels_as_utf8_in_a_literal()
    {
        var (store, connection) = await new ScriptedServer().WorkAsync("LITERAL+");
        var search = store.SearchAsync("INBOX", 7, new MailQuery.All([new MailQuery.Text("ä"), new MailQuery.Body("b")]), None);
        await connection.SelectAsync("INBOX");
        await connection.ExpectAsync("UID SEARCH CHARSET UTF-8 (TEXT {2+}");
        await connection.ExpectLineAsync("ä BODY \"b\")");
        await connection.SendAsync("* SEARCH", "A OK");
        Assert.True((await search).IsEmpty);
    }

    [Fact(Timeout = Limit)]
    public async Task Text_beyond_ascii_is_quoted_and_names_no_charset_once_utf8_is_enabled()
    {
        var server = new ScriptedServer();
        var (store, connection) = await server.WorkAsync("ENABLE UTF8=ACCEPT");
        var search = store.SearchAsync("Entwürfe", 7, new MailQuery.Text("ä"), None);
        await connection.SelectAsync("Entwürfe");
        await connection.AnswerAsync("UID SEARCH TEXT \"ä\"", "* SEARCH 4", "A OK");
        Assert.Equal("4", (await search).ToString());
    }

    [Fact(Timeout = Limit)]
    public async Task Charset_that_the_server_does_not_know_is_not_supported()
    {
        var (store, connection) = await new ScriptedServer().WorkAsync("LITERAL+");
        var search = store.SearchAsync("INBOX", 7, new MailQuery.Text("ä"), None);
        await connection.SelectAsync("INBOX");
        await connection.ExpectAsync("UID SEARCH CHARSET UTF-8 TEXT {2+}");
        await connection.ExpectLineAsync("ä");
        await connection.SendAsync("A NO [BADCHARSET (US-ASCII)] no");
        Assert.Equal(BackendError.NotSupported, (await Assert.ThrowsAsync<BackendException>(() => search)).Error);
    }

    [Fact(Timeout = Limit)]
    public async Task Query_that_is_nested_too_deeply_is_refused_and_the_connection_lives()
    {
        var (store, connection) = await new ScriptedServer().WorkAsync("");
        MailQuery query = new MailQuery.Text("x");
        for (var i = 0; i < 1_000; i++)
        {
            query = new MailQuery.Not(query);
        }

        var search = store.SearchAsync("INBOX", 7, query, None);
        await connection.SelectAsync("INBOX");
        Assert.Equal(BackendError.NotSupported, (await Assert.ThrowsAsync<BackendException>(() => search)).Error);
        var next = store.SearchAsync("INBOX", 7, new MailQuery.All([]), None);
        await connection.AnswerAsync("UID SEARCH ALL", "* SEARCH 1", "A OK");
        Assert.Equal("1", (await next).ToString());
    }
}
