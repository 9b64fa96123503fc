using Mapigate.EndToEnd.Tests.Gateways;
using Mapigate.EndToEnd.Tests.Mail;
using Mapigate.EndToEnd.Tests.Servers;
using Mapigate.Mapi.Client.Stores;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcFold;
using Mapigate.Mapi.Wire.OxProps;
using Mapigate.Tests;

namespace Mapigate.EndToEnd.Tests.Identity;

/// <summary>The gateway's state is deleted, and Outlook finds everything as it was.</summary>
[Collection(Stack.Collection)]
public sealed class LostStateTests(Stack stack)
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

    private static readonly SpecialFolder[] Roles = [SpecialFolder.Inbox, SpecialFolder.Drafts, SpecialFolder.SentItems, SpecialFolder.DeletedItems, SpecialFolder.Calendar];
    private static readonly PropertyName[] Names = [PropertyName.String(new Guid("0e2b0ba4-3d34-4b57-9a3a-51b2dbf6a5a1"), "Another"), PropertyName.String(new Guid("0e2b0ba4-3d34-4b57-9a3a-51b2dbf6a5a1"), "Colour")];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Lost_state_comes_back_with_ids_and_properties(bool isKilled)
    {
        await using var gateway = await OwnGateway.StartAsync(stack);
        var user = stack.NewUser();
        using (var server = new CalendarServer(stack, user))
        {
            await server.MakeCalendarAsync();
            await server.PutAsync("one", Appointment);
        }

        await Delivery.DeliverAsync(stack, user, Letter.Plain("Letter"));
        await Delivery.DeliverAsync(stack, user, Letter.Plain("Moved"));
        IReadOnlyList<string> before;
        ushort[] names;
        await using (var mailbox = await gateway.OpenAsync(user))
        {
            names = [.. await mailbox.Store.PropertyIdsAsync(Names, create: true, default)];
            await LiveAsync(mailbox, new PropertyTag(names[1], PropertyType.String));
            before = await LookAsync(mailbox, names[1]);
        }

        var stored = await StoredAsync(user);
        if (isKilled)
            await gateway.KillAndForgetAsync();
        else
            Assert.Equal(0, await gateway.RestartAsync(forget: true));

        await using (var again = await gateway.OpenAsync(user))
        {
            Assert.Equal(names, await again.Store.PropertyIdsAsync(Names, create: false, default));
            var after = await LookAsync(again, names[1]);
            if (isKilled)
                Assert.Equal(before.Select(IdsOf), after.Select(IdsOf));
            else
                Assert.Equal(before, after);
            before = after;
        }

        Assert.Equal(stored, await StoredAsync(user));

        // A second time, from what the first restore wrote.
        Assert.Equal(0, await gateway.RestartAsync(forget: true));
        await using var third = await gateway.OpenAsync(user);
        Assert.Equal(before, await LookAsync(third, names[1]));
    }

    [Fact]
    public async Task Mirror_is_not_shown_and_not_subscribed_to()
    {
        await using var gateway = await OwnGateway.StartAsync(stack);
        var user = stack.NewUser();
        await using var mailbox = await gateway.OpenAsync(user);
        var special = await mailbox.Store.SpecialFoldersAsync(default);
        var folders = await mailbox.Store.HierarchyAsync(special[SpecialFolder.Subtree]!.Value, default);
        Assert.DoesNotContain(folders, f => f.Name.Contains("Mapigate", StringComparison.Ordinal));
        await using var imap = await ImapConnection.LogInAsync(stack, user);
        Assert.Contains(await imap.CommandAsync("LIST \"\" *"), line => line.Contains("Mapigate-State", StringComparison.Ordinal));
        Assert.DoesNotContain(await imap.CommandAsync("LSUB \"\" *"), line => line.Contains("Mapigate-State", StringComparison.Ordinal));
        Assert.Empty(await imap.SearchAsync("Mapigate-State", "UNSEEN"));
        Assert.NotEmpty(await imap.SearchAsync("Mapigate-State"));
    }

    [Fact]
    public async Task Extension_field_that_a_stranger_copied_changes_nothing()
    {
        await using var gateway = await OwnGateway.StartAsync(stack);
        var user = stack.NewUser();
        await using var mailbox = await gateway.OpenAsync(user);
        var colour = new PropertyTag((await mailbox.Store.PropertyIdsAsync(Names, create: true, default))[1], PropertyType.String);
        using (var draft = await Composition.NewAsync(mailbox, SpecialFolder.Drafts, "Draft", "Text"))
        {
            await draft.SetAsync([new(colour, "red"), new(PidTag.FlagStatus, 2)], default);
            await draft.SaveAsync(default);
        }

        string field;
        await using (var imap = await ImapConnection.LogInAsync(stack, user))
        {
            var uid = Assert.Single(await imap.FindAsync("Drafts", "Draft"));
            var text = await imap.FetchAsync(uid);
            var from = text.IndexOf("X-Mapigate:", StringComparison.OrdinalIgnoreCase);
            Assert.True(from >= 0, "The draft has no extension field");
            var end = from;
            do
                end = text.IndexOf("\r\n", end + 1, StringComparison.Ordinal);
            while (text[end + 2] is ' ' or '\t');
            field = text[from..(end + 2)];
        }

        await Delivery.DeliverAsync(stack, user, Letter.Plain("Copied", extra: field));
        await Delivery.DeliverAsync(stack, user, Letter.Plain("Forged", extra: "X-Mapigate: AQEAAAAA\r\n"));
        foreach (var subject in new[] { "Copied", "Forged" })
        {
            using var letter = await mailbox.OpenAsync(SpecialFolder.Inbox, subject);
            var bag = await letter.GetAsync([colour, PidTag.FlagStatus], default);
            Assert.Null(bag.Get<string>(colour));
            Assert.NotEqual(2, bag.Get<int>(PidTag.FlagStatus));
        }
    }

    private static async Task LiveAsync(Mailbox mailbox, PropertyTag colour)
    {
        using (var message = await mailbox.OpenAsync(SpecialFolder.Inbox, "Letter"))
        {
            await message.SetAsync([new(colour, "blue"), new(PidTag.FlagStatus, 2)], default);
            await message.SaveAsync(default);
        }

        using (var draft = await Composition.NewAsync(mailbox, SpecialFolder.Drafts, "Draft", "Text"))
        {
            await draft.SetAsync([new(colour, "red")], default);
            await draft.SaveAsync(default);
            await draft.SetAsync([new(PidTag.Subject, "Draft again")], default);
            await draft.SaveAsync(default);
        }

        using var inbox = await mailbox.OpenAsync(SpecialFolder.Inbox);
        using (var hidden = await inbox.CreateMessageAsync(default, associated: true))
        {
            await hidden.SetAsync([new(PidTag.MessageClass, "IPM.Configuration.Test"), new(colour, "green")], default);
            await hidden.SaveAsync(default);
        }

        using (await inbox.CreateFolderAsync("Project", "A comment", openExisting: false, default))
        using (var trash = await mailbox.OpenAsync(SpecialFolder.DeletedItems))
            await inbox.MoveCopyMessagesAsync([await mailbox.FindAsync(SpecialFolder.Inbox, "Moved")], trash, copy: false, default);
    }

    private static async Task<IReadOnlyList<string>> LookAsync(Mailbox mailbox, ushort name)
    {
        var special = await mailbox.Store.SpecialFoldersAsync(default);
        var folders = await mailbox.Store.HierarchyAsync(special[SpecialFolder.Subtree]!.Value, default);
        var lines = new List<string> { $"replica {mailbox.Store.ReplicaGuid}" };
        lines.AddRange(folders.Select(folder => $"folder {folder.Id} {folder.Name}"));
        var colour = new PropertyTag(name, PropertyType.String);
        foreach (var role in Roles)
        {
            using var folder = await mailbox.OpenAsync(role);
            foreach (var flags in new[] { ContentsTableFlags.None, ContentsTableFlags.Associated })
            {
                var rows = await Mailbox.RowsAsync(folder, [PidTag.Mid, PidTag.Subject, PidTag.MessageClass, PidTag.ChangeKey, PidTag.FlagStatus, colour], flags);
                lines.AddRange(rows.Select(row =>
                    $"{role} {flags} {row.Get<long>(PidTag.Mid):X} {row.Get<string>(PidTag.Subject)} {row.Get<string>(PidTag.MessageClass)} | {Convert.ToHexString(row.Get<byte[]>(PidTag.ChangeKey) ?? [])} {row.Get<int>(PidTag.FlagStatus)} {row.Get<string>(colour)}").Order(StringComparer.Ordinal));
            }
        }

        return lines;
    }

    /// <summary>What nobody waits for (properties of received mail, numbers of changes) takes a few seconds to the mail server, which a kill does not leave.</summary>
    private static string IdsOf(string line) => line.Split(" | ")[0];

    /// <summary>How many messages the mail server has in each folder.</summary>
    private async Task<IReadOnlyList<string>> StoredAsync(StackUser user)
    {
        await using var imap = await ImapConnection.LogInAsync(stack, user);
        var counts = new List<string>();
        foreach (var folder in new[] { "INBOX", "Drafts", "Trash" })
            counts.Add($"{folder} {(await imap.SearchAsync(folder)).Count}");
        return counts;
    }
}
