using Mapigate.Gateway.Host.ClientCommands;
using Mapigate.Mapi.Client.Stores;
using Mapigate.Mapi.Client.Transport;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcFold;
using Mapigate.Mapi.Wire.OxcMsg;
using Mapigate.Mapi.Wire.OxcNotif;
using Mapigate.Mapi.Wire.OxcPrpt;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Host.Demo;

/// <summary>The round of the demo: two users, as Outlook would, over MAPI.</summary>
internal sealed class DemoRound(DemoScript script, DemoSite site)
{
    /// <summary>How long the arrival of mail may take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public async Task PlayAsync(CancellationToken cancellationToken)
    {
        await using var alice = await script.StepAsync("Autodiscover", () => OpenAsync(site.Alice, cancellationToken), c => $"Alice is served at {c.Settings.MailStore.GetLeftPart(UriPartial.Path)}");
        await ShowFoldersAsync(alice.Store, cancellationToken);
        await ReadAsync(alice.Store, cancellationToken);
        await using var bob = await script.StepAsync("Second user", () => OpenAsync(site.Bob, cancellationToken), static _ => "Bob logs on and waits for mail");
        await SendAsync(alice.Store, bob.Store, cancellationToken);
        await ShowCalendarAsync(alice.Store, cancellationToken);
    }

    private Task<ClientConnection> OpenAsync(DemoUser user, CancellationToken cancellationToken) =>
        ClientConnection.OpenAsync(new ConnectionTarget(site.Gateway, null, new ClientOptions(user.Address, user.Password) { AcceptAnyCertificate = true }), cancellationToken);

    private async Task ShowFoldersAsync(MapiStore store, CancellationToken cancellationToken)
    {
        var tree = await script.StepAsync("Folders", () => FolderTree.ReadAsync(store, cancellationToken), static t => $"{t.Roots.Count} folders below the top, each with its role");
        foreach (var node in tree.Roots.Where(n => n.Info.Messages > 0))
            script.Detail($"{node.Path,-18} {node.Info.Messages,4} items, {node.Info.Unread} unread");
    }

    private async Task ReadAsync(MapiStore store, CancellationToken cancellationToken)
    {
        using var inbox = await store.OpenFolderAsync(SpecialFolder.Inbox, cancellationToken);
        var rows = await script.StepAsync("Inbox", () => ListAsync(inbox, [PidTag.Mid, PidTag.SenderName, PidTag.Subject, PidTag.HasAttachments], cancellationToken), static r => $"{r.Count} letters");
        foreach (var row in rows.Take(5))
            script.Detail($"{(row.Get<bool>(PidTag.HasAttachments) ? '@' : ' ')} {row.Get<string>(PidTag.SenderName),-18} {row.Get<string>(PidTag.Subject)}");
        var letter = rows.FirstOrDefault(r => r.Get<bool>(PidTag.HasAttachments)) ?? throw new DemoException("no letter with an attachment is in the Inbox");

        using var message = await script.StepAsync("Reading", () => inbox.OpenMessageAsync(new MessageId((ulong)letter.Get<long>(PidTag.Mid)), cancellationToken), _ => $"\"{letter.Get<string>(PidTag.Subject)}\"");
        var content = await script.StepAsync("Attachment", () => ReadAttachmentAsync(message, cancellationToken), static c => $"{DemoSeed.Minutes}, {c.Length} bytes, as they were sent");
        if (!content.AsSpan().SequenceEqual(DemoSeed.MinutesContent.Span))
            throw new DemoException("the attachment is not what was sent");
    }

    private static async Task<byte[]> ReadAttachmentAsync(MapiMessage message, CancellationToken cancellationToken)
    {
        using var attachment = await message.OpenAttachmentAsync(0, cancellationToken);
        using var stream = await attachment.OpenContentAsync(OpenStreamFlags.ReadOnly, cancellationToken);
        return await stream.ReadToEndAsync(cancellationToken);
    }

