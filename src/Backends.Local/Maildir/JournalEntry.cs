using System.Runtime.InteropServices;

namespace Mapigate.Backends.Local.Maildir;

/// <summary>What the journal knows of a message.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct JournalEntry(ulong ModSeq, bool IsNew, string Info);
