namespace Mapigate.Mapi.Wire.OxcTabl;

/// <summary>The predefined bookmarks. [MS-OXCTABL] 2.2.2.1.1</summary>
public enum BookmarkOrigin : byte
{
    Beginning = 0,
    Current = 1,
    End = 2,
    Custom = 3,
}
