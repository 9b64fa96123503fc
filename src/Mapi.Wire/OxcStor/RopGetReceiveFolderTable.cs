using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.OxProps;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcStor;

/// <summary>Asks for every configured receive folder. [MS-OXCROPS] 2.2.3.4.1</summary>
public readonly record struct RopGetReceiveFolderTableRequest : IRopRequest<RopGetReceiveFolderTableRequest>
{
    public static RopId RopId => RopId.GetReceiveFolderTable;

    public static RopGetReceiveFolderTableRequest Read(ref WireReader reader) => default;

    public void Write(WireWriter writer)
    {
    }
}

/// <summary>[MS-OXCROPS] 2.2.3.4.2</summary>
public readonly record struct RopGetReceiveFolderTableResponse(ReceiveFolder[] Rows) : IRopResponse<RopGetReceiveFolderTableResponse>
{
    /// <summary>A row of this table has these columns, its string in eight bits.</summary>
    private static readonly PropertyTag[] Columns = [PidTag.FolderId, PidTag.MessageClass.WithType(PropertyType.String8), PidTag.LastModificationTime];

    public static RopGetReceiveFolderTableResponse Read(ref WireReader reader)
    {
        var rows = new ReceiveFolder[reader.CheckCount(reader.ReadUInt32(), 18)];
        for (var i = 0; i < rows.Length; i++)
        {
            var row = PropertyRow.Read(ref reader, Columns).Values;
            rows[i] = new ReceiveFolder(row[0] is long id ? new FolderId((ulong)id) : default, row[1] as string ?? string.Empty, row[2] is FileTime time ? time : default);
        }

        return new RopGetReceiveFolderTableResponse(rows);
    }

    public void Write(WireWriter writer)
    {
        writer.WriteUInt32((uint)Rows.Length);
        foreach (var row in Rows)
            PropertyRow.Write(writer, Columns, [(long)row.FolderId.Value, row.MessageClass, row.LastModificationTime]);
    }
}