    private async Task SendAsync(MapiStore sender, MapiStore receiver, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        using var subscription = await receiver.SubscribeAsync(NotificationTypes.NewMail, limit.Token);
        var subject = $"Re: Minutes of our meeting ({Guid.NewGuid().ToString("N")[..6]})";
        await script.StepAsync("Sending", () => SubmitAsync(sender, subject, limit.Token), $"\"{subject}\" is carried to Bob by {site.Carrier}");
        try
        {
            var arrived = await script.StepAsync("Arrival", () => ArrivalAsync(receiver, subscription, subject, limit.Token), static s => $"Bob is told of \"{s}\" while he waits");
            using var sent = await sender.OpenFolderAsync(SpecialFolder.SentItems, limit.Token);
            var copies = (await ListAsync(sent, [PidTag.Subject], limit.Token)).Count(r => r.Get<string>(PidTag.Subject) == arrived);
            if (copies != 1)
                throw new DemoException($"Sent Items has {copies} copies of the letter, not one");
            script.Detail("Sent Items has it once.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DemoException($"the letter did not arrive within {Patience.TotalSeconds:0} s");
        }
    }

    private async Task SubmitAsync(MapiStore store, string subject, CancellationToken cancellationToken)
    {
        using var outbox = await store.OpenFolderAsync(SpecialFolder.Outbox, cancellationToken);
        using var message = await outbox.CreateMessageAsync(cancellationToken);
        await message.SetAsync([new(PidTag.MessageClass, "IPM.Note"), new(PidTag.Subject, subject), new(PidTag.Body, "Dear Bob,\r\n\r\nthe line about Zürich is fine.\r\n\r\nAlice\r\n")], cancellationToken);
        await message.SetRecipientsAsync([new Recipient(RecipientType.To, site.Bob.Name, site.Bob.Address) { SmtpAddress = site.Bob.Address }], cancellationToken);
        await message.SaveAsync(cancellationToken);
        await message.SubmitAsync(cancellationToken);
    }

    private static async Task<string> ArrivalAsync(MapiStore store, Mapi.Client.Sessions.Subscription subscription, string subject, CancellationToken cancellationToken)
    {
        while (true)
        {
            if ((await subscription.NextAsync(cancellationToken)).Data is not NewMailNotification mail)
                continue;
            using var folder = await store.OpenFolderAsync(mail.FolderId, cancellationToken);
            using var message = await folder.OpenMessageAsync(mail.MessageId, cancellationToken);
            if ((await message.GetAsync([PidTag.Subject], cancellationToken)).Get<string>(PidTag.Subject) is { } found && found == subject)
                return found;
        }
    }

    private async Task ShowCalendarAsync(MapiStore store, CancellationToken cancellationToken)
    {
        NamedProperty[] names = [PidLid.AppointmentStartWhole, PidLid.Location, PidLid.Recurring, PidLid.RecurrencePattern];
        var ids = await store.PropertyIdsAsync([.. names.Select(n => n.Name)], create: true, cancellationToken);
        var tags = names.Select((n, i) => new PropertyTag(ids[i], n.Type)).ToArray();
        using var calendar = await store.OpenFolderAsync(SpecialFolder.Calendar, cancellationToken);
        var rows = await script.StepAsync("Calendar", () => ListAsync(calendar, [PidTag.Subject, .. tags], new SortOrder(tags[0], SortDirection.Ascending), cancellationToken), static r => $"{r.Count} appointment{(r.Count == 1 ? "" : "s")}");
        foreach (var row in rows)
        {
            var start = row.Get<FileTime>(tags[0]).ToDateTimeUtc();
            script.Detail($"{start:yyyy-MM-dd HH:mm} UTC  {row.Get<string>(PidTag.Subject)}, {row.Get<string>(tags[1])}{(row.Get<bool>(tags[2]) ? $", {row.Get<string>(tags[3]) ?? "recurring"}" : "")}");
        }

        if (!rows.Any(r => r.Get<bool>(tags[2])))
            throw new DemoException("the weekly meeting is not in the calendar");
    }

    private static Task<IReadOnlyList<PropertyRow>> ListAsync(MapiFolder folder, PropertyTag[] columns, CancellationToken cancellationToken) =>
        ListAsync(folder, columns, new SortOrder(PidTag.MessageDeliveryTime, SortDirection.Descending), cancellationToken);

    private static async Task<IReadOnlyList<PropertyRow>> ListAsync(MapiFolder folder, PropertyTag[] columns, SortOrder order, CancellationToken cancellationToken)
    {
        using var table = await folder.ContentsAsync(ContentsTableFlags.None, cancellationToken);
        await table.SetColumnsAsync(columns, cancellationToken);
        await table.SortAsync([order], cancellationToken);
        return await table.QueryRowsAsync(100, cancellationToken);
    }
}
