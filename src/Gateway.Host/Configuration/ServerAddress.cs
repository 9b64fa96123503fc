using System.Diagnostics.CodeAnalysis;

namespace Mapigate.Gateway.Host.Configuration;

/// <summary>A mail server as its URL names it.</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">Port, the scheme's own where none was given.</param>
/// <param name="IsImplicitTls">TLS from the first byte.</param>
internal sealed record ServerAddress(string Host, int Port, bool IsImplicitTls)
{
    public const string Required = "required";
    public const string Off = "off";

    /// <summary>Reads <c>scheme://host[:port]</c>.</summary>
    public static bool TryParse(string url, string plainScheme, int plainPort, string tlsScheme, int tlsPort, [NotNullWhen(true)] out ServerAddress? address)
    {
        address = null;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Host.Length == 0 || uri.AbsolutePath is not ("" or "/") || uri.Query.Length > 0 || uri.UserInfo.Length > 0)
            return false;
        var isTls = uri.Scheme.Equals(tlsScheme, StringComparison.OrdinalIgnoreCase);
        if (!isTls && !uri.Scheme.Equals(plainScheme, StringComparison.OrdinalIgnoreCase))
            return false;
        address = new ServerAddress(uri.IdnHost.Trim('[', ']'), uri.Port > 0 ? uri.Port : isTls ? tlsPort : plainPort, isTls);
        return true;
    }
}
