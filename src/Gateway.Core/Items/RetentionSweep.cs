using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Mailboxes;

namespace Mapigate.Gateway.Core.Items;

/// <summary>Removes for good what was deleted softly longer ago than <see cref="MailboxOptions.Retention"/>. What says of no time counts from the first sweep that finds it.</summary>
internal sealed class RetentionSweep(Mailbox mailbox)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var pass = await mailbox.Gates.EnterAsync(cancellationToken, SoftDeletion.FolderId);
        var now = mailbox.Time.GetUtcNow();
        var snapshot = await mailbox.RefreshInsideAsync(SoftDeletion.FolderId, Mirroring.OwnMessages.None, cancellationToken);
        var unknown = snapshot.Rows.Where(r => SoftDeletion.DeletedOn(r.Record) is null).ToList();
        if (unknown.Count > 0)
        {
            await mailbox.Index.CommitAsync(
                set =>
                {
                    foreach (var row in unknown)
                        set.Put(row.Record with { Side = SoftDeletion.Mark(row.Record.Side, 0, mailbox.Identity, now), IsSideInContent = false, ChangeNumber = set.NextChangeNumber() });
                },
                cancellationToken);
        }

        var expired = snapshot.Rows.Where(r => !r.Record.IsMarkedDeleted && SoftDeletion.DeletedOn(r.Record) <= now - mailbox.Options.Retention).Select(r => r.RowId).ToArray();
        if (expired.Length > 0)
            await new MessageRemover(mailbox).DeleteInsideAsync(SoftDeletion.FolderId, expired, cancellationToken);
    }
}
