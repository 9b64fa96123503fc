using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcNotif;

/// <summary>An event that the client asked for: what follows the RopId. [MS-OXCROPS] 2.2.14.2.1</summary>
/// <param name="NotificationHandle">The subscription's or the table's handle.</param>
public readonly record struct RopNotify(uint NotificationHandle, byte LogonId, NotificationData Data)
{
    public static RopNotify Read(ref WireReader reader) => new(reader.ReadUInt32(), reader.ReadByte(), NotificationData.Read(ref reader));

    public void Write(WireWriter writer)
    {
        writer.WriteUInt32(NotificationHandle);
        writer.WriteByte(LogonId);
        Data.Write(writer);
    }
}
