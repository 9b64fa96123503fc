using Mapigate.EndToEnd.Tests.Gateways;
using Mapigate.EndToEnd.Tests.Proxies;
using Mapigate.EndToEnd.Tests.Servers;
using Mapigate.Mapi.Client;
using Mapigate.Mapi.Client.Stores;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;
using Mapigate.Tests;

namespace Mapigate.EndToEnd.Tests.Faults;

/// <summary>Whatever the calendar server does, the client gets the specified code, nothing is lost or doubled, and the session goes on.</summary>
[Collection(FaultyGateway.Collection)]
public sealed class DavFaultTests(FaultyGateway gateway)
{
    private static readonly Dictionary<string, (Fault Fault, ErrorCode Code)> Faults = new()
    {
        ["403"] = (new Fault.Answer("403 Forbidden"), ErrorCode.AccessDenied),
        ["412"] = (new Fault.Answer("412 Precondition Failed"), ErrorCode.ObjectModified),
        ["413"] = (new Fault.Answer("413 Content Too Large"), ErrorCode.TooComplex),
        ["429"] = (new Fault.Answer("429 Too Many Requests"), ErrorCode.NetworkError),
        ["500"] = (new Fault.Answer("500 Internal Server Error"), ErrorCode.NetworkError),
        ["503"] = (new Fault.Answer("503 Service Unavailable"), ErrorCode.NetworkError),
        ["504"] = (new Fault.Answer("504 Gateway Timeout"), ErrorCode.Timeout),
        ["507"] = (new Fault.Answer("507 Insufficient Storage"), ErrorCode.QuotaExceeded),
        ["cut"] = (new Fault.Cut(), ErrorCode.NetworkError),
        ["cut in the middle of the content"] = (new Fault.CutContent(), ErrorCode.NetworkError),
        ["garbage"] = (new Fault.Say("\0\x7F not HTTP at all\r\n\r\n", IsLast: true), ErrorCode.NetworkError),
        ["answer cut off"] = (new Fault.Say("HTTP/1.1 207 Multi-Sta", IsLast: true), ErrorCode.NetworkError),
    };

    public static TheoryData<string> Any => new(Faults.Keys);

    /// <summary>A request without content cannot be cut in its middle.</summary>
    public static TheoryData<string> WithoutContent => new(Faults.Where(f => f.Value.Fault is not Fault.CutContent).Select(f => f.Key));

    [Theory]
    [MemberData(nameof(Any))]
    [Trait("Operation", "RopSaveChangesMessage")]
    public async Task Saving_an_appointment(string name)
    {
        var (fault, code) = Faults[name];
        await using var mailbox = await OpenAsync();
        using var appointment = await NewAsync(mailbox, "Review");

        await FaultyGateway.FailsAsync(gateway.Dav, "PUT /", fault, () => appointment.SaveAsync(default), code);

        Assert.Empty(await mailbox.SubjectsAsync(SpecialFolder.Calendar));
        using var again = await NewAsync(mailbox, "Review again");
        await again.SaveAsync(default);
        Assert.Equal(["Review again"], await mailbox.SubjectsAsync(SpecialFolder.Calendar));
    }

    [Theory]
    [MemberData(nameof(WithoutContent))]
    [Trait("Operation", "RopDeleteMessages")]
    public async Task Deleting_an_appointment_leaves_it_in_one_place(string name)
    {
        var (fault, _) = Faults[name];
        await using var mailbox = await OpenAsync();
        using (var appointment = await NewAsync(mailbox, "Review"))
            await appointment.SaveAsync(default);
        var id = await mailbox.FindAsync(SpecialFolder.Calendar, "Review");
        using var calendar = await mailbox.OpenAsync(SpecialFolder.Calendar);

        gateway.Dav.Inject("DELETE /", fault);
        try
        {
            await Assert.ThrowsAsync<MapiException>(() => calendar.DeleteMessagesAsync([id], default));
        }
        finally
        {
            gateway.Dav.Heal();
        }

        Assert.Equal(["Review"], await mailbox.SubjectsAsync(SpecialFolder.Calendar));
        await calendar.DeleteMessagesAsync([await mailbox.FindAsync(SpecialFolder.Calendar, "Review")], default);
        Assert.Empty(await mailbox.SubjectsAsync(SpecialFolder.Calendar));
    }

