using System.Globalization;
using Mapigate.Backends;
using Mapigate.Backends.Mail;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Items;
using Mapigate.Gateway.Core.Mirroring;
using Mapigate.Gateway.Core.SideStore;
using Mapigate.Gateway.Core.Tests.Items;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Tests.SideStore;

/// <summary>Random histories of Outlook and of other clients, in which the state is lost between any two steps.</summary>
public sealed class HistoryTests
{
    private const string Calendar = "/alice/calendar/";
    private static readonly Guid Set = new("0e2b0ba4-3d34-4b57-9a3a-51b2dbf6a5a1");
    private static readonly SpecialFolder[] MailFolders = [SpecialFolder.Inbox, SpecialFolder.Drafts, SpecialFolder.SentItems];

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    [InlineData(5, false)]
    public async Task State_that_is_lost_between_two_steps_comes_back(int seed, bool hasUidPlus)
    {
        await using var host = await OpenAsync(hasUidPlus);
        var random = new Random(seed);
        ulong largest = 0;
        for (var step = 0; step < 40; step++)
        {
            await StepAsync(host, random, step);
            var before = await MailboxPicture.TakeAsync(host);
            Assert.True(host.Mailbox.Index.Clock.Last >= largest, "Change numbers fell");
            largest = host.Mailbox.Index.Clock.Last;
            host.Time.Advance(TimeSpan.FromSeconds(random.Next(100)));
            await host.ReopenAsync(loseState: true);
            Assert.Equal(before, await MailboxPicture.TakeAsync(host));
        }
    }

    /// <summary>The process is killed: what nobody waited for may be lost, what was given out is not.</summary>
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public async Task Ids_and_names_survive_a_kill_and_the_loss_of_the_state(int seed)
    {
        await using var host = await OpenAsync(hasUidPlus: true);
        var random = new Random(seed);
        for (var step = 0; step < 40; step++)
        {
            await StepAsync(host, random, step);
            var before = Ids(await MailboxPicture.TakeAsync(host));
            var largest = host.Mailbox.Index.Clock.Last;
            host.Mail.Fault = (operation, path) => path == HiddenFolder.State && operation == "APPEND" ? new BackendException(BackendError.Unavailable, "Killed") : null;
            await host.Registry.DisposeAsync();
            host.Mail.Fault = null;
            host.Time.Advance(TimeSpan.FromSeconds(1));
            await host.ReopenAsync(loseState: true);
            Assert.Equal(before, Ids(await MailboxPicture.TakeAsync(host)));
            var changed = await host.Mailbox.Index.CommitAsync(set => set.NextChangeNumber(), default);
            Assert.True(changed > largest, "A change number was given twice");
        }
    }

    private static Task<MailboxHost> OpenAsync(bool hasUidPlus) => MailboxHost.OpenAsync(
        h =>
        {
            h.Items.AddCollection(Calendar, "Calendar", isDefault: true);
            if (!hasUidPlus)
                h.Mail.Capabilities &= ~MailCapabilities.UidPlus;
        },
        options => options with { ExtensionKey = [.. Enumerable.Range(1, 32).Select(i => (byte)i)] });

    private static async Task StepAsync(MailboxHost host, Random random, int step)
    {
        var role = MailFolders[random.Next(MailFolders.Length)];
        var snapshot = await host.RefreshAsync(role);
        var row = snapshot.Normal.Rows.Count == 0 ? null : (ItemRow)snapshot.Normal.Rows[random.Next(snapshot.Normal.Rows.Count)];
        var path = host.Folder(role).RemoteName!;
        switch (random.Next(14))
        {
            case 0 or 1:
                host.Mail.Deliver(path, MailboxHost.Message($"Letter {step}"));
                break;
            case 2 when row is not null:
                host.Mail.SetFlags(path, row.Record.Uid, new MailFlags((MailSystemFlags)random.Next(8), random.Next(2) == 0 ? [] : ["$Forwarded"]));
                break;
            case 3 when row is not null:
                host.Mail.Remove(path, row.Record.Uid);
                break;
            case 4 or 5 when row is not null:
                var message = await host.OpenAsync(row);
                message.Set(await TagAsync(host, random.Next(5)), $"Value {step}");
                message.Set(PidTag.FlagStatus, random.Next(3));
                await host.SaveAsync(message, force: true);
                break;
            case 6:
                var draft = host.Compose(SpecialFolder.Drafts, $"Draft {step}").To(("bob@example.test", 1));
                await host.SaveAsync(draft);
                draft.Set(await TagAsync(host, random.Next(5)), "saved twice");
                await host.SaveAsync(draft);
                break;
            case 7:
                var associated = host.Compose(role, $"View {step}", isAssociated: true);
                associated.Set(await TagAsync(host, random.Next(5)), "associated");
                await host.SaveAsync(associated);
                break;
            case 8 when row is not null:
                await new MessageRemover(host.Mailbox).DeleteAsync(row.Record.FolderId, [row.RowId], default);
                break;
            case 9 when row is not null:
                await new MessageMover(host.Mailbox).TransferAsync(row.Record.FolderId, [row.RowId], host.Folder(SpecialFolder.DeletedItems).Id, copy: random.Next(2) == 0, default);
                break;
            case 10:
                host.Items.Set($"{Calendar}{random.Next(6)}.ics", MailboxHost.Event(random.Next(6).ToString(CultureInfo.InvariantCulture), $"Event {step}"));
                break;
            case 11 when host.Items.Hrefs(Calendar) is [var href, ..]:
                host.Items.Remove(href);
                break;
            case 12:
                var folder = new FolderObject(host.Mailbox, host.Folder(role).Id);
                folder.Set(PidTag.Comment, $"Comment {step}");
                await folder.SaveAsync(default);
                if (random.Next(3) == 0)
                    await new FolderCreation(host.Mailbox).CreateAsync(host.Folder(SpecialFolder.Inbox).Id, $"Folder {step}", "", openExisting: false, default);
                break;
            case 13:
                await new MessageReadFlags(host.Mailbox).SetAsync(host.Folder(role).Id, [], random.Next(2) == 0, default);
                await host.Mailbox.ReserveIdsAsync(10, default);
                break;
        }
    }

    private static async Task<PropertyTag> TagAsync(MailboxHost host, int number) =>
        new((await host.Mailbox.GetPropertyIdsAsync([PropertyName.String(Set, $"Name {number}")], create: true, default))[0]!.Value, PropertyType.String);

    /// <summary>What is whose, without numbers of changes and properties.</summary>
    private static IEnumerable<string> Ids(IReadOnlyList<string> picture) => picture
        .Where(line => !line.StartsWith("    ", StringComparison.Ordinal))
        .Select(line => line.StartsWith("folder", StringComparison.Ordinal) ? line[..line.IndexOf(" cn ", StringComparison.Ordinal)] : line.StartsWith("  item", StringComparison.Ordinal) ? line[..line.IndexOf(" cn ", StringComparison.Ordinal)] : line);
}
