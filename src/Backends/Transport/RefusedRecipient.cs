namespace Mapigate.Backends.Transport;

/// <summary>A recipient that the server refused, with its reply code (4xx for now, 5xx for good) and text.</summary>
/// <param name="Address">As in the envelope.</param>
/// <param name="Code">Reply code.</param>
/// <param name="Text">The whole reply in one line.</param>
/// <param name="Status">Enhanced status code of RFC 3463, as "5.1.1"; null where the server gives none.</param>
public sealed record RefusedRecipient(string Address, int Code, string Text, string? Status = null);
