using Mapigate.Mapi.Wire.OxcNotif;

namespace Mapigate.MapiFrontend.Sessions;

/// <summary>A notification that waits to be fetched; one whose subscription or table has been released meanwhile is dropped.</summary>
internal sealed record QueuedNotification(RopNotify Notification);
