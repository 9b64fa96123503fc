using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcPrpt;

/// <summary>Asks how far an asynchronous operation is, or stops it. [MS-OXCROPS] 2.2.8.13.1</summary>
public readonly record struct RopProgressRequest(bool WantCancel) : IRopRequest<RopProgressRequest>
{
    public static RopId RopId => RopId.Progress;

    public static RopProgressRequest Read(ref WireReader reader) => new(reader.ReadBoolean());

    public void Write(WireWriter writer) => writer.WriteBoolean(WantCancel);
}

/// <summary>[MS-OXCROPS] 2.2.8.13.2</summary>
public readonly record struct RopProgressResponse(byte LogonId, uint CompletedTaskCount, uint TotalTaskCount) : IRopResponse<RopProgressResponse>
{
    public static RopProgressResponse Read(ref WireReader reader) => new(reader.ReadByte(), reader.ReadUInt32(), reader.ReadUInt32());

    public void Write(WireWriter writer)
    {
        writer.WriteByte(LogonId);
        writer.WriteUInt32(CompletedTaskCount);
        writer.WriteUInt32(TotalTaskCount);
    }
}
