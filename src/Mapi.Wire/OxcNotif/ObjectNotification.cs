using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcNotif;

/// <summary>A folder or message was created, deleted, modified, moved or copied, or a search completed. [MS-OXCNOTIF] 2.2.1.4.1.2</summary>
/// <param name="Type">One of these events.</param>
/// <param name="FolderId">The folder, or the message's.</param>
/// <param name="MessageId">Null for a folder.</param>
public sealed record ObjectNotification(NotificationTypes Type, FolderId FolderId, MessageId? MessageId) : NotificationData
{
    private const ushort NoTags = 0xFFFF;

    /// <summary>Parent of a folder, or the search folder of a message; present but for modified objects and completed searches.</summary>
    public FolderId ParentFolderId { get; init; }

    /// <summary>Before a move or copy.</summary>
    public FolderId OldFolderId { get; init; }

    /// <summary>Before a move or copy of a message.</summary>
    public MessageId OldMessageId { get; init; }

    /// <summary>Before a move or copy of a folder.</summary>
    public FolderId OldParentFolderId { get; init; }

    /// <summary>Properties that changed, of a created or modified object; empty where it is not known which.</summary>
    public PropertyTag[] Tags { get; init; } = [];

    /// <summary>Of a modified folder.</summary>
    public uint? TotalMessageCount { get; init; }

    /// <summary>Of a modified folder.</summary>
    public uint? UnreadMessageCount { get; init; }

    private bool IsTransfer => Type is NotificationTypes.ObjectMoved or NotificationTypes.ObjectCopied;

    private bool HasTags => Type is NotificationTypes.ObjectCreated or NotificationTypes.ObjectModified;

    private bool HasParent => (IsTransfer || Type is NotificationTypes.ObjectCreated or NotificationTypes.ObjectDeleted) && (MessageId is null || IsInSearchFolder);

    internal static ObjectNotification Read(ref WireReader reader, ushort flags, NotificationTypes type)
    {
        var folder = new FolderId(reader.ReadUInt64());
        var head = new ObjectNotification(type, folder, (flags & OfMessage) != 0 ? new MessageId(reader.ReadUInt64()) : null) { IsInSearchFolder = (flags & InSearchFolder) != 0 };
        return head with
        {
            ParentFolderId = head.HasParent ? new FolderId(reader.ReadUInt64()) : default,
            OldFolderId = head.IsTransfer ? new FolderId(reader.ReadUInt64()) : default,
            OldMessageId = head.IsTransfer && head.MessageId is not null ? new MessageId(reader.ReadUInt64()) : default,
            OldParentFolderId = head.IsTransfer && head.MessageId is null ? new FolderId(reader.ReadUInt64()) : default,
            Tags = head.HasTags ? ReadTags(ref reader) : [],
            TotalMessageCount = (flags & HasTotalMessageCount) != 0 ? reader.ReadUInt32() : null,
            UnreadMessageCount = (flags & HasUnreadMessageCount) != 0 ? reader.ReadUInt32() : null,
        };
    }

    public override void Write(WireWriter writer)
    {
        writer.WriteUInt16((ushort)((ushort)Type
            | (MessageId is null ? 0 : OfMessage)
            | (IsInSearchFolder ? InSearchFolder : 0)
            | (TotalMessageCount is null ? 0 : HasTotalMessageCount)
            | (UnreadMessageCount is null ? 0 : HasUnreadMessageCount)));
        writer.WriteUInt64(FolderId.Value);
        if (MessageId is { } message)
            writer.WriteUInt64(message.Value);
        if (HasParent)
            writer.WriteUInt64(ParentFolderId.Value);
        if (IsTransfer)
        {
            writer.WriteUInt64(OldFolderId.Value);
            writer.WriteUInt64(MessageId is null ? OldParentFolderId.Value : OldMessageId.Value);
        }

        if (HasTags)
            PropertyTagArray.Write(writer, Tags);
        if (TotalMessageCount is { } total)
            writer.WriteUInt32(total);
        if (UnreadMessageCount is { } unread)
            writer.WriteUInt32(unread);
    }

    private static PropertyTag[] ReadTags(ref WireReader reader)
    {
        var count = reader.ReadUInt16();
        return count == NoTags ? [] : PropertyTagArray.Read(ref reader, count);
    }
}
