namespace Mapigate.Backends.CalDav;

/// <summary>Where one user's collections lie.</summary>
/// <param name="All">The homes of his calendars and address books, each once, and of those whose proxy he is.</param>
/// <param name="Self">Hrefs under which the server may name him as an owner (RFC 3744 5.1); each ends with a slash.</param>
/// <param name="ScheduleInbox">Href of the collection that invitations arrive in; null where the server does no scheduling.</param>
internal sealed record DavHomes(IReadOnlyList<DavHome> All, IReadOnlySet<string> Self, string? ScheduleInbox);
