namespace Mapigate.Gateway.Core.Journal;

/// <summary>How far a journalled write is known to have come. The numbers are stored.</summary>
public enum JournalStep : byte
{
    /// <summary>The first outward step may have been taken or not: that is looked up before anything is repeated.</summary>
    Begun = 1,

    /// <summary>A server has acknowledged the first step: the write is finished, never undone.</summary>
    Acknowledged = 2,
}
