using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcFold;

/// <summary>Deletes what a folder contains, softly. [MS-OXCROPS] 2.2.4.9.1</summary>
public readonly record struct RopEmptyFolderRequest(bool WantAsynchronous, bool WantDeleteAssociated) : IRopRequest<RopEmptyFolderRequest>
{
    public static RopId RopId => RopId.EmptyFolder;

    public static RopEmptyFolderRequest Read(ref WireReader reader) => new(reader.ReadBoolean(), reader.ReadBoolean());

    public void Write(WireWriter writer)
    {
        writer.WriteBoolean(WantAsynchronous);
        writer.WriteBoolean(WantDeleteAssociated);
    }
}
