namespace Mapigate.Mapi.Wire.OxcNotif;

/// <summary>What happened to a table. [MS-OXCNOTIF] 2.2.1.4.1.2</summary>
public enum TableEventType : ushort
{
    TableChanged = 1,
    TableRowAdded = 3,
    TableRowDeleted = 4,
    TableRowModified = 5,
    TableRestrictionChanged = 7,
}
