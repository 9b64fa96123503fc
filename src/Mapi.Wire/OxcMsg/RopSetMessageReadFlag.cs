using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMsg;

/// <summary>Marks an open message as read or unread; the header's index is the response's. [MS-OXCROPS] 2.2.6.11.1</summary>
/// <remarks>A public folders' logon has 24 bytes of client data at the end; such logons are refused at RopLogon, so they are never read.</remarks>
public readonly record struct RopSetMessageReadFlagRequest(byte InputHandleIndex, ReadFlags ReadFlags) : IRopRequest<RopSetMessageReadFlagRequest>
{
    public static RopId RopId => RopId.SetMessageReadFlag;

    public static RopSetMessageReadFlagRequest Read(ref WireReader reader) => new(reader.ReadByte(), (ReadFlags)reader.ReadByte());

    public void Write(WireWriter writer)
    {
        writer.WriteByte(InputHandleIndex);
        writer.WriteByte((byte)ReadFlags);
    }
}

/// <summary>[MS-OXCROPS] 2.2.6.11.2</summary>
/// <param name="ReadStatusChanged">Public folders only; false for a private mailbox.</param>
/// <param name="LogonId">Present where the status changed.</param>
/// <param name="ClientData">The request's 24 bytes, present where the status changed.</param>
public readonly record struct RopSetMessageReadFlagResponse(bool ReadStatusChanged, byte LogonId, ReadOnlyMemory<byte> ClientData) : IRopResponse<RopSetMessageReadFlagResponse>
{
    private const int ClientDataSize = 24;

    public static RopSetMessageReadFlagResponse Read(ref WireReader reader) => reader.ReadBoolean()
        ? new RopSetMessageReadFlagResponse(true, reader.ReadByte(), reader.ReadBytes(ClientDataSize).ToArray())
        : default;

    public void Write(WireWriter writer)
    {
        writer.WriteBoolean(ReadStatusChanged);
        if (!ReadStatusChanged)
            return;
        writer.WriteByte(LogonId);
        writer.WriteBytes(ClientData.Span[..ClientDataSize]);
    }
}
