using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcPerm;

/// <summary>Opens the table of a folder's permissions. [MS-OXCROPS] 2.2.10.2.1</summary>
public readonly record struct RopGetPermissionsTableRequest(byte OutputHandleIndex, PermissionsTableFlags TableFlags) : IRopRequest<RopGetPermissionsTableRequest>, IRopOutput
{
    public static RopId RopId => RopId.GetPermissionsTable;

    public static RopGetPermissionsTableRequest Read(ref WireReader reader) => new(reader.ReadByte(), (PermissionsTableFlags)reader.ReadByte());

    public void Write(WireWriter writer)
    {
        writer.WriteByte(OutputHandleIndex);
        writer.WriteByte((byte)TableFlags);
    }
}
