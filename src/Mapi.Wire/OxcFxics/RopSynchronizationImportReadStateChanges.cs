using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcFxics;

/// <summary>Imports read states of messages. [MS-OXCROPS] 2.2.13.3.1</summary>
public readonly record struct RopSynchronizationImportReadStateChangesRequest(MessageReadState[] MessageReadStates) : IRopRequest<RopSynchronizationImportReadStateChangesRequest>
{
    public static RopId RopId => RopId.SynchronizationImportReadStateChanges;

    public static RopSynchronizationImportReadStateChangesRequest Read(ref WireReader reader)
    {
        var slice = reader.ReadSlice(reader.ReadUInt16());
        var states = new List<MessageReadState>();
        while (slice.Remaining > 0)
            states.Add(MessageReadState.Read(ref slice));
        return new RopSynchronizationImportReadStateChangesRequest([.. states]);
    }

    public void Write(WireWriter writer)
    {
        var size = writer.ReserveUInt16();
        foreach (var state in MessageReadStates)
            state.Write(writer);
        writer.PatchUInt16(size, checked((ushort)(writer.Length - size - 2)));
    }
}
