using System.Runtime.InteropServices;

namespace Mapigate.Backends.Local.Files;

/// <summary>What happened to a file of a watched folder.</summary>
/// <param name="Part">Which of the feed's folders.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Name">The file's name; empty for the folder itself.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FolderEvent(int Part, FolderEvents Kind, string Name)
{
    public bool IsAdded => (Kind & FolderEvents.Added) != 0;

    public bool IsRemoved => (Kind & FolderEvents.Removed) != 0;
}

/// <summary>Bits of inotify's masks.</summary>
[Flags]
internal enum FolderEvents : uint
{
    Modified = 0x2,
    Attributes = 0x4,
    ClosedAfterWriting = 0x8,
    MovedFrom = 0x40,
    MovedTo = 0x80,
    Created = 0x100,
    Deleted = 0x200,
    Written = Modified | ClosedAfterWriting,
    Added = MovedTo | Created,
    Removed = MovedFrom | Deleted,
}
