using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcFxics;

/// <summary>Uploads a piece of a property of the synchronization state. [MS-OXCROPS] 2.2.13.10.1</summary>
public readonly record struct RopSynchronizationUploadStateStreamContinueRequest(ReadOnlyMemory<byte> StreamData) : IRopRequest<RopSynchronizationUploadStateStreamContinueRequest>
{
    public static RopId RopId => RopId.SynchronizationUploadStateStreamContinue;

    public static RopSynchronizationUploadStateStreamContinueRequest Read(ref WireReader reader) => new(reader.ReadBytes(reader.CheckCount(reader.ReadUInt32(), 1)).ToArray());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt32((uint)StreamData.Length);
        writer.WriteBytes(StreamData.Span);
    }
}
