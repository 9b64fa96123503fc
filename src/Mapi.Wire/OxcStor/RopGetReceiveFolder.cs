using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcStor;

/// <summary>Asks which folder receives messages of a class. [MS-OXCROPS] 2.2.3.2.1</summary>
public readonly record struct RopGetReceiveFolderRequest(string MessageClass) : IRopRequest<RopGetReceiveFolderRequest>
{
    public static RopId RopId => RopId.GetReceiveFolder;

    public static RopGetReceiveFolderRequest Read(ref WireReader reader) => new(reader.ReadString8Z());

    public void Write(WireWriter writer) => writer.WriteString8Z(MessageClass);
}

/// <summary>[MS-OXCROPS] 2.2.3.2.2</summary>
/// <param name="ExplicitMessageClass">The configured class that the wanted one falls under; empty for the default folder.</param>
public readonly record struct RopGetReceiveFolderResponse(FolderId FolderId, string ExplicitMessageClass) : IRopResponse<RopGetReceiveFolderResponse>
{
    public static RopGetReceiveFolderResponse Read(ref WireReader reader) => new(new FolderId(reader.ReadUInt64()), reader.ReadString8Z());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt64(FolderId.Value);
        writer.WriteString8Z(ExplicitMessageClass);
    }
}
