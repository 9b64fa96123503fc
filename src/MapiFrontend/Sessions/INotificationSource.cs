using Mapigate.Mapi.Wire.OxcNotif;

namespace Mapigate.MapiFrontend.Sessions;

/// <summary>Something that finds what it has to tell when the client fetches its notifications.</summary>
internal interface INotificationSource
{
    IEnumerable<RopNotify> TakeNotifications();
}
