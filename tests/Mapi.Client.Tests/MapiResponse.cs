using System.Text;
using Mapigate.Mapi.Wire.OxcMapiHttp;
using Mapigate.Mapi.Wire.Primitives;
using Microsoft.AspNetCore.Http;

namespace Mapigate.Mapi.Client.Tests;

/// <summary>Writes responses with the framing of [MS-OXCMAPIHTTP] 2.2.2.2, byte by byte as the document shows it.</summary>
internal static class MapiResponse
{
    public static void Start(HttpContext context, int code = 0, params string[] cookies)
    {
        context.Response.ContentType = code == 0 ? "application/mapi-http" : "text/html";
        context.Response.Headers["X-ResponseCode"] = code.ToString();
        foreach (var name in new[] { "X-RequestType", "X-RequestId", "X-ClientInfo" })
            context.Response.Headers[name] = context.Request.Headers[name];
        context.Response.Headers["X-ServerApplication"] = "Exchange/15.00.0847.4040";
        context.Response.Headers["X-ExpirationInfo"] = "900000";
        foreach (var cookie in cookies)
            context.Response.Headers.Append("Set-Cookie", cookie);
    }

    public static async Task TextAsync(HttpContext context, string text)
    {
        await context.Response.Body.WriteAsync(Encoding.Latin1.GetBytes(text));
        await context.Response.Body.FlushAsync();
    }

    public static async Task SendAsync<T>(HttpContext context, T body, params string[] cookies)
        where T : IMapiHttpBody<T>
    {
        Start(context, 0, cookies);
        await TextAsync(context, "PROCESSING\r\nDONE\r\nX-ElapsedTime: 3\r\nX-StartTime: Mon, 01 Jan 2024 00:00:00 GMT\r\n\r\n");
        await context.Response.Body.WriteAsync(Write(body));
    }

    public static byte[] Write<T>(T body)
        where T : IMapiHttpBody<T>
    {
        using var writer = new WireWriter();
        body.Write(writer);
        return writer.ToArray();
    }

    public static async Task<byte[]> BodyAsync(HttpContext context)
    {
        using var memory = new MemoryStream();
        await context.Request.Body.CopyToAsync(memory);
        return memory.ToArray();
    }

    public static async Task<T> ReadAsync<T>(HttpContext context)
        where T : IMapiHttpBody<T>
    {
        var bytes = await BodyAsync(context);
        return Parse(bytes);

        static T Parse(byte[] bytes)
        {
            var reader = new WireReader(bytes);
            return T.Read(ref reader);
        }
    }
}
