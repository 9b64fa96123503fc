using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace Mapigate.Backends.CalDav;

/// <summary>One user's requests to a server.</summary>
internal sealed class DavSession
{
    private const int MostRedirects = 5;

    // A server's wish to be left alone is kept, but not one for the rest of the day.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(5);

    private readonly DavServer _server;
    private readonly AuthenticationHeaderValue? _authorization;
    private readonly string? _actAs;
    private long _silentUntil;

    /// <exception cref="BackendException">AuthenticationFailed, NotSupported: the credentials do not fit HTTP or the server's settings.</exception>
    public DavSession(DavServer server, BackendCredentials credentials)
    {
        _server = server;
        _actAs = credentials.AuthorizationId;
        if (_actAs is not null && server.Options.ActAsHeader is null)
        {
            throw new BackendException(BackendError.NotSupported, "The DAV server has no header configured by which one account acts as another.");
        }

        if (_actAs?.Any(c => c is < ' ' or > '~') == true)
        {
            throw new BackendException(BackendError.AuthenticationFailed, "The user's name cannot be sent to the DAV server.");
        }

        User = _actAs ?? credentials.User;
        _authorization = credentials.BearerToken is { } token ? Bearer(token) : Basic(credentials);
    }

    /// <summary>Whose collections these are.</summary>
    public string User { get; }

    /// <summary>The requests are made by another account in the user's name.</summary>
    public bool IsActing => _actAs is not null;

    public DavOptions Options => _server.Options;

    public Uri Origin => _server.Origin;

