using Mapigate.Backends;
using Mapigate.Backends.Mail;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Sending;

/// <summary>
/// The marking of a message that may or may not have been sent. At the mail server: \Flagged and the keyword <see cref="Keyword"/>, which other clients see and which outlive
/// the gateway's state. In Outlook: a follow-up flag whose text says what happened. Sending it once more is the user's decision.
/// </summary>
internal sealed class UnknownOutcome(Mailbox mailbox)
{
    public const string Keyword = "$SubmissionUnknown";

    public const string Text = "Sending was interrupted: see whether the message has arrived before you send it again";

    private const int Flagged = 2;
    private const int RedFlag = 6;

    public async Task MarkAsync(ulong folderId, ulong itemId, CancellationToken cancellationToken)
    {
        using var pass = await mailbox.Gates.EnterAsync(cancellationToken, folderId);
        var row = (await mailbox.Index.GetSnapshotAsync(folderId, cancellationToken)).Find(itemId);
        if (row is null || mailbox.Folders.Find(folderId) is not { } folder)
            return;
        var flags = row.Record.Flags;
        if (row.Record.Uid != 0 && folder is { RemoteName: { } path, MailState: { } state })
        {
            var stored = await mailbox.Servers.Mail.StoreFlagsAsync(path, state.UidValidity, UidSet.Of(row.Record.Uid), new MailFlags(MailSystemFlags.Flagged, [Keyword]), MailFlags.None, cancellationToken);
            flags = stored.FirstOrDefault(f => f.Uid == row.Record.Uid)?.Flags ?? throw new BackendException(BackendError.NotFound, "The message has been removed");
        }

        await mailbox.Index.CommitAsync(
            set =>
            {
                if (set.Item(folderId, itemId)?.Record is not { } record)
                    return;
                var side = PropertyBlob.Decode(record.Side.Span);
                side[PidTag.FlagStatus] = Flagged;
                side[PidTag.FollowupIcon] = RedFlag;
                if (mailbox.Index.Names.Map(set, [PidLid.FlagRequest.Name])[0] is { } id)
                    side.Set(new PropertyTag(id, PropertyType.String), Text);
                set.Put(record with { Side = PropertyBlob.Encode(side), Flags = flags, ChangeNumber = set.NextChangeNumber(), Modified = mailbox.Time.GetUtcNow() });
            },
            CancellationToken.None);
    }

    /// <summary>Takes the marking off the copy of a message that has been sent after all.</summary>
    public void Clear(PropertyBag bag, ItemRow? from)
    {
        var id = mailbox.Index.Names.Find(PidLid.FlagRequest.Name);
        var isMarked = from?.Record.Flags.HasKeyword(Keyword) == true || (id is { } known && bag.Get<string>(new PropertyTag(known, PropertyType.String)) == Text);
        if (!isMarked)
            return;
        bag.Remove(PidTag.FlagStatus);
        bag.Remove(PidTag.FollowupIcon);
        if (id is { } request)
            bag.Remove(request);
    }
}
