using Mapigate.Gateway.Core.Items;

namespace Mapigate.MapiFrontend.Sessions;

/// <summary>A server object that has properties: a logon, a folder, a message, an attachment.</summary>
internal interface IPropertyHolder
{
    PropertyObject Properties { get; }

    /// <summary>Makes durable what was set, where the kind of object asks for it at once. [MS-OXCPRPT] 3.2.5.4</summary>
    ValueTask PersistAsync(CancellationToken cancellationToken);
}
