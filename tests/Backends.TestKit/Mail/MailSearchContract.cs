using System.Text;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.TestKit.Mail;

/// <summary>Searching.</summary>
public abstract class MailSearchContract(IMailSite site) : MailStoreContract(site)
{
    public static TheoryData<string> Hostile => new(
        "quo\"te", "back\\slash", "{5}", "{3+}", "a) b (c", "*", "%", "two\r\nlines", "NIL", "Grüße", "日本語", "😀", new string('x', 2_000), "\"", "\\", "'", "[x]", "~{4}");

    [Fact]
    public async Task Search_finds_by_header_body_and_text()
    {
        var (validity, uids) = await FillAsync("INBOX", "apples", "pears", "apples and pears");
        var note = (await AppendAsync("INBOX", Letter.Of("note", "apples are in the body\r\n"))).Uid;

        await FindsAsync(validity, new MailQuery.Header("Subject", "APPLES"), uids[0], uids[2]);
        await FindsAsync(validity, new MailQuery.Body("Apples"), note);
        await FindsAsync(validity, new MailQuery.Text("apples"), uids[0], uids[2], note);
        await FindsAsync(validity, new MailQuery.Header("From", "ada@"), [.. uids, note]);
        await FindsAsync(validity, new MailQuery.Header("Message-ID", "<pears@example.test>"), uids[1]);
        await FindsAsync(validity, new MailQuery.Header("X-Other", ""), [.. uids, note]);
        await FindsAsync(validity, new MailQuery.Header("X-Absent", ""));
        await FindsAsync(validity, new MailQuery.Body("nowhere"));
    }

    [Fact]
    public async Task Search_combines_queries()
    {
        var (validity, uids) = await FillAsync("INBOX", "apples", "pears", "apples and pears", "plums");
        MailQuery apples = new MailQuery.Header("Subject", "apples"), pears = new MailQuery.Header("Subject", "pears"), plums = new MailQuery.Header("Subject", "plums");

        await FindsAsync(validity, new MailQuery.All([apples, pears]), uids[2]);
        await FindsAsync(validity, new MailQuery.Any([apples, plums]), uids[0], uids[2], uids[3]);
        await FindsAsync(validity, new MailQuery.Any([apples, pears, plums]), uids);
        await FindsAsync(validity, new MailQuery.Not(apples), uids[1], uids[3]);
        await FindsAsync(validity, new MailQuery.All([new MailQuery.Not(new MailQuery.Any([plums, new MailQuery.All([apples, pears])])), new MailQuery.Text("example")]), uids[0], uids[1]);
        await FindsAsync(validity, new MailQuery.Not(new MailQuery.Not(plums)), uids[3]);
        await FindsAsync(validity, new MailQuery.All([]), uids);
        await FindsAsync(validity, new MailQuery.Any([]));
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Search_for_any_text_is_answered(string text)
    {
        var location = await AppendAsync("INBOX", Letter.Of("hostile", $"before {text.ReplaceLineEndings(" ")} after\r\n"));
        await FillAsync("INBOX", "plain");
        var found = await Store.SearchAsync("INBOX", location.UidValidity, new MailQuery.Body(text), Token);
        // A text of two lines, or of nothing but signs, is the server's to understand; the others are found.
        if (text.All(c => char.IsLetterOrDigit(c) || c > '\x7F'))
            Assert.Equal(UidSet.Of(location.Uid), found);
        await Store.SearchAsync("INBOX", location.UidValidity, new MailQuery.Header("Subject", text), Token);
        await IsHealthyAsync();
    }

    [Fact]
    public async Task Search_in_an_empty_folder_finds_nothing()
    {
        await Store.CreateFolderAsync("empty", Token);
        var validity = (await Store.GetStateAsync("empty", Token)).UidValidity;
        Assert.True((await Store.SearchAsync("empty", validity, new MailQuery.Text("x"), Token)).IsEmpty);
    }

    [Fact]
    public async Task Search_finds_what_another_client_has_just_added()
    {
        var (validity, uids) = await FillAsync("INBOX", "one");
        await FindsAsync(validity, new MailQuery.Header("Subject", "one"), uids[0]);
        var content = Encoding.UTF8.GetBytes("Subject: one more\r\n\r\n");
        await Other.AppendAsync("INBOX", new MemoryStream(content), content.Length, MailFlags.None, null, Token);
        Assert.Equal(2, (await Store.SearchAsync("INBOX", validity, new MailQuery.Header("Subject", "one"), Token)).Count);
    }

    [Fact]
    public async Task Folder_that_is_not_there_or_numbered_anew_is_refused()
    {
        var (validity, _) = await FillAsync("INBOX", "1");
        await Refusal.OfAsync(() => Store.SearchAsync("gone", validity, new MailQuery.Text("x"), Token), BackendError.NotFound);
        await Refusal.OfAsync(() => Store.SearchAsync("INBOX", validity + 1, new MailQuery.Text("x"), Token), BackendError.Conflict);
    }

    private async Task FindsAsync(uint validity, MailQuery query, params uint[] uids) =>
        Assert.Equal(UidSet.Of(uids), await Store.SearchAsync("INBOX", validity, query, Token));
}
