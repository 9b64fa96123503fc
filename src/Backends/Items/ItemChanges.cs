namespace Mapigate.Backends.Items;

/// <summary>The difference between two looks at a collection.</summary>
/// <param name="State">Give it to the next look; null where the server has no state.</param>
/// <param name="IsReset">There was no earlier look or the server has forgotten it: <paramref name="Changed"/> lists every item.</param>
/// <param name="Changed">New items and items with another ETag.</param>
/// <param name="Removed">Known items that are gone.</param>
public sealed record ItemChanges(string? State, bool IsReset, IReadOnlyList<ItemVersion> Changed, IReadOnlyList<string> Removed);
