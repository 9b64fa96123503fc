using System.Text;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMapiHttp;

/// <summary>
/// The filter of GetMatches: 32-bit counts. Whether a HasValue byte stands before the value inside a restriction the document leaves open and implementations
/// differ, so that there are two formats. [MS-OXCMAPIHTTP] 2.2.5.5.1, [MS-OXCDATA] 2.12
/// </summary>
internal sealed class AddressBookRestriction : RestrictionFormat
{
    /// <summary>With HasValue bytes.</summary>
    public static readonly AddressBookRestriction Marked = new(true);

    /// <summary>Without HasValue bytes.</summary>
    public static readonly AddressBookRestriction Unmarked = new(false);

    private readonly bool _marked;

    private AddressBookRestriction(bool marked) => _marked = marked;

    public override uint ReadCount(ref WireReader reader) => reader.ReadUInt32();

    public override void WriteCount(WireWriter writer, int count) => writer.WriteUInt32((uint)count);

    public override object ReadValue(ref WireReader reader, PropertyType type, Encoding string8)
    {
        if (!_marked)
            return AddressBookPropertyValue.ReadUnmarked(ref reader, type, string8, elementsMarked: false);
        return AddressBookPropertyValue.Read(ref reader, type, string8) ?? throw new WireFormatException("A restriction compares with no value");
    }

    public override void WriteValue(WireWriter writer, PropertyType type, object value, Encoding string8)
    {
        if (_marked)
            AddressBookPropertyValue.Write(writer, type, value, string8);
        else
            AddressBookPropertyValue.WriteUnmarked(writer, type, value, string8, elementsMarked: false);
    }
}
