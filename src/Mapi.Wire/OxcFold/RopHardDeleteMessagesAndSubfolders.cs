using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcFold;

/// <summary>Deletes what a folder contains, for good. [MS-OXCROPS] 2.2.4.10.1</summary>
public readonly record struct RopHardDeleteMessagesAndSubfoldersRequest(bool WantAsynchronous, bool WantDeleteAssociated) : IRopRequest<RopHardDeleteMessagesAndSubfoldersRequest>
{
    public static RopId RopId => RopId.HardDeleteMessagesAndSubfolders;

    public static RopHardDeleteMessagesAndSubfoldersRequest Read(ref WireReader reader) => new(reader.ReadBoolean(), reader.ReadBoolean());

    public void Write(WireWriter writer)
    {
        writer.WriteBoolean(WantAsynchronous);
        writer.WriteBoolean(WantDeleteAssociated);
    }
}
