using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxNspi;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMapiHttp;

/// <summary>Sets and removes properties of the object at a position. [MS-OXCMAPIHTTP] 2.2.5.11.1</summary>
/// <param name="PropertyTags">Properties to be removed.</param>
/// <param name="PropertyValues">Properties to be set.</param>
public sealed record ModPropsRequest(
    uint Reserved,
    Stat? State,
    IReadOnlyList<PropertyTag>? PropertyTags,
    IReadOnlyList<PropertyValue>? PropertyValues,
    byte[] AuxiliaryBuffer) : IMapiHttpBody<ModPropsRequest>
{
    public static ModPropsRequest Read(ref WireReader reader)
    {
        var reserved = reader.ReadUInt32();
        var state = reader.ReadState();
        return new ModPropsRequest(
            reserved,
            state,
            PropertyTags: reader.ReadOptionalTags(),
            PropertyValues: reader.ReadOptionalValues(state.String8()),
            AuxiliaryBuffer: reader.ReadSized());
    }

    public void Write(WireWriter writer)
    {
        writer.WriteUInt32(Reserved);
        writer.WriteState(State);
        writer.WriteOptional(PropertyTags);
        writer.WriteOptional(PropertyValues, State.String8());
        writer.WriteSized(AuxiliaryBuffer);
    }
}

/// <summary>Whether the object was modified. [MS-OXCMAPIHTTP] 2.2.5.11.2</summary>
public sealed record ModPropsResponse(ErrorCode ErrorCode, byte[] AuxiliaryBuffer) : IMapiHttpBody<ModPropsResponse>
{
    public static ModPropsResponse Read(ref WireReader reader) => new(ErrorCode: reader.ReadStatus(), AuxiliaryBuffer: reader.ReadSized());

    public void Write(WireWriter writer)
    {
        writer.WriteStatus(ErrorCode);
        writer.WriteSized(AuxiliaryBuffer);
    }
}
