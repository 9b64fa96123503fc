namespace Mapigate.Formats.Mime;

/// <summary>What stands between two addresses of a field.</summary>
internal enum AddressSeparator
{
    /// <summary>A comma.</summary>
    Comma,

    /// <summary>A semicolon or the end of the field.</summary>
    End,

    /// <summary>Nothing: a new address begins behind a bracketed one.</summary>
    Missing,
}
