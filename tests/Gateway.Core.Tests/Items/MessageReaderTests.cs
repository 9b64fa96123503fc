using System.Text;
using Mapigate.Backends;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Items;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Tests.Items;

public sealed class MessageReaderTests
{
    [Fact]
    public async Task Message_is_opened_with_all_its_parts_and_read_as_it_lies_at_the_server()
    {
        await using var host = await MailboxHost.OpenAsync(h => h.Mail.Deliver("INBOX", """
            From: Bob <bob@example.test>
            To: Alice <alice@example.test>, Carol <carol@example.test>
            Cc: dan@example.test
            Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain; charset=utf-8

            Hello
            --b
            Content-Type: application/octet-stream
            Content-Disposition: attachment; filename=a.bin
            Content-Transfer-Encoding: base64

            AQIDBA==
            --b
            Content-Type: message/rfc822

            Subject: inside

            body
            --b--
            """));
        var row = (await host.RefreshAsync(SpecialFolder.Inbox)).Rows[0];
        var message = await host.OpenAsync(row);
        Assert.Same(row, message.Row);
        Assert.Equal("Gr\u00FC\u00DFe", message.Get(PidTag.Subject));
        Assert.Equal("Hello", ((string)message.Get(PidTag.Body)!).Trim());
        Assert.Equal("Alice; Carol", message.Get(PidTag.DisplayTo));
        Assert.Equal([1, 1, 2], message.Recipients.Select(r => r.Properties.Get<int>(PidTag.RecipientType)));
        Assert.Equal(new byte[] { 1, 2, 3, 4 }, message.Attachments[0].Get(PidTag.AttachDataBinary));
        Assert.True(message.Attachments[1].IsEmbeddedMessage);
        Assert.Equal("inside", message.Attachments[1].Embedded!.Get(PidTag.Subject));
        Assert.Equal(true, message.Get(PidTag.HasAttachments));
        Assert.False(message.IsChanged);
        Assert.False(row.Record.IsRead);
        Assert.All(message.Tags, tag => Assert.NotNull(message.Get(tag)));
        message.Release();
    }

    [Fact]
    public async Task Large_message_is_read_whole()
    {
        var line = new string('x', 70);
        await using var host = await MailboxHost.OpenAsync(h => h.Mail.Deliver("INBOX", MailboxHost.Message("large", body: string.Join('\n', Enumerable.Repeat(line, 60_000)))));
        var message = await host.OpenAsync((await host.RefreshAsync(SpecialFolder.Inbox)).Rows[0]);
        Assert.True(((string)message.Get(PidTag.Body)!).Length >= 60_000 * 72 - 2);
        message.Release();
    }

    [Fact]
    public async Task Message_that_arrived_since_the_last_look_can_be_opened()
    {
        await using var host = await MailboxHost.OpenAsync();
        await host.RefreshAsync(SpecialFolder.Inbox);
        var uid = host.Mail.Deliver("INBOX", MailboxHost.Message("new"));
        var inbox = host.Folder(SpecialFolder.Inbox);
        Assert.Equal("new", (await new MessageReader(host.Mailbox).OpenAsync(inbox.Id, ItemIds.Mail(inbox.Slot, uid), default)).Get(PidTag.Subject));
    }

    [Fact]
    public async Task Message_that_is_not_there_is_not_found()
    {
        await using var host = await MailboxHost.OpenAsync(h => h.Mail.Deliver("INBOX", MailboxHost.Message("one")));
        var row = (await host.RefreshAsync(SpecialFolder.Inbox)).Rows[0];
        var reader = new MessageReader(host.Mailbox);
        Assert.Equal(BackendError.NotFound, (await Assert.ThrowsAsync<BackendException>(() => reader.OpenAsync(row.Record.FolderId, 77, default))).Error);
        Assert.Equal(BackendError.NotFound, (await Assert.ThrowsAsync<BackendException>(() => reader.OpenAsync(12345, row.RowId, default))).Error);
        host.Mail.Remove("INBOX", row.Record.Uid);
        Assert.Equal(BackendError.NotFound, (await Assert.ThrowsAsync<BackendException>(() => host.OpenAsync(row))).Error);
    }

    [Theory]
    [InlineData(BackendError.Unavailable)]
    [InlineData(BackendError.Timeout)]
    public async Task Fault_of_the_server_while_reading_is_told_as_it_is(BackendError error)
    {
        await using var host = await MailboxHost.OpenAsync(h => h.Mail.Deliver("INBOX", MailboxHost.Message("one")));
        var row = (await host.RefreshAsync(SpecialFolder.Inbox)).Rows[0];
        host.Mail.Fault = (operation, _) => operation == "FETCH" ? new BackendException(error, "broke") : null;
        Assert.Equal(error, (await Assert.ThrowsAsync<BackendException>(() => host.OpenAsync(row))).Error);
    }

    [Fact]
    public async Task Cancelled_reading_ends()
    {
        await using var host = await MailboxHost.OpenAsync(h => h.Mail.Deliver("INBOX", MailboxHost.Message("one")));
        var row = (await host.RefreshAsync(SpecialFolder.Inbox)).Rows[0];
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new MessageReader(host.Mailbox).OpenAsync(row.Record.FolderId, row.RowId, new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task Any_bytes_can_be_opened()
    {
        await using var host = await MailboxHost.OpenAsync(h =>
        {
            foreach (var text in (string[])["", "\n\n", "Content-Type: multipart/mixed; boundary=b\n\n--b\n--b\n--b--", "Subject: \0\nContent-Type: text/html; charset=nonsense\n\n<b", new string('x', 5000)])
                h.Mail.Deliver("INBOX", text);
        });
        foreach (var row in (await host.RefreshAsync(SpecialFolder.Inbox)).Rows)
        {
            var message = await host.OpenAsync(row);
            Assert.All(message.Tags, tag => Assert.NotNull(message.Get(tag)));
            message.Release();
        }
    }

    [Fact]
    public async Task Appointment_is_opened_from_its_object()
    {
        await using var host = await MailboxHost.OpenAsync(h =>
        {
            h.Items.AddCollection("/a/", "Calendar");
            h.Items.Set("/a/1.ics", MailboxHost.Event("1", "Meeting"));
        });
        var row = (await host.RefreshAsync(SpecialFolder.Calendar)).Rows[0];
        Assert.Equal("Meeting", (await host.OpenAsync(row)).Get(PidTag.Subject));
        host.Items.Remove("/a/1.ics");
        Assert.Equal(BackendError.NotFound, (await Assert.ThrowsAsync<BackendException>(() => host.OpenAsync(row))).Error);
    }

    [Fact]
    public async Task Streams_of_values_read_as_the_values_are()
    {
        await using var host = await MailboxHost.OpenAsync(h => h.Mail.Deliver("INBOX", MailboxHost.Message("subj", body: "Gr\u00FC\u00DFe")));
        var message = await host.OpenAsync((await host.RefreshAsync(SpecialFolder.Inbox)).Rows[0]);
        using var body = message.OpenValue(PidTag.Body)!;
        using var reader = new StreamReader(body, Encoding.Unicode);
        Assert.Equal("Gr\u00FC\u00DFe", (await reader.ReadToEndAsync()).Trim());
        Assert.Null(message.OpenValue(PidTag.RtfCompressed));
        using var written = new SpooledStream();
        await written.WriteAsync(Encoding.Unicode.GetBytes("new\0"));
        Assert.Equal(Mapi.Wire.OxcData.ErrorCode.Success, message.SetValue(PidTag.Body, written));
        Assert.Equal("new", message.Get(PidTag.Body));
    }
}
