namespace Mapigate.Backends.CalDav;

/// <summary>Where one user's collections lie.</summary>
/// <param name="Collections">Hrefs of the collections that hold calendars and address books.</param>
/// <param name="ScheduleInbox">Href of the collection that invitations arrive in; null where the server does no scheduling.</param>
internal sealed record DavHomes(IReadOnlyList<string> Collections, string? ScheduleInbox);
