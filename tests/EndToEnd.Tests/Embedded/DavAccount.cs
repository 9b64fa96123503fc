using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Mapigate.Tests;

namespace Mapigate.EndToEnd.Tests.Embedded;

/// <summary>What a phone does: plain requests to <c>/dav/</c>.</summary>
internal sealed class DavAccount(EmbeddedGateway gateway, StackUser user) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true } })
    {
        BaseAddress = gateway.Url,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user.Address}:{user.Password}"))) },
    };

    public string Home => $"/dav/{user.Address}/";

    /// <summary>Puts an item whose lines may end with LF; gives its tag.</summary>
    public async Task<string> PutAsync(string path, string content, string? etag = null)
    {
        using var response = await SendAsync("PUT", path, content, etag);
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        return response.Headers.ETag!.Tag;
    }

    /// <summary>The item's content; null where there is none.</summary>
    public async Task<string?> GetAsync(string path)
    {
        using var response = await SendAsync("GET", path);
        return response.StatusCode == HttpStatusCode.NotFound ? null : await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    public async Task<HttpStatusCode> StatusAsync(string method, string path, string? content = null, string? etag = null)
    {
        using var response = await SendAsync(method, path, content, etag);
        return response.StatusCode;
    }

    /// <summary>Paths of the items in a collection.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(string collection)
    {
        using var response = await SendAsync("PROPFIND", Home + collection + "/", "<propfind xmlns=\"DAV:\"><prop><getetag/></prop></propfind>");
        var answer = System.Xml.Linq.XElement.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
        return [.. answer.Descendants("{DAV:}href").Select(h => h.Value).Where(h => !h.EndsWith('/'))];
    }

    public void Dispose() => _http.Dispose();

    private Task<HttpResponseMessage> SendAsync(string method, string path, string? content = null, string? etag = null)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path.StartsWith('/') ? path : Home + path);
        request.Headers.Add("Depth", "1");
        if (content is not null)
            request.Content = new StringContent(content.ReplaceLineEndings("\r\n"), Encoding.UTF8, content.StartsWith('<') ? "application/xml" : "text/calendar");
        if (etag is not null)
            request.Headers.TryAddWithoutValidation("If-Match", etag);
        return _http.SendAsync(request);
    }
}
