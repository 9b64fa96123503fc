using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Mapigate.Backends;
using Microsoft.AspNetCore.Http;

namespace Mapigate.WebFrontend.Dav;

/// <summary>Answers without a multistatus: refusals with the precondition that failed (RFC 4918 16), and faults of the store.</summary>
internal static class DavAnswer
{
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };

    public static Task RefuseAsync(HttpContext http, int status, XName? precondition = null)
    {
        http.Response.StatusCode = status;
        return precondition is null ? Task.CompletedTask : WriteAsync(http, new XElement(DavNames.WebDav + "error", new XElement(precondition)));
    }

    public static Task RefuseAsync(HttpContext http, BackendException fault, TimeSpan retryAfter)
    {
        if (fault.IsTransient)
        {
            http.Response.Headers.RetryAfter = Math.Ceiling(retryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        return fault.Error switch
        {
            BackendError.Unavailable or BackendError.Timeout => RefuseAsync(http, StatusCodes.Status503ServiceUnavailable),
            BackendError.AccessDenied or BackendError.AuthenticationFailed => RefuseAsync(http, StatusCodes.Status403Forbidden, DavNames.WebDav + "need-privileges"),
            BackendError.NotFound => RefuseAsync(http, StatusCodes.Status404NotFound),
            BackendError.AlreadyExists => RefuseAsync(http, StatusCodes.Status405MethodNotAllowed, DavNames.WebDav + "resource-must-be-null"),
            BackendError.Conflict => RefuseAsync(http, StatusCodes.Status412PreconditionFailed),
            BackendError.QuotaExceeded => RefuseAsync(http, StatusCodes.Status507InsufficientStorage, DavNames.WebDav + "quota-not-exceeded"),
            BackendError.TooLarge => RefuseAsync(http, StatusCodes.Status413PayloadTooLarge, DavNames.CalDav + "max-resource-size"),
            BackendError.Refused => RefuseAsync(http, StatusCodes.Status403Forbidden),
            BackendError.NotSupported => RefuseAsync(http, StatusCodes.Status501NotImplemented),
            _ => RefuseAsync(http, StatusCodes.Status502BadGateway),
        };
    }

    private static async Task WriteAsync(HttpContext http, XElement body)
    {
        using var buffer = new MemoryStream();
        using (var writer = XmlWriter.Create(buffer, Settings))
        {
            body.WriteTo(writer);
        }

        http.Response.ContentType = "application/xml; charset=utf-8";
        http.Response.ContentLength = buffer.Length;
        await http.Response.Body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), http.RequestAborted);
    }
}
