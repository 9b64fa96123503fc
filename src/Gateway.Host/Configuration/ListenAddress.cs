using System.Net;

namespace Mapigate.Gateway.Host.Configuration;

/// <summary>Where the gateway listens, as <c>listen.url</c> names it.</summary>
/// <param name="IsHttps">TLS or plain HTTP.</param>
/// <param name="Host">An address, or localhost.</param>
/// <param name="Port">Port; zero lets the system choose.</param>
internal sealed record ListenAddress(bool IsHttps, string Host, int Port)
{
    /// <summary>All addresses of the machine.</summary>
    public bool IsAny => Host is "0.0.0.0" or "::";

    /// <summary>A host by which this machine itself reaches it.</summary>
    public string Reachable => Host switch { "0.0.0.0" => "127.0.0.1", "::" => "::1", _ => Host };

    /// <summary>Null where the URL is no such address.</summary>
    public static ListenAddress? Of(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp) || uri.AbsolutePath != "/" || uri.Query.Length > 0)
            return null;
        var host = uri.Host.Trim('[', ']');
        return host == "localhost" || IPAddress.TryParse(host, out _) ? new ListenAddress(uri.Scheme == Uri.UriSchemeHttps, host, uri.Port) : null;
    }
}
