using System.Runtime.InteropServices;

namespace Mapigate.Formats.Mime;

/// <summary>Where one field lies in its header section, in bytes from the section's start.</summary>
/// <param name="Start">First byte of the name.</param>
/// <param name="NameLength">Length of the name.</param>
/// <param name="ValueStart">The byte after the colon.</param>
/// <param name="End">The end of the value, without its last line break.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct HeaderSpan(int Start, int NameLength, int ValueStart, int End);
