using System.Globalization;
using System.Text;
using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Gateway.Core.Tables;

/// <summary>The fuzzy levels of a content restriction. [MS-OXCDATA] 2.12.4.1</summary>
internal static class ContentMatch
{
    public static bool Matches(string text, string part, FuzzyLevelLow low, FuzzyLevelHigh high)
    {
        // Loose takes every match that there is: without regard to case and to nonspacing characters.
        if ((high & FuzzyLevelHigh.Loose) != 0)
            high |= FuzzyLevelHigh.IgnoreCase | FuzzyLevelHigh.IgnoreNonspace;
        if ((high & FuzzyLevelHigh.IgnoreNonspace) != 0)
            (text, part) = (WithoutNonspacing(text), WithoutNonspacing(part));
        var comparison = (high & FuzzyLevelHigh.IgnoreCase) != 0 ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return low switch
        {
            FuzzyLevelLow.FullString => text.Equals(part, comparison),
            FuzzyLevelLow.Substring => text.Contains(part, comparison),
            FuzzyLevelLow.Prefix => text.StartsWith(part, comparison),
            _ => false,
        };
    }

    public static bool Matches(ReadOnlySpan<byte> value, ReadOnlySpan<byte> part, FuzzyLevelLow low) => low switch
    {
        FuzzyLevelLow.FullString => value.SequenceEqual(part),
        FuzzyLevelLow.Substring => value.IndexOf(part) >= 0,
        FuzzyLevelLow.Prefix => value.StartsWith(part),
        _ => false,
    };

    /// <summary>The comparisons of the platform can leave marks out only together with case, so they are taken out here.</summary>
    private static string WithoutNonspacing(string text)
    {
        if (Ascii.IsValid(text))
            return text;

        // By way of UTF-8, which replaces the lone surrogates that cannot be decomposed.
        var decomposed = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Normalize(NormalizationForm.FormD);
        return string.Concat(decomposed.Where(static c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark));
    }
}
