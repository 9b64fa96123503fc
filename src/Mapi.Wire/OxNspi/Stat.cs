using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxNspi;

/// <summary>A position in an address book container, and how its strings are wanted; 36 bytes. [MS-OXNSPI] 2.2.8</summary>
/// <param name="SortType">Order of the table.</param>
/// <param name="ContainerId">Minimal Entry ID of the container; zero is the Global Address List.</param>
/// <param name="CurrentRec">The current row, or one of the positioning Minimal Entry IDs.</param>
/// <param name="Delta">Rows to move from <paramref name="CurrentRec"/>.</param>
/// <param name="NumPos">Approximate row number of the current row.</param>
/// <param name="TotalRecs">Approximate number of rows in the container.</param>
/// <param name="CodePage">Code page of String8 values.</param>
/// <param name="TemplateLocale">LCID of templates.</param>
/// <param name="SortLocale">LCID of the order of strings.</param>
public readonly record struct Stat(
    SortType SortType,
    MinimalEntryId ContainerId,
    MinimalEntryId CurrentRec,
    int Delta,
    uint NumPos,
    uint TotalRecs,
    uint CodePage,
    uint TemplateLocale,
    uint SortLocale)
{
    /// <summary>Bytes on the wire.</summary>
    public const int Size = 36;

    public static Stat Read(ref WireReader reader) => new(
        (SortType)reader.ReadUInt32(),
        MinimalEntryId.Read(ref reader),
        MinimalEntryId.Read(ref reader),
        reader.ReadInt32(),
        reader.ReadUInt32(),
        reader.ReadUInt32(),
        reader.ReadUInt32(),
        reader.ReadUInt32(),
        reader.ReadUInt32());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt32((uint)SortType);
        ContainerId.Write(writer);
        CurrentRec.Write(writer);
        writer.WriteInt32(Delta);
        writer.WriteUInt32(NumPos);
        writer.WriteUInt32(TotalRecs);
        writer.WriteUInt32(CodePage);
        writer.WriteUInt32(TemplateLocale);
        writer.WriteUInt32(SortLocale);
    }
}
