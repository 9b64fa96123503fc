using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using Mapigate.Mapi.Client.Transport;
using Mapigate.Tests;

namespace Mapigate.EndToEnd.Tests.Gateways;

/// <summary>Requests to an endpoint that no honest client sends; cookies are kept as they come.</summary>
internal sealed partial class RawEndpoint : IDisposable
{
    private readonly HttpClient _http;
    private readonly Uri _endpoint;
    private int _requests;

    public RawEndpoint(Uri gateway, StackUser? user, string authority, string path = "/mapi/emsmdb/")
    {
        _endpoint = new Uri(gateway, path);
        _http = HttpConnections.Create(Mailbox.Options(user ?? new StackUser("nobody", "nothing"), authority));
        if (user is null)
            _http.DefaultRequestHeaders.Authorization = null;
    }

    /// <summary>Name and value of each cookie.</summary>
    public Dictionary<string, string> Cookies { get; } = new(StringComparer.Ordinal);

    /// <param name="type">X-RequestType; null for none.</param>
    /// <param name="body">The request's body.</param>
    /// <param name="change">What else is wrong with it.</param>
    public async Task<RawReply> PostAsync(string? type, byte[] body, Action<HttpRequestMessage>? change = null)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, _endpoint) { Content = new ByteArrayContent(body) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/mapi-http");
        if (type is not null)
            message.Headers.Add("X-RequestType", type);
        message.Headers.Add("X-RequestId", $"{{A1B2C3D4-0000-0000-0000-000000000001}}:{++_requests}");
        message.Headers.Add("X-ClientInfo", "{A1B2C3D4-0000-0000-0000-000000000002}:1");
        message.Headers.Add("X-ClientApplication", "Outlook/16.0.4266.1001");
        if (Cookies.Count > 0)
            message.Headers.Add("Cookie", string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        change?.Invoke(message);
        using var response = await _http.SendAsync(message);
        foreach (var header in response.Headers.TryGetValues("Set-Cookie", out var values) ? values : [])
        {
            var pair = header.Split(';')[0].Split('=', 2);
            Cookies[pair[0]] = pair[1];
        }

        var text = Encoding.Latin1.GetString(await response.Content.ReadAsByteArrayAsync());
        var code = response.Headers.TryGetValues("X-ResponseCode", out var codes) ? int.Parse(codes.Single(), CultureInfo.InvariantCulture) : (int?)null;
        // The headers behind the meta-tags correct those before the body. [MS-OXCMAPIHTTP] 2.2.2.2
        if (LateCode().Match(text) is { Success: true } late)
            code = int.Parse(late.Groups[1].Value, CultureInfo.InvariantCulture);
        return new RawReply(
            response.StatusCode, code, text, response.Content.Headers.ContentType?.MediaType, response.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex(@"^X-ResponseCode: ?(\d+)\r$", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex LateCode();
}

/// <param name="Status">HTTP status.</param>
/// <param name="Code">X-ResponseCode; null where there is none.</param>
/// <param name="Text">The body with its meta-tags, one character a byte.</param>
/// <param name="ContentType">Without its parameters.</param>
/// <param name="Headers">Headers of the response.</param>
internal sealed record RawReply(HttpStatusCode Status, int? Code, string Text, string? ContentType, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>What follows the meta-tags and late headers.</summary>
    public byte[] Body => Encoding.Latin1.GetBytes(Text[(Text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);
}
