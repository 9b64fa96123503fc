using System.Text;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcData;

/// <summary>What differs between the contexts that carry restrictions: the width of counts and the encoding of values. [MS-OXCDATA] 2.11.1.1</summary>
internal abstract class RestrictionFormat
{
    /// <summary>16-bit counts and values as in ROP buffers.</summary>
    public static readonly RestrictionFormat RemoteOperation = new RemoteOperationFormat();

    /// <summary>Reads a count of sub-restrictions; the caller checks it.</summary>
    public abstract uint ReadCount(ref WireReader reader);

    public abstract void WriteCount(WireWriter writer, int count);

    public abstract object ReadValue(ref WireReader reader, PropertyType type, Encoding string8);

    public abstract void WriteValue(WireWriter writer, PropertyType type, object value, Encoding string8);

    private sealed class RemoteOperationFormat : RestrictionFormat
    {
        public override uint ReadCount(ref WireReader reader) => reader.ReadUInt16();

        public override void WriteCount(WireWriter writer, int count) => writer.WriteUInt16(checked((ushort)count));

        public override object ReadValue(ref WireReader reader, PropertyType type, Encoding string8) => PropertyValueCodec.Read(ref reader, type, string8);

        public override void WriteValue(WireWriter writer, PropertyType type, object value, Encoding string8) => PropertyValueCodec.Write(writer, type, value, string8);
    }
}
