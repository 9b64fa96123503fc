using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxoMsg;

/// <summary>Asks which address types the server delivers to. [MS-OXCROPS] 2.2.7.3.1</summary>
public readonly record struct RopGetAddressTypesRequest : IRopRequest<RopGetAddressTypesRequest>
{
    public static RopId RopId => RopId.GetAddressTypes;

    public static RopGetAddressTypesRequest Read(ref WireReader reader) => default;

    public void Write(WireWriter writer)
    {
    }
}

/// <summary>[MS-OXCROPS] 2.2.7.3.2</summary>
public readonly record struct RopGetAddressTypesResponse(string[] AddressTypes) : IRopResponse<RopGetAddressTypesResponse>
{
    public static RopGetAddressTypesResponse Read(ref WireReader reader)
    {
        var count = reader.ReadUInt16();
        var slice = reader.ReadSlice(reader.ReadUInt16());
        var types = new string[slice.CheckCount(count, 1)];
        for (var i = 0; i < types.Length; i++)
            types[i] = slice.ReadString8Z();
        return new RopGetAddressTypesResponse(types);
    }

    public void Write(WireWriter writer)
    {
        writer.WriteUInt16(checked((ushort)AddressTypes.Length));
        var size = writer.ReserveUInt16();
        foreach (var type in AddressTypes)
            writer.WriteString8Z(type);
        writer.PatchUInt16(size, checked((ushort)(writer.Length - size - 2)));
    }
}
