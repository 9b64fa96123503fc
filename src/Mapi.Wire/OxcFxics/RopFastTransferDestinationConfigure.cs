using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcFxics;

/// <summary>Opens an upload context. [MS-OXCROPS] 2.2.12.1.1</summary>
public readonly record struct RopFastTransferDestinationConfigureRequest(byte OutputHandleIndex, FastTransferSourceOperation SourceOperation, FastTransferCopyFlags CopyFlags) : IRopRequest<RopFastTransferDestinationConfigureRequest>, IRopOutput
{
    public static RopId RopId => RopId.FastTransferDestinationConfigure;

    public static RopFastTransferDestinationConfigureRequest Read(ref WireReader reader) => new(
        reader.ReadByte(),
        (FastTransferSourceOperation)reader.ReadByte(),
        (FastTransferCopyFlags)reader.ReadByte());

    public void Write(WireWriter writer)
    {
        writer.WriteByte(OutputHandleIndex);
        writer.WriteByte((byte)SourceOperation);
        writer.WriteByte((byte)CopyFlags);
    }
}
