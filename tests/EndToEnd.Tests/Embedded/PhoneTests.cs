using System.Net;
using Mapigate.EndToEnd.Tests.Gateways;
using Mapigate.Mapi.Client.Stores;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.EndToEnd.Tests.Embedded;

/// <summary>One calendar and one address book, seen by Outlook and by a phone.</summary>
[Collection(EmbeddedGateway.Collection)]
public sealed class PhoneTests(EmbeddedGateway gateway)
{
    [Fact]
    public async Task Appointment_that_a_phone_puts_changes_and_deletes_follows_in_MAPI()
    {
        var user = gateway.NewUser();
        using var phone = new DavAccount(gateway, user);
        await using var mailbox = await gateway.OpenAsync(user);
        Assert.Empty(await mailbox.SubjectsAsync(SpecialFolder.Calendar));

        var first = await phone.PutAsync("calendar/lunch.ics", Event("Lunch"));
        Assert.Equal(["Lunch"], await mailbox.SubjectsAsync(SpecialFolder.Calendar));
        var id = await mailbox.FindAsync(SpecialFolder.Calendar, "Lunch");

        await phone.PutAsync("calendar/lunch.ics", Event("Dinner"), first);
        Assert.Equal(id, await mailbox.FindAsync(SpecialFolder.Calendar, "Dinner"));
        Assert.Equal(HttpStatusCode.PreconditionFailed, await phone.StatusAsync("PUT", "calendar/lunch.ics", Event("Breakfast"), first));

        Assert.Equal(HttpStatusCode.NoContent, await phone.StatusAsync("DELETE", "calendar/lunch.ics"));
        Assert.Empty(await mailbox.SubjectsAsync(SpecialFolder.Calendar));
    }

    [Fact]
    public async Task Appointment_that_Outlook_makes_and_deletes_follows_on_a_phone()
    {
        var user = gateway.NewUser();
        using var phone = new DavAccount(gateway, user);
        await using var mailbox = await gateway.OpenAsync(user);
        using (var calendar = await mailbox.OpenAsync(SpecialFolder.Calendar))
        {
            using var appointment = await calendar.CreateMessageAsync(default);
            NamedProperty[] names = [PidLid.AppointmentStartWhole, PidLid.AppointmentEndWhole];
            var ids = await mailbox.Store.PropertyIdsAsync([.. names.Select(n => n.Name)], create: true, default);
            var start = new DateTime(2026, 6, 10, 10, 30, 0, DateTimeKind.Utc);
            await appointment.SetAsync(
                [
                    new(PidTag.MessageClass, "IPM.Appointment"), new(PidTag.Subject, "Review"),
                    new(new PropertyTag(ids[0], names[0].Type), FileTime.From(start)), new(new PropertyTag(ids[1], names[1].Type), FileTime.From(start.AddHours(1))),
                ],
                default);
            await appointment.SaveAsync(default);
        }

        var path = Assert.Single(await phone.ListAsync("calendar"));
        var content = await phone.GetAsync(path);
        Assert.Contains("SUMMARY:Review\r\n", content, StringComparison.Ordinal);

        using (var stored = await mailbox.OpenAsync(SpecialFolder.Calendar, "Review"))
        {
            await stored.SetAsync([new(PidTag.Subject, "Long review")], default);
            await stored.SaveAsync(default);
        }

        Assert.Equal(path, Assert.Single(await phone.ListAsync("calendar")));
        Assert.Contains("SUMMARY:Long review\r\n", await phone.GetAsync(path), StringComparison.Ordinal);

        using (var calendar = await mailbox.OpenAsync(SpecialFolder.Calendar))
            await calendar.DeleteMessagesAsync([await mailbox.FindAsync(SpecialFolder.Calendar, "Long review")], default);
        Assert.Empty(await phone.ListAsync("calendar"));
    }

    [Fact]
    public async Task Contact_that_a_phone_puts_and_deletes_follows_in_MAPI()
    {
        var user = gateway.NewUser();
        using var phone = new DavAccount(gateway, user);
        await using var mailbox = await gateway.OpenAsync(user);
        await phone.PutAsync("contacts/carol.vcf", "BEGIN:VCARD\nVERSION:3.0\nUID:carol@phone.test\nFN:Carol Carpenter\nN:Carpenter;Carol;;;\nEMAIL:carol@example.test\nEND:VCARD\n");
        var row = Assert.Single(await mailbox.RowsAsync(SpecialFolder.Contacts, PidTag.MessageClass, PidTag.DisplayName));
        Assert.Equal(("IPM.Contact", "Carol Carpenter"), (row.Get<string>(PidTag.MessageClass), row.Get<string>(PidTag.DisplayName)));

        Assert.Equal(HttpStatusCode.NoContent, await phone.StatusAsync("DELETE", "contacts/carol.vcf"));
        Assert.Empty(await mailbox.RowsAsync(SpecialFolder.Contacts, PidTag.Mid));
    }

    private static string Event(string summary) =>
        $"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Tests//EN\nBEGIN:VEVENT\nUID:lunch@phone.test\nDTSTAMP:20260101T000000Z\nDTSTART:20260610T103000Z\nDTEND:20260610T111500Z\nSUMMARY:{summary}\nEND:VEVENT\nEND:VCALENDAR\n";
}
