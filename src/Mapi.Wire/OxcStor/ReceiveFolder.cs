using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Mapi.Wire.OxcStor;

/// <summary>The folder that receives messages of a class. [MS-OXCSTOR] 2.2.1.4.2</summary>
/// <param name="MessageClass">The class or a prefix of it; empty for all others.</param>
/// <param name="LastModificationTime">When this was set.</param>
public readonly record struct ReceiveFolder(FolderId FolderId, string MessageClass, FileTime LastModificationTime);
