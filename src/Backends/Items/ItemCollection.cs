namespace Mapigate.Backends.Items;

/// <summary>A calendar, task list or address book.</summary>
/// <param name="Href">Absolute path on the server, ending with a slash.</param>
/// <param name="DisplayName">Name for people; the last part of the path where the server has none.</param>
/// <param name="Kinds">What it can hold.</param>
/// <param name="IsWritable">The user may add and change items.</param>
/// <param name="State">Sync token or CTag; null where the server has neither.</param>
/// <param name="IsDefault">The server names it as the one for new invitations (schedule-default-calendar-URL).</param>
/// <param name="Owner">Whose it is where it is shared with the user; null for his own.</param>
public sealed record ItemCollection(string Href, string DisplayName, ItemKinds Kinds, bool IsWritable, string? State, bool IsDefault,
    string? Owner = null);
