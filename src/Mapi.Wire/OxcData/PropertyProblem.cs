using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcData;

/// <summary>Why one property of a request was not set, deleted or copied. [MS-OXCDATA] 2.7</summary>
/// <param name="Index">Its place in the request's array, from 0.</param>
/// <param name="Tag">The property.</param>
/// <param name="ErrorCode">The reason.</param>
public readonly record struct PropertyProblem(ushort Index, PropertyTag Tag, ErrorCode ErrorCode)
{
    private const int Size = 10;

    /// <summary>Reads a 16-bit count and that many problems.</summary>
    public static PropertyProblem[] ReadArray(ref WireReader reader)
    {
        var problems = new PropertyProblem[reader.CheckCount(reader.ReadUInt16(), Size)];
        for (var i = 0; i < problems.Length; i++)
            problems[i] = new PropertyProblem(reader.ReadUInt16(), new PropertyTag(reader.ReadUInt32()), (ErrorCode)reader.ReadUInt32());
        return problems;
    }

    public static void WriteArray(WireWriter writer, ReadOnlySpan<PropertyProblem> problems)
    {
        writer.WriteUInt16(checked((ushort)problems.Length));
        foreach (var problem in problems)
        {
            writer.WriteUInt16(problem.Index);
            writer.WriteUInt32(problem.Tag.Value);
            writer.WriteUInt32((uint)problem.ErrorCode);
        }
    }
}
