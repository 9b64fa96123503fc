using System.Text;
using Mapigate.Backends;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Items;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Tests.Items;

public sealed class AppointmentAttachmentTests
{
    private const string Calendar = "/a/";
    private const string Place = "/a/1.ics";
    private const string Link = "ATTACH;FMTTYPE=text/html:https://example.test/agenda";

    [Fact]
    public async Task Attachments_of_a_new_appointment_are_stored_inside_it()
    {
        await using var host = await OpenAsync();
        var message = host.Compose(SpecialFolder.Calendar, "Planning").Attach("Agenda; \u00E4.txt", "one").Attach("b.bin", "two");
        message.Set(PidTag.MessageClass, "IPM.Appointment");
        message.Attachments[0].Set(PidTag.AttachMimeTag, "text/plain");
        var row = await host.SaveAsync(message);
        Assert.Contains("ENCODING=BASE64;VALUE=BINARY;FMTTYPE=text/plain;X-FILENAME=", Unfolded(host, Assert.Single(host.Items.Hrefs(Calendar))), StringComparison.Ordinal);
        Assert.Equal(true, row.Get(PidTag.HasAttachments));
        var open = await host.OpenAsync(row);
        Assert.Equal(["Agenda; \u00E4.txt=one", "b.bin=two"], Shown(open));
        Assert.Equal("text/plain", open.Attachments[0].Get(PidTag.AttachMimeTag));
    }

    [Fact]
    public async Task Attachments_and_links_stay_when_other_things_are_edited()
    {
        await using var host = await OpenAsync();
        host.Items.Set(Place, WithAttachments());
        var before = Attached(host);
        var message = await OpenOnlyAsync(host);
        message.Set(PidTag.Subject, "Renamed");
        await host.SaveAsync(message);
        Assert.Equal(before, Attached(host));
        Assert.Contains("SUMMARY:Renamed", host.Items.Content(Place), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Added_and_removed_attachments_leave_the_others_as_they_are_written()
    {
        await using var host = await OpenAsync();
        host.Items.Set(Place, WithAttachments());
        var before = Attached(host);
        var message = await OpenOnlyAsync(host);
        Assert.Equal(["first.txt=one", "second.txt=two"], Shown(message));
        Assert.True(message.DeleteAttachment(message.Attachments[0].Number));
        message.Attach("third.txt", "three");
        await host.SaveAsync(message);
        Assert.Equal(["second.txt=two", "third.txt=three"], Shown(await OpenOnlyAsync(host)));
        Assert.Equal([Link, .. before.Where(l => l.Contains("second", StringComparison.Ordinal))], Attached(host).Take(2));
    }

    [Fact]
    public async Task Attachment_that_is_too_large_is_refused_before_anything_is_stored()
    {
        await using var host = await OpenAsync(maxSize: 4000);
        var message = host.Compose(SpecialFolder.Calendar, "Planning").Attach("large.bin", new string('x', 4001));
        message.Set(PidTag.MessageClass, "IPM.Appointment");
        Assert.Equal(BackendError.TooLarge, (await Assert.ThrowsAsync<BackendException>(() => host.SaveAsync(message))).Error);
        message.Attachments[0].Set(PidTag.AttachDataBinary, new byte[3500]);
        Assert.Equal(BackendError.TooLarge, (await Assert.ThrowsAsync<BackendException>(() => host.SaveAsync(message))).Error);
        Assert.Empty(host.Items.Hrefs(Calendar));
        Assert.Empty(host.Mailbox.Index.Journal);
        message.Attachments[0].Set(PidTag.AttachDataBinary, new byte[100]);
        await host.SaveAsync(message);
    }

    [Fact]
    public async Task Deleted_appointment_keeps_its_attachments_once_and_comes_back_with_them()
    {
        await using var host = await OpenAsync();
        host.Items.Set(Place, WithAttachments());
        var row = Assert.Single((await host.RefreshAsync(SpecialFolder.Calendar)).Rows);
        foreach (var (from, to) in (ValueTuple<SpecialFolder, SpecialFolder>[])[(SpecialFolder.Calendar, SpecialFolder.DeletedItems), (SpecialFolder.DeletedItems, SpecialFolder.Calendar)])
        {
            Assert.True(await new MessageMover(host.Mailbox).TransferAsync(host.Folder(from).Id, [row.RowId], host.Folder(to).Id, copy: false, default));
            row = Assert.Single((await host.RefreshAsync(to)).Rows);
            Assert.Equal(["first.txt=one", "second.txt=two"], Shown(await host.OpenAsync(row)));
        }
    }

    private static string[] Shown(MessageObject message) =>
        [.. message.Attachments.Select(a => $"{a.Get(PidTag.AttachLongFilename)}={Encoding.UTF8.GetString((byte[])a.Get(PidTag.AttachDataBinary)!)}")];

    private static async Task<MessageObject> OpenOnlyAsync(MailboxHost host) => await host.OpenAsync(Assert.Single((await host.RefreshAsync(SpecialFolder.Calendar)).Rows));

    private static string[] Attached(MailboxHost host) => [.. Unfolded(host, Place).Split("\r\n").Where(line => line.StartsWith("ATTACH", StringComparison.Ordinal))];

    private static string Unfolded(MailboxHost host, string href) => host.Items.Content(href)!.Replace("\r\n ", "", StringComparison.Ordinal);

    /// <summary>As two other clients write them: with parameters of their own, and a link.</summary>
    private static string WithAttachments() => MailboxHost.Event("1", "Planning").Replace(
        "SUMMARY",
        $"ATTACH;X-SEEN=1;VALUE=BINARY;ENCODING=BASE64;FILENAME=first.txt:b25l\n{Link}\nATTACH;ENCODING=BASE64;VALUE=BINARY;X-FILENAME=second.txt;X-OTHER=2:dHdv\nSUMMARY",
        StringComparison.Ordinal);

    private static Task<MailboxHost> OpenAsync(int? maxSize = null) => MailboxHost.OpenAsync(
        h => h.Items.AddCollection(Calendar, "Calendar", isDefault: true),
        options => maxSize is { } size ? options with { MaxMessageSize = size } : options);
}
