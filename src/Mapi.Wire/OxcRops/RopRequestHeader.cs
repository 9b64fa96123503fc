using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcRops;

/// <summary>The three bytes that every request begins with. [MS-OXCROPS] 2.2</summary>
/// <param name="RopId">Which operation.</param>
/// <param name="LogonId">Which of the session's logons.</param>
/// <param name="HandleIndex">Place in the handle table; see <see cref="IRopRequest{TSelf}"/> for what it names in each operation.</param>
public readonly record struct RopRequestHeader(RopId RopId, byte LogonId, byte HandleIndex)
{
    public static RopRequestHeader Read(ref WireReader reader) => new((RopId)reader.ReadByte(), reader.ReadByte(), reader.ReadByte());

    public void Write(WireWriter writer)
    {
        writer.WriteByte((byte)RopId);
        writer.WriteByte(LogonId);
        writer.WriteByte(HandleIndex);
    }
}
