using System.Diagnostics.CodeAnalysis;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Index;

/// <summary>
/// What a softly deleted message says of itself: when it was deleted, and from which folder. Both are side properties, so that they outlive the state. [MS-OXCFOLD] 2.2.1.11
/// </summary>
internal static class SoftDeletion
{
    /// <summary>The folder where softly deleted messages lie.</summary>
    public static readonly ulong FolderId = ItemIds.WellKnown(SpecialFolder.RecoverableItems);

    /// <summary>The global id of the folder in which the message lay (PR_LAST_ACTIVE_PARENT_ENTRYID).</summary>
    public static readonly PropertyTag Origin = new(0x348A0102);

    /// <summary>The side properties of a message that is deleted now.</summary>
    public static byte[] Mark(ReadOnlyMemory<byte> side, ulong origin, MailboxIdentity identity, DateTimeOffset now)
    {
        var bag = PropertyBlob.Decode(side.Span);
        bag[PidTag.DeletedOn] = FileTime.From(now);
        if (origin != 0)
            bag[Origin] = identity.GlobalId(origin);
        return PropertyBlob.Encode(bag);
    }

    /// <summary>Those of a message that comes back.</summary>
    public static ReadOnlyMemory<byte> Unmark(ReadOnlyMemory<byte> side)
    {
        if (!PropertyBlob.TryGet(side.Span, PidTag.DeletedOn, out _) && !PropertyBlob.TryGet(side.Span, Origin, out _))
            return side;
        var bag = PropertyBlob.Decode(side.Span);
        Remove(bag);
        return bag.Count == 0 ? default : PropertyBlob.Encode(bag);
    }

    public static void Remove(PropertyBag bag)
    {
        bag.Remove(PidTag.DeletedOn);
        bag.Remove(Origin);
    }

    /// <summary>When it was deleted; null where that was not noted.</summary>
    public static DateTimeOffset? DeletedOn(ItemRecord record) =>
        PropertyBlob.TryGet(record.Side.Span, PidTag.DeletedOn, out var value) && value is FileTime time ? new DateTimeOffset(time.ToDateTimeUtc()) : null;

    /// <summary>The folder in which it lay; zero where that was not noted, or by another generation of ids.</summary>
    public static ulong OriginOf(ItemRecord record, MailboxIdentity identity)
    {
        if (!PropertyBlob.TryGet(record.Side.Span, Origin, out var value) || value is not byte[] { Length: 22 } id)
            return 0;
        var counter = GlobalCounter.Read(id.AsSpan(16)).Value;
        return identity.GlobalId(counter).AsSpan().SequenceEqual(id) ? counter : 0;
    }

    /// <summary>A row of an ordinary view: neither softly deleted nor marked \Deleted.</summary>
    public static bool IsShown([NotNullWhen(true)] ItemRow? row) => row is not null && !row.Record.IsMarkedDeleted && row.Record.FolderId != FolderId;
}
