using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcFxics;

/// <summary>Whether a message is read. [MS-OXCROPS] 2.2.13.3.1.1</summary>
/// <param name="MessageId">The GID of the message ([MS-OXCFXICS] 2.2.1.3).</param>
public readonly record struct MessageReadState(ReadOnlyMemory<byte> MessageId, bool MarkAsRead)
{
    internal static MessageReadState Read(ref WireReader reader) => new(reader.ReadBytes(reader.ReadUInt16()).ToArray(), reader.ReadBoolean());

    internal void Write(WireWriter writer)
    {
        writer.WriteUInt16(checked((ushort)MessageId.Length));
        writer.WriteBytes(MessageId.Span);
        writer.WriteBoolean(MarkAsRead);
    }
}
