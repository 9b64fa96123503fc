namespace Mapigate.Mapi.Wire.OxcMapiHttp;

/// <summary>The state of a request, as lines before the response body tell it. [MS-OXCMAPIHTTP] 2.2.7</summary>
public enum MetaTag
{
    /// <summary>The request was queued.</summary>
    Processing,

    /// <summary>The request is still being worked on.</summary>
    Pending,

    /// <summary>The request is done; additional headers, an empty line and the body follow.</summary>
    Done,
}
