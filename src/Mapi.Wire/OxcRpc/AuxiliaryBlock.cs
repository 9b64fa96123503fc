using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcRpc;

/// <summary>One block of an auxiliary buffer: what follows its AUX_HEADER. [MS-OXCRPC] 2.2.2.2</summary>
/// <param name="Version">Layout of the type's payload: 1 or 2.</param>
/// <param name="Type">What the block is.</param>
/// <param name="Payload">The block without its header. Offsets inside a payload count from the header's begin.</param>
public readonly record struct AuxiliaryBlock(byte Version, AuxiliaryBlockType Type, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Bytes of an AUX_HEADER.</summary>
    public const int HeaderSize = 4;

    /// <summary>Most blocks that are read of one buffer; the rest is passed over.</summary>
    public const int MaxCount = 256;

    /// <summary>
    /// Reads the blocks of an opened buffer. They only inform, so a damaged end is passed over: reading stops at the first header that does not fit.
    /// </summary>
    public static List<AuxiliaryBlock> ReadAll(ReadOnlyMemory<byte> data)
    {
        var blocks = new List<AuxiliaryBlock>();
        while (data.Length >= HeaderSize && blocks.Count < MaxCount)
        {
            var reader = new WireReader(data.Span);
            var size = reader.ReadUInt16();
            if (size < HeaderSize || size > data.Length)
                break;
            blocks.Add(new AuxiliaryBlock(reader.ReadByte(), (AuxiliaryBlockType)reader.ReadByte(), data[HeaderSize..size]));
            data = data[size..];
        }

        return blocks;
    }

    public void Write(WireWriter writer)
    {
        writer.WriteUInt16(checked((ushort)(HeaderSize + Payload.Length)));
        writer.WriteByte(Version);
        writer.WriteByte((byte)Type);
        writer.WriteBytes(Payload.Span);
    }

    /// <summary>AUX_CLIENT_CONTROL: asks the client to change what it reports. [MS-OXCRPC] 2.2.2.2.15</summary>
    /// <param name="enableFlags">What the client reports.</param>
    /// <param name="expiryTime">Milliseconds for which unsent reports are kept.</param>
    public static AuxiliaryBlock ClientControl(ClientControlFlags enableFlags, uint expiryTime) =>
        Of(AuxiliaryBlockType.ClientControl, [(uint)enableFlags, expiryTime]);

    /// <summary>AUX_EXORGINFO: whether the organization has public folders. [MS-OXCRPC] 2.2.2.2.17</summary>
    public static AuxiliaryBlock OrganizationInfo(OrganizationFlags orgFlags) => Of(AuxiliaryBlockType.ExOrgInfo, [(uint)orgFlags]);

    /// <summary>AUX_SERVER_CAPABILITIES: what the server can do beyond its version. [MS-OXCRPC] 2.2.2.2.19</summary>
    public static AuxiliaryBlock ServerCapabilities(ServerCapabilityFlags flags) => Of(AuxiliaryBlockType.ServerCapabilities, [(uint)flags]);

    /// <summary>AUX_ENDPOINT_CAPABILITIES: one endpoint serves all interfaces. [MS-OXCRPC] 2.2.2.2.20</summary>
    public static AuxiliaryBlock EndpointCapabilities(EndpointCapabilityFlags flags) => Of(AuxiliaryBlockType.EndpointCapabilities, [(uint)flags]);

    private static AuxiliaryBlock Of(AuxiliaryBlockType type, ReadOnlySpan<uint> words)
    {
        using var writer = new WireWriter(16);
        foreach (var word in words)
            writer.WriteUInt32(word);
        return new AuxiliaryBlock(1, type, writer.ToArray());
    }
}
