using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcPerm;

/// <summary>Changes the permissions of a folder. [MS-OXCROPS] 2.2.10.1.1</summary>
public readonly record struct RopModifyPermissionsRequest(ModifyPermissionsFlags ModifyFlags, PermissionData[] PermissionsData) : IRopRequest<RopModifyPermissionsRequest>
{
    public static RopId RopId => RopId.ModifyPermissions;

    public static RopModifyPermissionsRequest Read(ref WireReader reader)
    {
        var flags = (ModifyPermissionsFlags)reader.ReadByte();
        var rows = new PermissionData[reader.CheckCount(reader.ReadUInt16(), PermissionData.Smallest)];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = PermissionData.Read(ref reader);
        return new RopModifyPermissionsRequest(flags, rows);
    }

    public void Write(WireWriter writer)
    {
        writer.WriteByte((byte)ModifyFlags);
        writer.WriteUInt16(checked((ushort)PermissionsData.Length));
        foreach (var row in PermissionsData)
            row.Write(writer);
    }
}
