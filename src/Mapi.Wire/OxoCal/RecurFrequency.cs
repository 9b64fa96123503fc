namespace Mapigate.Mapi.Wire.OxoCal;

/// <summary>How often a series recurs. [MS-OXOCAL] 2.2.1.44.1</summary>
public enum RecurFrequency : ushort
{
    Daily = 0x200A,
    Weekly = 0x200B,
    Monthly = 0x200C,
    Yearly = 0x200D,
}
