using System.Text;

namespace Mapigate.WebFrontend.Dav.Filters;

/// <summary>Compares texts under a collation. RFC 4791 9.7.5, RFC 6352 10.5.4</summary>
/// <param name="Text">What is looked for.</param>
/// <param name="Collation">One of <see cref="Collations"/>.</param>
/// <param name="MatchType">contains, equals, starts-with or ends-with.</param>
/// <param name="IsNegated">What does not match is meant.</param>
internal sealed record TextMatch(string Text, string Collation, string MatchType, bool IsNegated)
{
    public const string AsciiCasemap = "i;ascii-casemap";
    public const string UnicodeCasemap = "i;unicode-casemap";
    public const string Octet = "i;octet";

    public static IReadOnlyList<string> Collations { get; } = [AsciiCasemap, UnicodeCasemap, Octet];

    public static IReadOnlyList<string> MatchTypes { get; } = ["contains", "equals", "starts-with", "ends-with"];

    private readonly string _sought = Fold(Text, Collation);

    public bool Matches(string text)
    {
        var folded = Fold(text, Collation);
        return IsNegated != MatchType switch
        {
            "equals" => folded.Equals(_sought, StringComparison.Ordinal),
            "starts-with" => folded.StartsWith(_sought, StringComparison.Ordinal),
            "ends-with" => folded.EndsWith(_sought, StringComparison.Ordinal),
            _ => folded.Contains(_sought, StringComparison.Ordinal),
        };
    }

    private static string Fold(string text, string collation) => collation switch
    {
        Octet => text,
        // RFC 4790 9.2: only the letters of ASCII fold.
        AsciiCasemap => string.Create(text.Length, text, static (folded, source) =>
        {
            for (var i = 0; i < folded.Length; i++)
            {
                folded[i] = char.IsAsciiLetterLower(source[i]) ? (char)(source[i] - 'a' + 'A') : source[i];
            }
        }),
        // RFC 5051; half a surrogate pair has no decomposition.
        _ => string.Concat(text.EnumerateRunes()).Normalize(NormalizationForm.FormKD).ToUpperInvariant(),
    };
}
