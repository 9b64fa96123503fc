using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcPerm;

/// <summary>One entry of a folder's permissions to add, change or remove. [MS-OXCPERM] 2.2.2.1</summary>
public readonly record struct PermissionData(PermissionDataFlags Flags, PropertyValue[] PropertyValues)
{
    /// <summary>Bytes of the fixed fields.</summary>
    internal const int Smallest = 3;

    internal static PermissionData Read(ref WireReader reader) => new((PermissionDataFlags)reader.ReadByte(), TaggedPropertyValue.ReadArray(ref reader));

    internal void Write(WireWriter writer)
    {
        writer.WriteByte((byte)Flags);
        TaggedPropertyValue.WriteArray(writer, PropertyValues);
    }
}
