namespace Mapigate.Gateway.Core.Tables;

/// <summary>The predefined bookmarks, with their numbers on the wire. [MS-OXCTABL] 2.2.2.1.1</summary>
public enum TableOrigin
{
    Beginning = 0,
    Current = 1,
    End = 2,
}
