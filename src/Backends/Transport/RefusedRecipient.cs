namespace Mapigate.Backends.Transport;

/// <summary>A recipient that the server refused, with its reply code (4xx for now, 5xx for good) and text.</summary>
public sealed record RefusedRecipient(string Address, int Code, string Text);
