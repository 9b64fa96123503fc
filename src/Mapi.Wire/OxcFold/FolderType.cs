namespace Mapigate.Mapi.Wire.OxcFold;

/// <summary>[MS-OXCFOLD] 2.2.1.2.1</summary>
public enum FolderType : byte
{
    /// <summary>Never in a request.</summary>
    Root = 0,
    Generic = 1,
    Search = 2,
}
