namespace Mapigate.Backends.Imap.Wire;

/// <summary>What <see cref="ResponseFramer.Scan"/> found.</summary>
internal enum ScanResult
{
    /// <summary>The buffered bytes end inside a response: <see cref="ResponseFramer.FillAsync"/> is due.</summary>
    NeedsData,

    /// <summary>A whole response lies in <see cref="ResponseFramer.Response"/>.</summary>
    Response,

    /// <summary>A literal begins that is not simply kept: it is to be copied, dropped or kept after all.</summary>
    Literal,
}
