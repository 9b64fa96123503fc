namespace Mapigate.Mapi.Wire.OxoCal;

/// <summary>wTZRuleFlags. [MS-OXOCAL] 2.2.1.41.1</summary>
[Flags]
public enum TimeZoneRuleFlags : ushort
{
    None = 0,

    /// <summary>TZRULE_FLAG_RECUR_CURRENT_TZREG: the rule is that of PidLidTimeZoneStruct.</summary>
    RecurringCurrent = 0x0001,

    /// <summary>TZRULE_FLAG_EFFECTIVE_TZREG: the rule that holds.</summary>
    Effective = 0x0002,
}
