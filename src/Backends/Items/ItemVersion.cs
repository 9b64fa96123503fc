namespace Mapigate.Backends.Items;

/// <summary>An item's name and the tag of its present content.</summary>
public sealed record ItemVersion(string Href, string ETag);