    /// <summary>Sends a request and follows redirects within the server.</summary>
    public async Task<DavReply> SendAsync(DavRequest request, CancellationToken cancellationToken)
    {
        ThrowIfSilent();
        var connection = await _server.EnterAsync(cancellationToken);
        try
        {
            return await FollowAsync(request, connection, cancellationToken);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Sends a request that is answered by a multistatus.</summary>
    /// <exception cref="BackendException">What the status means otherwise.</exception>
    public async Task<DavReply> AskAsync(DavRequest request, CancellationToken cancellationToken)
    {
        var reply = await SendAsync(request, cancellationToken);
        if (reply.IsMultistatus)
        {
            return reply;
        }

        using (reply)
        {
            throw (await DavFault.ReadAsync(reply, cancellationToken)).ToException(request.Method);
        }
    }

    /// <summary>All responses to a request for few properties of few resources.</summary>
    public async Task<List<DavResponse>> ListAsync(DavRequest request, CancellationToken cancellationToken)
    {
        using var reply = await AskAsync(request, cancellationToken);
        return await ReadAllAsync(reply, cancellationToken);
    }

    /// <summary>All responses of a multistatus.</summary>
    public async Task<List<DavResponse>> ReadAllAsync(DavReply reply, CancellationToken cancellationToken)
    {
        var responses = new List<DavResponse>();
        try
        {
            await foreach (var response in new DavMultistatus(reply, Origin, Options.LargestItem).ReadAsync(cancellationToken))
            {
                responses.Add(response);
            }
        }
        catch (System.Xml.XmlException e)
        {
            throw NotWellFormed(e);
        }

        return responses;
    }

    /// <summary>Paths on this server that a property names.</summary>
    public IEnumerable<string> Paths(DavResponse response, System.Xml.Linq.XName property) =>
        response.Hrefs(property).Select(href => DavHref.Read(href, Origin, response.Href)).OfType<string>();

    /// <summary>Path of an item or collection that a caller names.</summary>
    public static string Path(string href) =>
        DavHref.Normalize(href) ?? throw new BackendException(BackendError.NotFound, "An href that no DAV server listed.");

    public static BackendException NotWellFormed(System.Xml.XmlException e) =>
        new(BackendError.Protocol, $"The DAV server's XML is not well-formed at line {e.LineNumber}.", e);

    /// <summary>RFC 6750 2.1.</summary>
    private static AuthenticationHeaderValue Bearer(string token) =>
        token.Length > 0 && !token.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? new AuthenticationHeaderValue("Bearer", token)
            : throw new BackendException(BackendError.AuthenticationFailed, "The token cannot be sent to the DAV server.");

    /// <summary>RFC 7617 2: the name ends at the first colon, and control characters cannot be sent.</summary>
    /// <returns>Null for an account that the server knows by the gateway's address and needs no password.</returns>
    private AuthenticationHeaderValue? Basic(BackendCredentials credentials)
    {
        if (credentials.User.Contains(':') || credentials.User.Any(char.IsControl) || credentials.Password.Any(char.IsControl))
        {
            throw new BackendException(BackendError.AuthenticationFailed, "The user's name or password cannot be sent to the DAV server.");
        }

        return IsActing && credentials.Password.Length == 0
            ? null
            : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credentials.User}:{credentials.Password}")));
    }

    private async Task<DavReply> FollowAsync(DavRequest request, IDisposable connection, CancellationToken cancellationToken)
    {
        for (var hop = 0; hop <= MostRedirects; hop++)
        {
            var path = request.Path;
            var response = await _server.SendAsync(request.IsSafe, () => Message(request), cancellationToken);
            if (_server.RetryAfter(response) is { } wait)
            {
                var until = _server.Time.GetUtcNow() + (wait < LongestSilence ? wait : LongestSilence);
                Interlocked.Exchange(ref _silentUntil, until.UtcTicks);
            }

            if (!IsRedirect(request, response))
            {
                return new DavReply(response, path, Options, _server.Time, connection);
            }

            using (response)
            {
                request = request with { Path = Target(response, path) };
            }
        }

        throw new BackendException(BackendError.Protocol, "The DAV server redirects without end.");
    }

    private static bool IsRedirect(DavRequest request, HttpResponseMessage response) =>
        (int)response.StatusCode is 307 or 308 || ((int)response.StatusCode is 301 or 302 or 303 && request.IsSafe);

    private string Target(HttpResponseMessage response, string path)
    {
        var location = response.Headers.NonValidated.TryGetValues("Location", out var values) ? values.ToString() : "";
        var target = DavHref.Read(location, Origin, path);
        // On the same host the path counts: behind a proxy servers often name a scheme or port of their own. The same path can only mean another address.
        return target is not null && target != path
            ? target
            : throw new BackendException(BackendError.Protocol, $"The DAV server sends on to {Printable(location)}; configure that address if it is meant.");
    }

    private static string Printable(string location) => new([.. location.Take(200).Select(c => c is < ' ' or > '~' ? '?' : c)]);

    private HttpRequestMessage Message(DavRequest request)
    {
        // The path is spelt as it must go out; Uri would unescape some of it.
        var uri = new Uri(Origin.GetLeftPart(UriPartial.Authority) + request.Path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var message = new HttpRequestMessage(request.Method, uri);
        message.Headers.Authorization = _authorization;
        message.Headers.UserAgent.Add(new ProductInfoHeaderValue("Mapigate", null));
        if (_actAs is not null)
        {
            message.Headers.TryAddWithoutValidation(Options.ActAsHeader!, _actAs);
        }

        if (request.Depth is not null)
        {
            message.Headers.TryAddWithoutValidation("Depth", request.Depth);
        }

        if (request.IfMatch is not null)
        {
            message.Headers.TryAddWithoutValidation("If-Match", request.IfMatch);
        }

        if (request.Method == HttpMethod.Delete)
        {
            // RFC 6638 8.1: whoever removes an invitation answers it himself, or not at all.
            message.Headers.TryAddWithoutValidation("Schedule-Reply", "F");
        }

        if (request.IfUnmodifiedSince is not null)
        {
            message.Headers.TryAddWithoutValidation("If-Unmodified-Since", request.IfUnmodifiedSince);
        }

        if (request.IfNoneMatch)
        {
            message.Headers.TryAddWithoutValidation("If-None-Match", "*");
        }

        if (request.MediaType is not null)
        {
            message.Content = new ReadOnlyMemoryContent(request.Content);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", request.MediaType);
        }

        return message;
    }

    private void ThrowIfSilent()
    {
        var wait = Interlocked.Read(ref _silentUntil) - _server.Time.GetUtcNow().UtcTicks;
        if (wait > 0)
        {
            var seconds = new TimeSpan(wait).TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
            throw new BackendException(BackendError.Unavailable, $"The DAV server asked not to be asked again for {seconds} s.");
        }
    }
}
