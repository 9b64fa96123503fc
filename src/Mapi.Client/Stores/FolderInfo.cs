using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Mapi.Client.Stores;

/// <summary>A row of a hierarchy table.</summary>
/// <param name="Depth">1 for a child of the folder whose table it is, 2 for a grandchild, and so on.</param>
/// <param name="ContainerClass">For example IPF.Note; empty where it has none.</param>
public sealed record FolderInfo(FolderId Id, FolderId ParentId, string Name, int Depth, string ContainerClass, int Messages, int Unread, bool IsHidden, bool HasSubfolders);
