using System.Text;
using Mapigate.Backends.Mail;
using Mapigate.Gateway.Core.Index;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Gateway.Core.SideStore;

/// <summary>
/// The contents of side records. A folder: what clients know it by and what they set on it. A mail: only where it is not what its server alone makes it. An item of a
/// collection: its drawn id. An item that only the gateway has: all of it.
/// </summary>
internal static class SideContent
{
    /// <summary>Number of messages in a state that a first listing has not reached yet.</summary>
    public const int Unlisted = -1;

    /// <summary>The record says something that a new listing of its folder would not.</summary>
    public static bool NeedsKeeping(ItemRecord item, ushort slot) =>
        item.Uid == 0 || item.Id != ItemIds.Mail(slot, item.Uid) || item.ChangeNumber != item.Id || item.ReadChangeNumber != 0 || (!item.Side.IsEmpty && !item.IsSideInContent);

    public static byte[] Of(FolderRecord folder)
    {
        using var writer = new WireWriter();
        writer.WriteUInt64(folder.ParentId);
        WriteText(writer, folder.Name);
        writer.WriteByte((byte)folder.Role);
        WriteText(writer, folder.ContainerClass);
        writer.WriteBoolean(folder.IsHidden);
        writer.WriteByte((byte)folder.Home);
        WriteText(writer, folder.RemoteName);
        writer.WriteUInt16(folder.Slot);
        writer.WriteUInt32(folder.MailState?.UidValidity ?? 0);
        writer.WriteUInt64(folder.ChangeNumber);
        writer.WriteInt64(folder.Created.UtcTicks);
        writer.WriteInt64(folder.Modified.UtcTicks);
        writer.WriteBytes(folder.Properties.Span);
        return writer.ToArray();
    }

    /// <summary>The folder, its contents still to be listed.</summary>
    public static FolderRecord ToFolder(ulong id, ReadOnlySpan<byte> content)
    {
        var reader = new WireReader(content);
        var folder = new FolderRecord
        {
            Id = id,
            ParentId = reader.ReadUInt64(),
            Name = ReadText(ref reader) ?? "",
            Role = (SpecialFolder)reader.ReadByte(),
            ContainerClass = ReadText(ref reader),
            IsHidden = reader.ReadBoolean(),
            Home = (FolderHome)reader.ReadByte(),
            RemoteName = ReadText(ref reader),
            Slot = reader.ReadUInt16(),
            MailState = reader.ReadUInt32() is var validity and not 0 ? new MailFolderState(validity, 0, 0, Unlisted, 0) : null,
            ChangeNumber = reader.ReadUInt64(),
            Created = new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero),
            Modified = new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero),
        };
        return folder with { Properties = reader.Rest.ToArray() };
    }

    /// <summary>How far a mail folder had been read: what changed beyond it is a change that clients have not seen.</summary>
    public static byte[] Of(MailFolderState state)
    {
        using var writer = new WireWriter();
        writer.WriteUInt32(state.UidValidity);
        writer.WriteUInt32(state.UidNext);
        writer.WriteUInt64(state.HighestModSeq);
        return writer.ToArray();
    }

    public static MailFolderState ToState(ReadOnlySpan<byte> content)
    {
        var reader = new WireReader(content);
        return new MailFolderState(reader.ReadUInt32(), reader.ReadUInt32(), reader.ReadUInt64(), Unlisted, 0);
    }

    public static byte[] Of(ItemRecord item)
    {
        var isLocal = item is { Uid: 0, Href: null };
        using var writer = new WireWriter();
        writer.WriteUInt64(item.Id);
        writer.WriteUInt64(item.ChangeNumber);
        writer.WriteUInt64(item.ReadChangeNumber);
        writer.WriteByte((byte)item.Flags.System);
        WriteText(writer, string.Join(' ', item.Flags.Keywords));
        WriteText(writer, item.ETag);
        writer.WriteBoolean(item.IsAssociated);
        writer.WriteBoolean(item.IsSideInContent);
        writer.WriteInt64(item.Modified.UtcTicks);
        writer.WriteUInt64(item is { Uid: not 0, Side.IsEmpty: false, IsSideInContent: false } ? ContentMatch.Of(item) : 0);
        WriteBytes(writer, item.IsSideInContent ? default : item.Side.Span);
        writer.WriteBytes(isLocal ? item.Summary.Span : default);
        return writer.ToArray();
    }

    /// <summary>The item without what its key says of it, and for a mail the number by which its content is found again (zero for none).</summary>
    public static (ItemRecord Item, ulong Match) ToItem(ulong folder, ReadOnlySpan<byte> content)
    {
        var reader = new WireReader(content);
        var item = new ItemRecord
        {
            FolderId = folder,
            Id = reader.ReadUInt64(),
            ChangeNumber = reader.ReadUInt64(),
            ReadChangeNumber = reader.ReadUInt64(),
            Flags = new MailFlags((MailSystemFlags)reader.ReadByte(), [.. (ReadText(ref reader) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)]),
            ETag = ReadText(ref reader),
            IsAssociated = reader.ReadBoolean(),
            IsSideInContent = reader.ReadBoolean(),
            Modified = new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero),
        };
        var match = reader.ReadUInt64();
        var side = reader.ReadBytes(reader.ReadInt32()).ToArray();
        return (item with { Side = side, Summary = reader.Rest.ToArray() }, match);
    }

    public static byte[] Of(PropertyName name)
    {
        using var writer = new WireWriter();
        writer.WriteGuid(name.Set);
        writer.WriteUInt32(name.Lid);
        WriteText(writer, name.Text);
        return writer.ToArray();
    }

    public static PropertyName ToName(ReadOnlySpan<byte> content)
    {
        var reader = new WireReader(content);
        return new PropertyName(reader.ReadGuid(), reader.ReadUInt32(), ReadText(ref reader));
    }

    private static void WriteBytes(WireWriter writer, ReadOnlySpan<byte> bytes)
    {
        writer.WriteInt32(bytes.Length);
        writer.WriteBytes(bytes);
    }

    /// <summary>A null string is a length of minus one.</summary>
    private static void WriteText(WireWriter writer, string? text)
    {
        if (text is null)
            writer.WriteInt32(-1);
        else
            WriteBytes(writer, Encoding.UTF8.GetBytes(text));
    }

    private static string? ReadText(ref WireReader reader) => reader.ReadInt32() is var length and >= 0 ? Encoding.UTF8.GetString(reader.ReadBytes(length)) : null;
}
