using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Items;

/// <summary>The status flags of a message in its folder, which no server holds: they lie in the side-store. [MS-OXCMSG] 2.2.3.8</summary>
public sealed class MessageStatus(Mailbox mailbox)
{
    /// <summary>Null where the message does not exist.</summary>
    public async Task<uint?> GetAsync(ulong folderId, ulong messageId, CancellationToken cancellationToken) =>
        (await mailbox.Index.GetSnapshotAsync(folderId, cancellationToken)).Find(messageId) is { } row ? Of(row) : null;

    /// <summary>Sets the flags of the mask; returns those from before, null where the message does not exist.</summary>
    public async Task<uint?> SetAsync(ulong folderId, ulong messageId, uint flags, uint mask, CancellationToken cancellationToken)
    {
        await mailbox.Index.GetSnapshotAsync(folderId, cancellationToken);
        return await mailbox.Index.CommitAsync<uint?>(
            set =>
            {
                if (set.Item(folderId, messageId) is not { } row)
                    return null;
                var before = Of(row);
                var side = PropertyBlob.Decode(row.Record.Side.Span);
                side[PidTag.MessageStatus] = (int)((before & ~mask) | (flags & mask));
                set.Put(row.Record with { Side = PropertyBlob.Encode(side) });
                return before;
            },
            cancellationToken);
    }

    private static uint Of(ItemRow row) => (uint)(row.Get(PidTag.MessageStatus) as int? ?? 0);
}
