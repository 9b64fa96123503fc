using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Journal;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Gateway.Core.Mirroring;
using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Gateway.Core.Items;

/// <summary>
/// Finishes a write into a collection that broke off: an object that has arrived gets what its client had set beside it; where none has, nothing was done. The entry's name has the
/// href, the instance and the ETag before, a line each.
/// </summary>
internal sealed class StoreRecovery(Mailbox mailbox)
{
    public async Task FinishAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        using var pass = await mailbox.Gates.EnterAsync(cancellationToken, entry.FolderId);
        if (entry.Name?.Split('\n') is not [var href, var instance, var etag] || mailbox.Folders.Find(entry.FolderId) is not { Home: FolderHome.Items })
            return;
        var snapshot = await mailbox.RefreshInsideAsync(entry.FolderId, OwnMessages.None, cancellationToken);
        if (snapshot.FindHref(href).FirstOrDefault(r => (r.Record.Instance ?? "") == instance) is not { } row || row.Record.ETag == etag)
            return;
        var set = PropertyBlob.Decode(entry.Properties.Span);

        // A new object is ours by its href. Of a changed one that is not known: what it says itself counts then.
        var side = entry.ItemId == 0 ? set : Merged(PropertyBlob.Decode(row.Record.Side.Span), ItemSide.Unsaid(set, row.Record.Summary.Span));
        await ItemSaving.KeepBesideAsync(mailbox, row, ItemSide.NotSaid(side, row.Record.Summary.Span));
    }

    private static PropertyBag Merged(PropertyBag kept, PropertyBag set)
    {
        kept.SetAll(set);
        return kept;
    }
}
