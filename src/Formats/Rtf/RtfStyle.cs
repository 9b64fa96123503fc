namespace Mapigate.Formats.Rtf;

/// <summary>The formatting that a reader notices.</summary>
internal readonly record struct RtfStyle(bool IsBold, bool IsItalic, bool IsUnderlined);
