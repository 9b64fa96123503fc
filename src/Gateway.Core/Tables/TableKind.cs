namespace Mapigate.Gateway.Core.Tables;

/// <summary>What a table's rows are; which operations a table takes depends on it. [MS-OXCTABL] 1.1</summary>
public enum TableKind
{
    Contents,
    Hierarchy,
    Rules,

    /// <summary>Attachments, permissions, receive folders: read, never sorted or restricted.</summary>
    Other,
}
