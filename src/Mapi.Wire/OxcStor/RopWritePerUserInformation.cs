using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcStor;

/// <summary>Writes a piece of the read state of a public folder. [MS-OXCROPS] 2.2.3.13.1</summary>
/// <param name="HasFinished">This is the last piece.</param>
/// <param name="ReplGuid">Where the read state came from; only the first piece (offset zero) of a private mailbox's logon has it. Null where there is none.</param>
public readonly record struct RopWritePerUserInformationRequest(LongTermId FolderId, bool HasFinished, uint DataOffset, ReadOnlyMemory<byte> Data, Guid? ReplGuid)
    : IRopRequest<RopWritePerUserInformationRequest>
{
    public static RopId RopId => RopId.WritePerUserInformation;

    public static RopWritePerUserInformationRequest Read(ref WireReader reader)
    {
        var folder = LongTermId.Read(ref reader);
        var finished = reader.ReadBoolean();
        var offset = reader.ReadUInt32();
        var data = reader.ReadBytes(reader.ReadUInt16()).ToArray();

        // Whether the logon is private is not known here; a public one is refused at RopLogon.
        return new RopWritePerUserInformationRequest(folder, finished, offset, data, offset == 0 ? reader.ReadGuid() : null);
    }

    public void Write(WireWriter writer)
    {
        FolderId.Write(writer);
        writer.WriteBoolean(HasFinished);
        writer.WriteUInt32(DataOffset);
        writer.WriteUInt16(checked((ushort)Data.Length));
        writer.WriteBytes(Data.Span);
        if (DataOffset == 0)
            writer.WriteGuid(ReplGuid ?? Guid.Empty);
    }
}
