using Mapigate.EndToEnd.Tests.Gateways;
using Mapigate.EndToEnd.Tests.Mail;
using Mapigate.EndToEnd.Tests.Servers;
using Mapigate.Mapi.Client.Stores;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;
using Mapigate.Tests;

namespace Mapigate.EndToEnd.Tests.Kills;

/// <summary>The steps that a history is made of.</summary>
internal sealed class Steps(Mailbox mailbox, StackUser user)
{
    private static readonly DateTime Start = new(2026, 6, 10, 10, 0, 0, DateTimeKind.Utc);

    public Step MakeDraft(string item) => Make(item, "save a draft", SpecialFolder.Drafts, async () =>
    {
        using var draft = await Composition.NewAsync(mailbox, SpecialFolder.Drafts, Subject(item, 1), "Text", Composition.To(user.Address));
        await draft.SaveAsync(default);
    });

    /// <summary>A letter to the user himself, ready to be sent.</summary>
    public Step MakeLetter(string item) => Make(item, "save in Outbox", SpecialFolder.Outbox, async () =>
    {
        using var letter = await Composition.NewAsync(mailbox, SpecialFolder.Outbox, Subject(item, 1), "Text", Composition.To(user.Address));
        await letter.SaveAsync(default);
    });

    public Step MakeAppointment(string item) => Make(item, "save an appointment", SpecialFolder.Calendar, async () =>
    {
        using var calendar = await mailbox.OpenAsync(SpecialFolder.Calendar);
        using var appointment = await calendar.CreateMessageAsync(default);
        NamedProperty[] names = [PidLid.AppointmentStartWhole, PidLid.AppointmentEndWhole];
        var ids = await mailbox.Store.PropertyIdsAsync([.. names.Select(name => name.Name)], create: true, default);
        await appointment.SetAsync(
            [
                new(PidTag.MessageClass, "IPM.Appointment"), new(PidTag.Subject, Subject(item, 1)),
                new(new PropertyTag(ids[0], PropertyType.Time), FileTime.From(Start)), new(new PropertyTag(ids[1], PropertyType.Time), FileTime.From(Start.AddHours(1))),
            ],
            default);
        await appointment.SaveAsync(default);
    });

    /// <summary>Sends a letter from Outbox: afterwards it lies in Sent Items and arrives, or its outcome is unknown and it stays where it is, as it may have arrived.</summary>
    public Step Submit(string item, Placement before, Occurrence letter)
    {
        var arrived = new Occurrence(SpecialFolder.Inbox, letter.Version);
        return new Step("submit", item, before, new Placement(arrived, new Occurrence(SpecialFolder.SentItems, letter.Version)), [before.With(arrived)], async () =>
        {
            using var message = await mailbox.OpenAsync(SpecialFolder.Outbox, Subject(item, letter.Version));
            await message.SubmitAsync(default);
        });
    }

    public Step Edit(string item, Placement before, Occurrence occurrence)
    {
        var edited = occurrence with { Version = occurrence.Version + 1 };
        return new Step($"edit in {occurrence.Folder}", item, before, before.Without(occurrence).With(edited), [], async () =>
        {
            using var message = await mailbox.OpenAsync(occurrence.Folder, Subject(item, occurrence.Version));
            await message.SetAsync([new(PidTag.Subject, Subject(item, edited.Version))], default);
            await message.SaveAsync(default);
        });
    }

    public Step Delete(string item, Placement before, Occurrence occurrence) => new($"delete from {occurrence.Folder}", item, before, before.Without(occurrence), [], async () =>
    {
        using var folder = await mailbox.OpenAsync(occurrence.Folder);
        await folder.DeleteMessagesAsync([await FindAsync(occurrence, item)], default);
    });

    public Step Move(string item, Placement before, Occurrence occurrence, SpecialFolder target) =>
        new($"move from {occurrence.Folder} to {target}", item, before, before.Without(occurrence).With(occurrence with { Folder = target }), [], async () =>
        {
            using var from = await mailbox.OpenAsync(occurrence.Folder);
            using var to = await mailbox.OpenAsync(target);
            await from.MoveCopyMessagesAsync([await FindAsync(occurrence, item)], to, copy: false, default);
        });

    /// <summary>The message; one of them where a folder holds two alike. What was sent may still be on its way to the Inbox.</summary>
    private async Task<MessageId> FindAsync(Occurrence occurrence, string item)
    {
        var found = await Eventually.SeeAsync(
            async () => (await mailbox.RowsAsync(occurrence.Folder, PidTag.Mid, PidTag.Subject)).Find(row => row.Get<string>(PidTag.Subject) == Subject(item, occurrence.Version)),
            row => row is not null,
            explain: _ => $"no {item} in {occurrence.Folder}");
        return new MessageId((ulong)found!.Get<long>(PidTag.Mid));
    }

    private static Step Make(string item, string name, SpecialFolder folder, Func<Task> run) =>
        new(name, item, Placement.Nowhere, new Placement(new Occurrence(folder, 1)), [], run);

    private static string Subject(string item, int version) => $"{item} v{version}";
}
