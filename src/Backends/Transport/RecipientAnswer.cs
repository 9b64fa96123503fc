namespace Mapigate.Backends.Transport;

/// <summary>What the server said of one recipient.</summary>
/// <param name="Address">As in the envelope.</param>
/// <param name="Code">Reply code: 2xx taken, 4xx refused for now, 5xx for good.</param>
/// <param name="Status">Enhanced status code of RFC 3463, as "5.1.1"; null where the server gives none.</param>
/// <param name="Text">The whole reply in one line.</param>
public sealed record RecipientAnswer(string Address, int Code, string? Status, string Text);
