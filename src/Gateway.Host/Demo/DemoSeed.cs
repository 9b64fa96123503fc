using System.Globalization;
using System.Text;
using Mapigate.Backends;
using Mapigate.Backends.Items;
using Mapigate.Backends.Mail;
using Mapigate.Formats.Mime;
using Mapigate.Gateway.Core.Mailboxes;

namespace Mapigate.Gateway.Host.Demo;

/// <summary>Puts a few items where they would come from in life: letters and a weekly meeting. A mailbox that has mail already is left alone.</summary>
internal sealed class DemoSeed(MailboxBackends backends, TimeProvider time)
{
    private const string Inbox = "INBOX";

    /// <summary>The attachment of the first letter.</summary>
    public const string Minutes = "Minutes.csv";

    /// <summary>Its content.</summary>
    public static ReadOnlyMemory<byte> MinutesContent { get; } = Encoding.UTF8.GetBytes("topic;who;until\r\nOffer for Zürich;Bob;Friday\r\nNew print shop;Carol;next week\r\n");

    public async Task PlantAsync(DemoUser alice, DemoUser bob, CancellationToken cancellationToken)
    {
        await using var mail = await backends.Mail.LogInAsync(new BackendCredentials(alice.Address, alice.Password), cancellationToken);
        if ((await mail.GetStateAsync(Inbox, cancellationToken)).Messages == 0)
        {
            await AppendAsync(mail, "Carol Carpenter", "carol@example.test", alice, "Lunch on Thursday?", "Dear Alice,\r\n\r\nthe new place by the river opens this week. Thursday at noon?\r\n\r\nCarol\r\n", [], TimeSpan.FromDays(2), cancellationToken);
            var minutes = MimePart.Binary("text/csv", MinutesContent) with { FileName = Minutes, Disposition = "attachment" };
            await AppendAsync(mail, bob.Name, bob.Address, alice, "Minutes of our meeting", "Dear Alice,\r\n\r\nthe minutes are attached. Please look at the line about Zürich.\r\n\r\nBob\r\n", [minutes], TimeSpan.FromHours(3), cancellationToken);
        }

        await PlantMeetingAsync(alice, cancellationToken);
    }

    private async Task AppendAsync(
        IMailStore mail, string name, string from, DemoUser to, string subject, string text, IReadOnlyList<MimePart> attachments, TimeSpan age, CancellationToken cancellationToken)
    {
        var date = time.GetUtcNow() - age;
        var headers = new HeaderBuilder()
            .AddAddress("From", new MailboxAddress(name, from))
            .AddAddress("To", new MailboxAddress(to.Name, to.Address))
            .AddText("Subject", subject)
            .AddDate("Date", date)
            .AddMessageIds("Message-ID", [$"<{Guid.NewGuid():N}@example.test>"]);
        using var content = new MemoryStream();
        await MimeWriter.WriteAsync(headers, new ComposedContent { PlainText = text, Attachments = attachments }.ToPart(), content, cancellationToken: cancellationToken);
        content.Position = 0;
        await mail.AppendAsync(Inbox, content, content.Length, MailFlags.None, date, cancellationToken);
    }

    private async Task PlantMeetingAsync(DemoUser user, CancellationToken cancellationToken)
    {
        await using var items = await backends.Items!.LogInAsync(new BackendCredentials(user.Address, user.Password), cancellationToken);
        var calendar = (await items.ListAsync(cancellationToken)).FirstOrDefault(c => (c.Kinds & ItemKinds.Events) != 0)
            ?? throw new DemoException($"{user.Name} has no calendar");
        var monday = time.GetUtcNow().Date;
        monday = monday.AddDays(((int)DayOfWeek.Monday - (int)monday.DayOfWeek + 7) % 7);
        var day = monday.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var meeting = string.Join(
            "\r\n",
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Mapigate//demo//EN",
            "BEGIN:VEVENT",
            "UID:weekly-round@demo.mapigate",
            $"DTSTAMP:{day}T000000Z",
            $"DTSTART;TZID=Europe/Berlin:{day}T093000",
            $"DTEND;TZID=Europe/Berlin:{day}T100000",
            "RRULE:FREQ=WEEKLY;BYDAY=MO,TH",
            "SUMMARY:Weekly round",
            "LOCATION:Room 4",
            "END:VEVENT",
            "END:VCALENDAR",
            "");
        try
        {
            await items.PutAsync($"{calendar.Href}weekly-round.ics", Encoding.UTF8.GetBytes(meeting), "text/calendar; charset=utf-8", etag: null, cancellationToken);
        }
        catch (BackendException there) when (there.Error is BackendError.Conflict or BackendError.AlreadyExists)
        {
            // Planted when the demo ran before.
        }
    }
}
