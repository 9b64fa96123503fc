namespace Mapigate.Mapi.Wire.OxoCal;

/// <summary>How a series ends. [MS-OXOCAL] 2.2.1.44.1</summary>
public enum RecurrenceEndType : uint
{
    EndDate = 0x00002021,
    OccurrenceCount = 0x00002022,
    Never = 0x00002023,

    /// <summary>Written by some clients for <see cref="Never"/>.</summary>
    NeverAlternative = 0xFFFFFFFF,
}
