using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxoMsg;

/// <summary>Asks for the options of an address type. [MS-OXCROPS] 2.2.7.9.1</summary>
/// <param name="WantWin32">True; the help file is wanted for 32-bit Windows.</param>
public readonly record struct RopOptionsDataRequest(string AddressType, bool WantWin32) : IRopRequest<RopOptionsDataRequest>
{
    public static RopId RopId => RopId.OptionsData;

    public static RopOptionsDataRequest Read(ref WireReader reader) => new(reader.ReadString8Z(), reader.ReadBoolean());

    public void Write(WireWriter writer)
    {
        writer.WriteString8Z(AddressType);
        writer.WriteBoolean(WantWin32);
    }
}

/// <summary>[MS-OXCROPS] 2.2.7.9.2</summary>
/// <param name="HelpFileName">Present where there is a help file.</param>
public readonly record struct RopOptionsDataResponse(ReadOnlyMemory<byte> OptionsInfo, ReadOnlyMemory<byte> HelpFile, string? HelpFileName) : IRopResponse<RopOptionsDataResponse>
{
    private const byte Reserved = 1;

    public static RopOptionsDataResponse Read(ref WireReader reader)
    {
        reader.Skip(1);
        var options = reader.ReadBytes(reader.ReadUInt16()).ToArray();
        var help = reader.ReadBytes(reader.ReadUInt16()).ToArray();
        return new RopOptionsDataResponse(options, help, help.Length > 0 ? reader.ReadString8Z() : null);
    }

    public void Write(WireWriter writer)
    {
        writer.WriteByte(Reserved);
        writer.WriteUInt16(checked((ushort)OptionsInfo.Length));
        writer.WriteBytes(OptionsInfo.Span);
        writer.WriteUInt16(checked((ushort)HelpFile.Length));
        writer.WriteBytes(HelpFile.Span);
        if (HelpFile.Length > 0)
            writer.WriteString8Z(HelpFileName ?? string.Empty);
    }
}
