using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxNspi;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMapiHttp;

/// <summary>Asks for the table of containers or of creation templates. [MS-OXCMAPIHTTP] 2.2.5.8.1</summary>
/// <param name="Version">Version of the hierarchy table that the client has.</param>
public sealed record GetSpecialTableRequest(
    SpecialTableFlags Flags,
    Stat? State,
    uint? Version,
    byte[] AuxiliaryBuffer) : IMapiHttpBody<GetSpecialTableRequest>
{
    public static GetSpecialTableRequest Read(ref WireReader reader) => new(
        Flags: (SpecialTableFlags)reader.ReadUInt32(),
        State: reader.ReadState(),
        Version: reader.ReadOptionalUInt32(),
        AuxiliaryBuffer: reader.ReadSized());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt32((uint)Flags);
        writer.WriteState(State);
        writer.WriteOptional(Version);
        writer.WriteSized(AuxiliaryBuffer);
    }
}

/// <summary>The rows of the table. [MS-OXCMAPIHTTP] 2.2.5.8.2</summary>
/// <param name="CodePage">Of the String8 values.</param>
/// <param name="Version">Version of the hierarchy table that the server has.</param>
/// <param name="Rows">Properties of each row.</param>
public sealed record GetSpecialTableResponse(
    ErrorCode ErrorCode,
    uint CodePage,
    uint? Version,
    IReadOnlyList<IReadOnlyList<PropertyValue>>? Rows,
    byte[] AuxiliaryBuffer) : IMapiHttpBody<GetSpecialTableResponse>
{
    public static GetSpecialTableResponse Read(ref WireReader reader)
    {
        var error = reader.ReadStatus();
        var codePage = reader.ReadUInt32();
        var version = reader.ReadOptionalUInt32();
        return new GetSpecialTableResponse(error, codePage, version, ReadRows(ref reader, codePage), AuxiliaryBuffer: reader.ReadSized());
    }

    public void Write(WireWriter writer)
    {
        writer.WriteStatus(ErrorCode);
        writer.WriteUInt32(CodePage);
        writer.WriteOptional(Version);
        writer.WritePresence(Rows is not null);
        if (Rows is not null)
        {
            writer.WriteUInt32((uint)Rows.Count);
            foreach (var row in Rows)
                AddressBookPropertyValueList.Write(writer, row, StringEncodings.Of(CodePage));
        }

        writer.WriteSized(AuxiliaryBuffer);
    }

    private static IReadOnlyList<PropertyValue>[]? ReadRows(ref WireReader reader, uint codePage)
    {
        if (!reader.ReadBoolean())
            return null;
        var rows = new IReadOnlyList<PropertyValue>[reader.CheckCount(reader.ReadUInt32(), 4)];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = AddressBookPropertyValueList.Read(ref reader, StringEncodings.Of(codePage));
        return rows;
    }
}
