namespace Mapigate.Gateway.Core.Index;

/// <summary>Where a folder's contents live. The numbers are stored.</summary>
public enum FolderHome : byte
{
    /// <summary>Only in the gateway: roots, views, folder-associated items.</summary>
    Local = 0,

    /// <summary>A folder of the mail store.</summary>
    Mail = 1,

    /// <summary>A collection of the item store.</summary>
    Items = 2,

    /// <summary>A name of the mail store that only holds other folders.</summary>
    MailContainer = 3,
}
