using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcStor;

/// <summary>Asks for the state of the mailbox. [MS-OXCROPS] 2.2.3.5.1</summary>
public readonly record struct RopGetStoreStateRequest : IRopRequest<RopGetStoreStateRequest>
{
    public static RopId RopId => RopId.GetStoreState;

    public static RopGetStoreStateRequest Read(ref WireReader reader) => default;

    public void Write(WireWriter writer)
    {
    }
}

/// <summary>[MS-OXCROPS] 2.2.3.5.2</summary>
public readonly record struct RopGetStoreStateResponse(StoreState StoreState) : IRopResponse<RopGetStoreStateResponse>
{
    public static RopGetStoreStateResponse Read(ref WireReader reader) => new((StoreState)reader.ReadUInt32());

    public void Write(WireWriter writer) => writer.WriteUInt32((uint)StoreState);
}
