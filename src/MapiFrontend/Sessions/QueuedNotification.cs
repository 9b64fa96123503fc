namespace Mapigate.MapiFrontend.Sessions;

/// <summary>A notification as it will be sent.</summary>
/// <param name="Handle">The subscription or table that it is for; one that has been released meanwhile gets none.</param>
/// <param name="Response">A whole RopNotify response. [MS-OXCROPS] 2.2.14.2.1</param>
internal sealed record QueuedNotification(uint Handle, ReadOnlyMemory<byte> Response);