    /// <summary>A listing that breaks off must not look like a collection from which items have gone.</summary>
    [Theory]
    [InlineData("503")]
    [InlineData("429")]
    [InlineData("403")]
    [InlineData("cut")]
    [InlineData("garbage")]
    [InlineData("truncated")]
    [InlineData("empty")]
    [Trait("Operation", "RopGetContentsTable")]
    public async Task Listing_that_fails_removes_nothing(string name)
    {
        var user = gateway.Stack.NewUser();
        using var phone = new CalendarServer(gateway.Stack, user);
        await phone.MakeCalendarAsync();
        foreach (var item in new[] { "one", "two" })
            await phone.PutAsync(item, Event(item));
        await using var mailbox = await gateway.OpenAsync(user);
        Assert.Equal(2, (await mailbox.SubjectsAsync(SpecialFolder.Calendar)).Count);
        using (var tablet = new CalendarServer(gateway.Stack, user))
            await tablet.PutAsync("three", Event("three"));

        var fault = name switch
        {
            "truncated" => new Fault.CutAnswer(300),
            "empty" => new Fault.Say("HTTP/1.1 207 Multi-Status\r\nContent-Type: application/xml\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", IsLast: true),
            _ => Faults[name].Fault,
        };
        gateway.Dav.Inject("REPORT /", fault);
        gateway.Dav.Inject("PROPFIND /", fault);
        try
        {
            var shown = await mailbox.SubjectsAsync(SpecialFolder.Calendar);
            Assert.Equal(["one", "two"], shown.Order(StringComparer.Ordinal));
        }
        catch (MapiException e)
        {
            Assert.Contains(e.Code, (ErrorCode[])[ErrorCode.NetworkError, ErrorCode.AccessDenied]);
        }
        finally
        {
            gateway.Dav.Heal();
        }

        var subjects = await Eventually.SeeAsync(() => mailbox.SubjectsAsync(SpecialFolder.Calendar), found => found.Count == 3);
        Assert.Equal(["one", "three", "two"], subjects.Order(StringComparer.Ordinal));
    }

    private async Task<Mailbox> OpenAsync()
    {
        var user = gateway.Stack.NewUser();
        using var phone = new CalendarServer(gateway.Stack, user);
        await phone.MakeCalendarAsync();
        var mailbox = await gateway.OpenAsync(user);
        Assert.Empty(await mailbox.SubjectsAsync(SpecialFolder.Calendar));
        return mailbox;
    }

    private static async Task<MapiMessage> NewAsync(Mailbox mailbox, string subject)
    {
        using var calendar = await mailbox.OpenAsync(SpecialFolder.Calendar);
        var appointment = await calendar.CreateMessageAsync(default);
        NamedProperty[] names = [PidLid.AppointmentStartWhole, PidLid.AppointmentEndWhole];
        var ids = await mailbox.Store.PropertyIdsAsync([.. names.Select(n => n.Name)], create: true, default);
        var start = new DateTime(2026, 6, 10, 10, 30, 0, DateTimeKind.Utc);
        await appointment.SetAsync(
            [
                new(PidTag.MessageClass, "IPM.Appointment"), new(PidTag.Subject, subject),
                new(new PropertyTag(ids[0], names[0].Type), FileTime.From(start)), new(new PropertyTag(ids[1], names[1].Type), FileTime.From(start.AddHours(1))),
            ],
            default);
        return appointment;
    }

    private static string Event(string uid) =>
        $"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Tests//EN\nBEGIN:VEVENT\nUID:{uid}@phone.test\nDTSTAMP:20260101T000000Z\nDTSTART:20260610T103000Z\nDTEND:20260610T111500Z\nSUMMARY:{uid}\nEND:VEVENT\nEND:VCALENDAR\n";
}
