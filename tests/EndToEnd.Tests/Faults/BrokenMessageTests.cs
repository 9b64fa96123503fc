using System.Text;
using Mapigate.EndToEnd.Tests.Gateways;
using Mapigate.EndToEnd.Tests.Servers;
using Mapigate.Mapi.Client.Stores;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.EndToEnd.Tests.Faults;

[Collection(SharedGateway.Collection)]
public sealed class BrokenMessageTests(SharedGateway gateway)
{
    private static readonly Dictionary<string, string> Broken = new(StringComparer.Ordinal)
    {
        ["no header at all"] = "\r\nOnly a text\r\n",
        ["no body"] = "Subject: no body\r\n\r\n",
        ["bytes that are no text"] = "Subject: bytes that are no text\r\nFrom: \xFF\xFE\xFD <\x80>\r\nTo: ,,;<<@>>\r\nDate: yesterday\r\n\r\n\xC3\x28\xA0\xA1\r\n",
        ["a type that is none"] = "Subject: a type that is none\r\nMIME-Version: 1.0\r\nContent-Type: ;;;/=;charset=\"\r\nContent-Transfer-Encoding: rot13\r\n\r\nText\r\n",
        ["a boundary that never comes"] = "Subject: a boundary that never comes\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"none\"\r\n\r\nText\r\n",
        ["a boundary that never ends"] = "Subject: a boundary that never ends\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: application/pdf; name=\"a.pdf\"\r\nContent-Transfer-Encoding: base64\r\n\r\nAAA=*&%\r\n",
        ["depth without end"] = "Subject: depth without end\r\nMIME-Version: 1.0\r\n" + string.Concat(Enumerable.Range(0, 200).Select(i => $"Content-Type: multipart/mixed; boundary=\"b{i}\"\r\n\r\n--b{i}\r\n")) + "\r\nBottom\r\n",
        ["headers without end"] = "Subject: headers without end\r\n" + string.Concat(Enumerable.Range(0, 3000).Select(i => $"X-Filler-{i}: {new string('x', 60)}\r\n")) + "\r\nText\r\n",
        ["a calendar that is none"] = "Subject: a calendar that is none\r\nMIME-Version: 1.0\r\nContent-Type: text/calendar; method=REQUEST\r\n\r\nBEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:never\r\n",
        ["a signed part that is none"] = "Subject: a signed part that is none\r\nMIME-Version: 1.0\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\neJ8+IgAAAAA=\r\n",
    };

    public static TheoryData<string> Kinds => [.. Broken.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    [Trait("Operation", "RopOpenMessage")]
    public async Task Broken_message_is_shown_with_what_can_be_read_and_hides_no_other(string kind)
    {
        var user = gateway.Stack.NewUser();
        await using var imap = await ImapConnection.LogInAsync(gateway.Stack, user);
        await imap.AppendAsync("INBOX", Letter.Plain("Before"));
        await imap.AppendAsync("INBOX", Encoding.Latin1.GetBytes(Broken[kind]));
        await imap.AppendAsync("INBOX", Letter.Plain("After"));
        await using var mailbox = await gateway.OpenAsync(user);

        var rows = await mailbox.RowsAsync(SpecialFolder.Inbox, PidTag.Mid, PidTag.Subject);
        Assert.Equal(3, rows.Count);
        Assert.Superset(new HashSet<string?> { "Before", "After" }, rows.Select(row => row.Get<string>(PidTag.Subject)).ToHashSet());
        if (kind != "no header at all")
            Assert.Contains(rows, row => row.Get<string>(PidTag.Subject) == kind);

        using var inbox = await mailbox.OpenAsync(SpecialFolder.Inbox);
        var odd = Assert.Single(rows, row => row.Get<string>(PidTag.Subject) is not ("Before" or "After"));
        using var message = await inbox.OpenMessageAsync(new MessageId((ulong)odd.Get<long>(PidTag.Mid)), default);
        Assert.NotEmpty(await message.GetAllAsync(default));
        await message.TextAsync(default);
        await message.RecipientsAsync(default);
        using var attachments = await message.AttachmentsAsync(default);
        await attachments.SetColumnsAsync([PidTag.AttachNumber], default);
        await attachments.QueryRowsAsync(10, default);
    }
}
