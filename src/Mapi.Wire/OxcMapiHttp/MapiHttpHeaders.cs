namespace Mapigate.Mapi.Wire.OxcMapiHttp;

/// <summary>Header names and content types. [MS-OXCMAPIHTTP] 2.2.3</summary>
public static class MapiHttpHeaders
{
    public const string RequestType = "X-RequestType";

    /// <summary>A GUID in braces, a colon, and a decimal number that grows with each request. [MS-OXCMAPIHTTP] 2.2.3.3.2</summary>
    public const string RequestId = "X-RequestId";

    public const string ResponseCode = "X-ResponseCode";

    /// <summary>Opaque; the response repeats it. [MS-OXCMAPIHTTP] 2.2.3.3.4</summary>
    public const string ClientInfo = "X-ClientInfo";

    /// <summary>Milliseconds between PENDING meta-tags. [MS-OXCMAPIHTTP] 2.2.3.3.5</summary>
    public const string PendingPeriod = "X-PendingPeriod";

    /// <summary>For example <c>Outlook/16.0.4266.1001</c>. [MS-OXCMAPIHTTP] 2.2.3.3.6</summary>
    public const string ClientApplication = "X-ClientApplication";

    /// <summary>For example <c>Exchange/15.00.0847.4040</c>. [MS-OXCMAPIHTTP] 2.2.3.3.7</summary>
    public const string ServerApplication = "X-ServerApplication";

    /// <summary>Milliseconds until an idle session context ends. [MS-OXCMAPIHTTP] 2.2.3.3.8</summary>
    public const string ExpirationInfo = "X-ExpirationInfo";

    /// <summary>Milliseconds that the server took. [MS-OXCMAPIHTTP] 2.2.3.3.9</summary>
    public const string ElapsedTime = "X-ElapsedTime";

    /// <summary>When the server began. [MS-OXCMAPIHTTP] 2.2.3.3.10</summary>
    public const string StartTime = "X-StartTime";

    public const string DeviceInfo = "X-DeviceInfo";

    /// <summary>Content type of requests, and of responses whose code is zero. [MS-OXCMAPIHTTP] 2.2.3.2.2</summary>
    public const string ContentType = "application/mapi-http";

    /// <summary>Content type of responses whose code is not zero. [MS-OXCMAPIHTTP] 2.2.3.2.2</summary>
    public const string FailureContentType = "text/html";
}
