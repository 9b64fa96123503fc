using System.Net;
using Mapigate.Mapi.Wire.OxcMapiHttp;

namespace Mapigate.Mapi.Client.Transport;

/// <summary>A request brought no MAPI answer: no connection, an HTTP status, an X-ResponseCode, or bytes that are no response.</summary>
public sealed class MapiTransportException : Exception
{
    public MapiTransportException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    public MapiTransportException(string message, HttpStatusCode status)
        : base(message) => Status = status;

    public MapiTransportException(string message, MapiHttpResponseCode code)
        : base(message) => Code = code;

    /// <summary>The HTTP status where it was not 200; null else.</summary>
    public HttpStatusCode? Status { get; }

    /// <summary>The X-ResponseCode where it was not zero; null else.</summary>
    public MapiHttpResponseCode? Code { get; }

    /// <summary>The server no longer knows the session context; a new Connect or Bind helps. [MS-OXCMAPIHTTP] 3.2.5.6</summary>
    public bool IsSessionLost => Code is MapiHttpResponseCode.ContextNotFound or MapiHttpResponseCode.InvalidContextCookie or MapiHttpResponseCode.InvalidSequence;
}
