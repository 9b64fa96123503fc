using Mapigate.Backends.Local.Files;

namespace Mapigate.Backends.Local.Vdir;

/// <summary>One item as it was last seen.</summary>
/// <param name="Name">File name.</param>
/// <param name="Sequence">Number of the change that brought it there.</param>
/// <param name="ETag">Hash of its content, in quotes.</param>
/// <param name="Stamp">The file's state when it was read; null where a later change could leave the same.</param>
internal sealed record ItemRow(string Name, ulong Sequence, string ETag, FileStamp? Stamp);
