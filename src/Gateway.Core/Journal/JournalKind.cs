namespace Mapigate.Gateway.Core.Journal;

/// <summary>What a journalled write does. The numbers are stored.</summary>
public enum JournalKind : byte
{
    /// <summary>Hand a message to the transport, file it in Sent Items, remove it from where it was composed.</summary>
    Submit = 1,

    /// <summary>Append a message, or the next version of a draft; then remove the version before.</summary>
    Save = 2,

    /// <summary>Store an item anew in another kind of folder; then, for a move, remove it from the first.</summary>
    Transfer = 3,

    /// <summary>Give an empty folder the home that its class asks for; then remove it from the home it was made in.</summary>
    Rehome = 4,

    /// <summary>Put an object into a collection, or change it there; then keep beside it what it has no place for.</summary>
    Store = 5,

    /// <summary>Move a folder with all below it to where another server keeps it.</summary>
    MoveFolder = 6,

    /// <summary>Delete a folder with all below it.</summary>
    RemoveFolder = 7,
}
