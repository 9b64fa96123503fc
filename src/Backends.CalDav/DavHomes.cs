namespace Mapigate.Backends.CalDav;

/// <summary>Where one user's collections lie.</summary>
/// <param name="All">The homes of his calendars and address books, each once.</param>
/// <param name="ScheduleInbox">Href of the collection that invitations arrive in; null where the server does no scheduling.</param>
internal sealed record DavHomes(IReadOnlyList<DavHome> All, string? ScheduleInbox);
