using System.Runtime.InteropServices;

namespace Mapigate.Formats.Mime;

/// <summary>One parameter or section of one, as it stands in the field. RFC 2231 3 and 4.</summary>
/// <param name="Name">Name without section number and asterisks.</param>
/// <param name="Section">Section number, -1 for a parameter that has none.</param>
/// <param name="IsExtended">Whether the value is percent-encoded.</param>
/// <param name="Value">Unquoted value.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RawParameter(string Name, int Section, bool IsExtended, string Value);
