using System.Text;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcStor;

/// <summary>Logs on to a mailbox or to the public folders; the header's index is where the logon's handle goes. [MS-OXCROPS] 2.2.3.1.1</summary>
/// <param name="StoreState">Zero.</param>
/// <param name="Essdn">Legacy distinguished name of the mailbox; empty for the public folders.</param>
public readonly record struct RopLogonRequest(LogonFlags LogonFlags, LogonOpenFlags OpenFlags, uint StoreState, string Essdn) : IRopRequest<RopLogonRequest>
{
    public static RopId RopId => RopId.Logon;

    public static RopLogonRequest Read(ref WireReader reader) => new(
        (LogonFlags)reader.ReadByte(),
        (LogonOpenFlags)reader.ReadUInt32(),
        reader.ReadUInt32(),
        Encoding.Latin1.GetString(reader.ReadBytes(reader.ReadUInt16())).TrimEnd('\0'));

    public void Write(WireWriter writer)
    {
        writer.WriteByte((byte)LogonFlags);
        writer.WriteUInt32((uint)OpenFlags);
        writer.WriteUInt32(StoreState);
        if (Essdn.Length == 0)
        {
            writer.WriteUInt16(0);
            return;
        }

        writer.WriteUInt16(checked((ushort)(Essdn.Length + 1)));
        writer.WriteString8Z(Essdn, Encoding.Latin1);
    }
}

/// <summary>A logon to a private mailbox or, without <see cref="LogonFlags.Private"/>, to the public folders. [MS-OXCROPS] 2.2.3.1.2, 2.2.3.1.3</summary>
/// <param name="FolderIds">13 folders, in the places of <see cref="LogonFolder"/> for a private mailbox.</param>
/// <param name="ResponseFlags">Private mailbox only.</param>
/// <param name="MailboxGuid">Private mailbox only.</param>
/// <param name="ReplId">Short id of the replica below.</param>
/// <param name="ReplGuid">Replica of the mailbox's own ids.</param>
/// <param name="LogonTime">Private mailbox only.</param>
/// <param name="GwartTime">Private mailbox only; a client ignores it.</param>
/// <param name="StoreState">Private mailbox only; zero.</param>
/// <param name="PerUserGuid">Public folders only; empty.</param>
public readonly record struct RopLogonResponse(
    LogonFlags LogonFlags,
    FolderId[] FolderIds,
    LogonResponseFlags ResponseFlags,
    Guid MailboxGuid,
    ushort ReplId,
    Guid ReplGuid,
    LogonTime LogonTime,
    FileTime GwartTime,
    uint StoreState,
    Guid PerUserGuid) : IRopResponse<RopLogonResponse>
{
    public const int FolderCount = 13;

    public static RopLogonResponse Read(ref WireReader reader)
    {
        var flags = (LogonFlags)reader.ReadByte();
        var folders = new FolderId[FolderCount];
        for (var i = 0; i < folders.Length; i++)
            folders[i] = new FolderId(reader.ReadUInt64());
        if (!flags.HasFlag(LogonFlags.Private))
            return new RopLogonResponse(flags, folders, default, default, reader.ReadUInt16(), reader.ReadGuid(), default, default, 0, reader.ReadGuid());
        return new RopLogonResponse(
            flags,
            folders,
            (LogonResponseFlags)reader.ReadByte(),
            reader.ReadGuid(),
            reader.ReadUInt16(),
            reader.ReadGuid(),
            LogonTime.Read(ref reader),
            new FileTime(reader.ReadInt64()),
            reader.ReadUInt32(),
            default);
    }

    public void Write(WireWriter writer)
    {
        writer.WriteByte((byte)LogonFlags);
        for (var i = 0; i < FolderCount; i++)
            writer.WriteUInt64(FolderIds[i].Value);
        if (!LogonFlags.HasFlag(LogonFlags.Private))
        {
            writer.WriteUInt16(ReplId);
            writer.WriteGuid(ReplGuid);
            writer.WriteGuid(PerUserGuid);
            return;
        }

        writer.WriteByte((byte)ResponseFlags);
        writer.WriteGuid(MailboxGuid);
        writer.WriteUInt16(ReplId);
        writer.WriteGuid(ReplGuid);
        LogonTime.Write(writer);
        writer.WriteInt64(GwartTime.Value);
        writer.WriteUInt32(StoreState);
    }

    public static IRopFailure? ReadFailure(ref WireReader reader, ErrorCode returnValue) =>
        returnValue == ErrorCode.WrongServer ? RopLogonRedirect.Read(ref reader) : null;
}

/// <summary>The mailbox is on another server; the return value is <see cref="ErrorCode.WrongServer"/>. [MS-OXCROPS] 2.2.3.1.4</summary>
/// <param name="ServerName">Legacy distinguished name of that server.</param>
public readonly record struct RopLogonRedirect(LogonFlags LogonFlags, string ServerName) : IRopFailure
{
    public static RopLogonRedirect Read(ref WireReader reader) =>
        new((LogonFlags)reader.ReadByte(), Encoding.Latin1.GetString(reader.ReadBytes(reader.ReadByte())).TrimEnd('\0'));

    public void Write(WireWriter writer)
    {
        writer.WriteByte((byte)LogonFlags);
        writer.WriteByte(checked((byte)(ServerName.Length + 1)));
        writer.WriteString8Z(ServerName, Encoding.Latin1);
    }
}
