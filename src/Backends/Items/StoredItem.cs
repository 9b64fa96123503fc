namespace Mapigate.Backends.Items;

/// <summary>An item as the server stores it: an iCalendar object or a vCard.</summary>
public sealed record StoredItem(string Href, string ETag, ReadOnlyMemory<byte> Content);
