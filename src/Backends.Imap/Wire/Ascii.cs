namespace Mapigate.Backends.Imap.Wire;

/// <summary>Comparison of protocol words, which are ASCII and indifferent to case.</summary>
internal static class Ascii
{
    public static bool Is(ReadOnlySpan<byte> word, ReadOnlySpan<byte> expected) => System.Text.Ascii.EqualsIgnoreCase(word, expected);

    public static bool IsAny(ReadOnlySpan<byte> word, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c, ReadOnlySpan<byte> d, ReadOnlySpan<byte> e) =>
        Is(word, a) || Is(word, b) || Is(word, c) || Is(word, d) || Is(word, e);
}
