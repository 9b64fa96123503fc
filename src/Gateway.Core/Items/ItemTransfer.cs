using Mapigate.Backends;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Journal;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Gateway.Core.Mirroring;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Items;

/// <summary>
/// Takes one item to a folder of another kind: 1. the journal notes where from and where to, under which key or href; 2. the item is stored there; 3. it is removed from where it
/// was, unless it is copied; 4. the journal forgets it. <see cref="TransferRecovery"/> goes on from 3 where 2 was reached, else leaves all as it was. The folders' gates are held by the caller.
/// </summary>
internal sealed class ItemTransfer(Mailbox mailbox)
{
    public async Task RunAsync(ItemRow row, ulong target, bool copy, CancellationToken cancellationToken)
    {
        var to = mailbox.Folders.Find(target) ?? throw new BackendException(BackendError.NotFound, "The target folder does not exist");
        if (!copy && !await new TransferRecovery(mailbox).FinishEarlierAsync(row, target, cancellationToken))
            return;
        var message = await new MessageReader(mailbox).OpenAsync(row, cancellationToken);
        if (row.Record.FolderId == SoftDeletion.FolderId)
            SoftDeletion.Remove(message.Bag);
        try
        {
            var entry = mailbox.Journal.New(JournalKind.Transfer) with
            {
                FolderId = row.Record.FolderId,
                ItemId = copy ? 0 : row.RowId,
                Uid = row.Record.Uid,
                UidValidity = row.Record.Uid == 0 ? 0 : mailbox.Folders.Find(row.Record.FolderId)?.MailState?.UidValidity ?? 0,
                TargetId = target,
            };
            if (!row.Record.IsAssociated && to.Home == FolderHome.Mail)
                await ToMailAsync(message, to, entry, copy, cancellationToken);
            else if (!row.Record.IsAssociated && to.Home == FolderHome.Items && !MessageSaver.IsKeptBeside(message))
                await ToCollectionAsync(message, to, entry, copy, cancellationToken);
            else
                await ToStateAsync(message, to, entry, copy);
        }
        finally
        {
            message.Release();
        }
    }

    private async Task ToMailAsync(MessageObject message, FolderRecord to, JournalEntry entry, bool copy, CancellationToken cancellationToken)
    {
        var stored = new MessageObject(mailbox, to.Id, null, false, message.Bag.Clone(), message.Recipients, message.Attachments, null) { Stored = message.Row?.Record.Instance is null ? message.Stored : null };

        // Another copy of a mail is the same mail; an item's message is this one alone.
        stored.Bag.Remove(PidTag.InternetMessageId);
        var messageId = new MessageComposition(mailbox).EnsureMessageId(stored);
        var own = new OwnMessage(null, MailSaving.SideOf(stored));
        using var write = await mailbox.Journal.BeginAsync(entry with { Name = messageId, Properties = own.Side });
        await new MailSaving(mailbox).StoreAsync(stored, to.RemoteName!, own, write, cancellationToken);
        await FinishAsync(message.Row!, copy, write);
    }

    private async Task ToCollectionAsync(MessageObject message, FolderRecord to, JournalEntry entry, bool copy, CancellationToken cancellationToken)
    {
        var format = ItemSaving.FormatFor(message, to);
        var composition = new MessageComposition(mailbox);
        var content = composition.ObjectOf(message) ?? throw new BackendException(BackendError.NotSupported, "The item has no open format");
        var uid = copy || format.UidOf(content) is null ? entry.Key.ToString("D") : null;
        if (uid is not null)
            content = format.WithUid(content, uid);
        content = StoredItems.Extend(content, format, composition.ToItem(message).Properties, mailbox);
        var href = $"{to.RemoteName}{entry.Key:D}{format.Extension}";
        var set = ItemSide.OfMoved(message);
        using var write = await mailbox.Journal.BeginAsync(entry with { Name = href, Properties = PropertyBlob.Encode(set) });
        try
        {
            await new ItemSaving(mailbox).PutNewAsync(href, content, format, cancellationToken);
        }
        catch (BackendException refused) when (!MailSaving.IsUnsure(refused))
        {
            await write.EndAsync();
            throw;
        }

        await ItemSaving.TakeOverAsync(mailbox, to.Id, href, null, set);
        await FinishAsync(message.Row!, copy, write);
    }

    /// <summary>To a folder of the gateway's own: the index takes the item and the journal notes it in one commit.</summary>
    private async Task ToStateAsync(MessageObject message, FolderRecord to, JournalEntry entry, bool copy)
    {
        var isItem = ItemFormat.IsItem(message.Get(PidTag.MessageClass) as string);
        if (!message.IsAssociated && (to.Home != FolderHome.Local && !MessageSaver.IsKeptBeside(message) || !isItem))
            throw new BackendException(BackendError.NotSupported, $"The folder {to.Name} does not hold mail");
        var copied = new MessageObject(mailbox, to.Id, null, message.IsAssociated, message.Bag, message.Recipients, message.Attachments, null);
        var row = message.Row!;
        var isHere = row.Record is { Uid: 0, Href: null };
        using var write = mailbox.Journal.Enlist(entry);
        await mailbox.Index.CommitAsync(
            set =>
            {
                MessageSaver.PutLocal(set, copied, null, mailbox.Time.GetUtcNow());
                if (!copy && isHere)
                    set.Remove(row);
                else if (!copy)
                    set.Put(entry with { Step = JournalStep.Acknowledged });
            },
            CancellationToken.None);
        if (!copy && !isHere)
            await FinishAsync(row, copy, write);
    }

    private async Task FinishAsync(ItemRow row, bool copy, JournalledWrite write)
    {
        if (!copy && !await new MessageRemover(mailbox).DeleteInsideAsync(row.Record.FolderId, [row.RowId], CancellationToken.None))
        {
            await write.EndAsync();
            throw new BackendException(BackendError.Conflict, "The item was changed by somebody else while it was moved: it now lies in both folders");
        }

        await write.EndAsync();
    }
}
