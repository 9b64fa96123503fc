using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Mapigate.WebFrontend.Autodiscover;

/// <summary>
/// Autodiscover with JSON: names the address of one service, to anybody, since it says nothing of any mailbox. What is not offered is refused: a client that
/// is sent to a service that is not there does not look for another.
/// </summary>
internal sealed class JsonService(WebFrontendOptions options)
{
    private static readonly (string Protocol, string Path)[] Services =
    [
        ("AutodiscoverV1", "/autodiscover/autodiscover.xml"),
        ("EWS", "/EWS/Exchange.asmx"),
    ];

    public Task AnswerAsync(HttpContext http, string? address)
    {
        if (string.IsNullOrWhiteSpace(address))
        {
            return RefuseAsync(http, "MandatoryParameterMissing", "A valid value must be provided for the query parameter 'Email'.");
        }

        string? protocol = http.Request.Query["Protocol"];
        if (string.IsNullOrWhiteSpace(protocol))
        {
            return RefuseAsync(http, "MandatoryParameterMissing", "A valid value must be provided for the query parameter 'Protocol'.");
        }

        foreach (var (name, path) in Services)
        {
            if (name.Equals(protocol, StringComparison.OrdinalIgnoreCase))
            {
                return WriteAsync(http, StatusCodes.Status200OK, ("Protocol", name), ("Url", new Uri(options.ExternalUrl, path).AbsoluteUri));
            }
        }

        return RefuseAsync(http, "ProtocolNotSupported", $"Supported protocols are {string.Join(", ", Services.Select(s => s.Protocol))}.");
    }

    private static Task RefuseAsync(HttpContext http, string code, string message) =>
        WriteAsync(http, StatusCodes.Status400BadRequest, ("ErrorCode", code), ("ErrorMessage", message));

    private static async Task WriteAsync(HttpContext http, int status, params (string Name, string Value)[] members)
    {
        using var body = new MemoryStream();
        using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in members)
            {
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
        }

        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = body.Length;
        http.Response.Headers.CacheControl = "private";
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            body.Position = 0;
            await body.CopyToAsync(http.Response.Body, http.RequestAborted);
        }
    }
}
