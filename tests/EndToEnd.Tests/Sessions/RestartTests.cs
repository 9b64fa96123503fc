using Mapigate.EndToEnd.Tests.Gateways;
using Mapigate.EndToEnd.Tests.Mail;
using Mapigate.EndToEnd.Tests.Servers;
using Mapigate.Mapi.Client.Stores;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcFold;
using Mapigate.Mapi.Wire.OxProps;
using Mapigate.Tests;

namespace Mapigate.EndToEnd.Tests.Sessions;

/// <summary>What a client has seen before the gateway stops is the same when it runs again.</summary>
[Collection(Stack.Collection)]
public sealed class RestartTests(Stack stack)
{
    private const string Appointment = """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Tests//EN
        BEGIN:VEVENT
        UID:one
        DTSTAMP:20260101T000000Z
        DTSTART:20260610T100000Z
        DTEND:20260610T110000Z
        SUMMARY:Event
        END:VEVENT
        END:VCALENDAR

        """;

    private static readonly PropertyName[] Colour = [PropertyName.String(new Guid("0e2b0ba4-3d34-4b57-9a3a-51b2dbf6a5a1"), "Colour")];

    [Fact]
    public async Task Ids_properties_and_associated_messages_are_the_same_after_a_restart()
    {
        await using var gateway = await OwnGateway.StartAsync(stack);
        var user = stack.NewUser();
        using (var server = new CalendarServer(stack, user))
        {
            await server.MakeCalendarAsync();
            await server.PutAsync("one", Appointment);
        }

        await Delivery.DeliverAsync(stack, user, Letter.Plain("Letter"));
        Seen before;
        await using (var mailbox = await gateway.OpenAsync(user))
        {
            var colour = new PropertyTag((await mailbox.Store.PropertyIdsAsync(Colour, create: true, default))[0], PropertyType.String);
            using (var message = await mailbox.OpenAsync(SpecialFolder.Inbox, "Letter"))
            {
                await message.SetAsync([new(colour, "blue"), new(PidTag.FlagStatus, 2)], default);
                await message.SaveAsync(default);
            }

            using (var draft = await Composition.NewAsync(mailbox, SpecialFolder.Drafts, "Draft", "Text"))
                await draft.SaveAsync(default);
            using (var inbox = await mailbox.OpenAsync(SpecialFolder.Inbox))
            using (var hidden = await inbox.CreateMessageAsync(default, associated: true))
            {
                await hidden.SetAsync([new(PidTag.MessageClass, "IPM.Configuration.Test")], default);
                await hidden.SaveAsync(default);
            }

            before = await LookAsync(mailbox, colour);
        }

        Assert.Equal(0, await gateway.RestartAsync());

        await using var again = await gateway.OpenAsync(user);
        var id = Assert.Single(await again.Store.PropertyIdsAsync(Colour, create: false, default));
        var after = await LookAsync(again, new PropertyTag(id, PropertyType.String));
        Assert.Equal("blue", before.Colour);
        Assert.Equal(before.Colour, after.Colour);
        Assert.Equal(2, after.Flag);
        Assert.Equal(before.Replica, after.Replica);
        Assert.Equal(before.Folders, after.Folders);
        Assert.Equal(before.Messages, after.Messages);
    }

    [Fact]
    public async Task Change_made_while_the_gateway_was_down_shows_afterwards()
    {
        await using var gateway = await OwnGateway.StartAsync(stack);
        var user = stack.NewUser();
        await Delivery.DeliverAsync(stack, user, Letter.Plain("Old"));
        MessageId old;
        await using (var mailbox = await gateway.OpenAsync(user))
            old = await mailbox.FindAsync(SpecialFolder.Inbox, "Old");

        Assert.Equal(0, await gateway.Process.StopAsync());
        await using var imap = await ImapConnection.LogInAsync(stack, user);
        await imap.AppendAsync("INBOX", Letter.Plain("New"));
        var uid = Assert.Single(await imap.FindAsync("INBOX", "Old"));
        await imap.CommandAsync($"UID STORE {uid} +FLAGS (\\Flagged)");
        await gateway.RestartAsync();

        await using var again = await gateway.OpenAsync(user);
        var rows = await again.RowsAsync(SpecialFolder.Inbox, PidTag.Mid, PidTag.Subject, PidTag.FlagStatus);
        Assert.Equal(2, rows.Count);
        var row = Assert.Single(rows, row => row.Get<string>(PidTag.Subject) == "Old");
        Assert.Equal(2, row.Get<int>(PidTag.FlagStatus));
        Assert.Equal(old.Value, (ulong)row.Get<long>(PidTag.Mid));
    }

    [Fact]
    public async Task Lost_state_loses_no_mail()
    {
        await using var gateway = await OwnGateway.StartAsync(stack);
        var user = stack.NewUser();
        await Delivery.DeliverAsync(stack, user, Letter.Plain("Safe"));
        await using (var mailbox = await gateway.OpenAsync(user))
            Assert.Equal(["Safe"], await mailbox.SubjectsAsync(SpecialFolder.Inbox));

        await gateway.RestartAsync(forget: true);

        await using var again = await gateway.OpenAsync(user);
        Assert.Equal(["Safe"], await again.SubjectsAsync(SpecialFolder.Inbox));
        await using var imap = await ImapConnection.LogInAsync(stack, user);
        Assert.Single(await imap.SearchAsync("INBOX"));
    }

    private static async Task<Seen> LookAsync(Mailbox mailbox, PropertyTag colour)
    {
        var special = await mailbox.Store.SpecialFoldersAsync(default);
        var folders = await mailbox.Store.HierarchyAsync(special[SpecialFolder.Subtree]!.Value, default);
        var messages = new List<string>();
        foreach (var role in new[] { SpecialFolder.Inbox, SpecialFolder.Drafts, SpecialFolder.Calendar })
        {
            using var folder = await mailbox.OpenAsync(role);
            foreach (var flags in new[] { ContentsTableFlags.None, ContentsTableFlags.Associated })
            {
                var rows = await Mailbox.RowsAsync(folder, [PidTag.Mid, PidTag.Subject, PidTag.MessageClass], flags);
                messages.AddRange(rows.Select(row => $"{role} {flags} {row.Get<long>(PidTag.Mid):X} {row.Get<string>(PidTag.Subject)} {row.Get<string>(PidTag.MessageClass)}"));
            }
        }

        Assert.Equal(4, messages.Count);
        using var letter = await mailbox.OpenAsync(SpecialFolder.Inbox, "Letter");
        var bag = await letter.GetAsync([colour, PidTag.FlagStatus], default);
        return new Seen(mailbox.Store.ReplicaGuid, [.. folders.Select(folder => $"{folder.Id} {folder.Name}")], messages, bag.Get<string>(colour), bag.Get<int>(PidTag.FlagStatus));
    }

    private sealed record Seen(Guid Replica, IReadOnlyList<string> Folders, IReadOnlyList<string> Messages, string? Colour, int Flag);
}
