using System.Text;
using Mapigate.Backends.Mail;
using Mapigate.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mapigate.Backends.Imap.Tests;

[Collection(Stack.Collection)]
public sealed class DovecotTests(Stack stack)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Appended_message_is_listed_summarized_and_fetched_as_it_was()
    {
        await using var store = await LogInAsync(stack.NewUser());
        var folders = await store.ListAsync(None);
        Assert.Equal(MailFolderUse.Sent, folders.Single(folder => folder.Path == "Sent").Use);
        var inbox = folders.Single(folder => folder.Path == "INBOX");
        Assert.Equal(MailFolderUse.Inbox, inbox.Use);
        Assert.Equal(0, inbox.State!.Messages);

        var content = "From: a@example.test\r\nSubject: one\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nbody\r\n"u8.ToArray();
        var date = new DateTimeOffset(2024, 2, 29, 12, 34, 56, TimeSpan.FromHours(2));
        var location = await store.AppendAsync("INBOX", new MemoryStream(content), content.Length, MailFlags.Seen, date, None);
        var changes = await store.GetChangesAsync("INBOX", null, UidSet.Empty, None);
        Assert.True(changes.IsReset);
        Assert.Equal(new MailLocation(changes.State.UidValidity, changes.Flags.Single().Uid), location);
        Assert.Equal(await store.GetStateAsync("INBOX", None), changes.State);

        var summaries = await store.FetchSummariesAsync("INBOX", location!.Value.UidValidity, UidSet.Of(location.Value.Uid), None).ToListAsync();
        var summary = Assert.Single(summaries);
        Assert.Equal(MailFlags.Seen, summary.Flags);
        Assert.Equal(date, summary.InternalDate);
        Assert.Equal(content.Length, summary.Size);
        Assert.Equal("text/plain", summary.Structure!.MediaType);
        Assert.Equal("From: a@example.test\r\nSubject: one\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n", Encoding.ASCII.GetString(summary.Header.Span));

        using var fetched = new MemoryStream();
        await store.FetchMessageAsync("INBOX", location.Value.UidValidity, location.Value.Uid, fetched, None);
        Assert.Equal(content, fetched.ToArray());
    }

    private async Task<IMailStore> LogInAsync(StackUser user)
    {
        var options = new ImapOptions { Host = "127.0.0.1", Port = stack.Imaps, CertificateAuthority = stack.CertificateAuthority };
        return await new ImapMailBackend(options, TimeProvider.System, NullLogger<ImapMailBackend>.Instance).LogInAsync(new BackendCredentials(user.Address, user.Password), None);
    }
}
