using System.Text;
using System.Xml;
using Microsoft.AspNetCore.Http;

namespace Mapigate.WebFrontend;

/// <summary>Writes an XML body: UTF-8 without a mark, and not an octet behind the last tag.</summary>
internal static class ResponseXml
{
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), CheckCharacters = true };

    public static async Task WriteAsync(HttpContext http, Action<XmlWriter> write)
    {
        using var body = new MemoryStream();
        using (var writer = XmlWriter.Create(body, Settings))
        {
            write(writer);
        }

        http.Response.StatusCode = StatusCodes.Status200OK;
        http.Response.ContentType = "text/xml; charset=utf-8";
        http.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            body.Position = 0;
            await body.CopyToAsync(http.Response.Body, http.RequestAborted);
        }
    }

    /// <summary>Text that an XML document can hold: what it cannot hold is left out.</summary>
    public static string Text(string text) => text.All(XmlConvert.IsXmlChar) ? text : string.Concat(text.EnumerateRunes().Where(r => r.Value > 0xFFFF || XmlConvert.IsXmlChar((char)r.Value)));
}
