namespace Mapigate.Gateway.Host.Configuration;

/// <summary>A server as its URL names it.</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">Port, the scheme's own where none was given.</param>
/// <param name="IsImplicitTls">TLS from the first byte.</param>
internal sealed record ServerAddress(string Host, int Port, bool IsImplicitTls)
{
    public const string Required = "required";
    public const string Off = "off";

    /// <summary>Reads <c>imap://</c> and <c>imaps://</c>; null for anything else.</summary>
    public static ServerAddress? OfImap(string url) => Of(url, "imap", 143, "imaps", 993);

    /// <summary>Reads <c>smtp://</c> and <c>smtps://</c>; null for anything else.</summary>
    public static ServerAddress? OfSmtp(string url) => Of(url, "smtp", 587, "smtps", 465);

    private static ServerAddress? Of(string url, string plainScheme, int plainPort, string tlsScheme, int tlsPort)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Host.Length == 0 || uri.AbsolutePath is not ("" or "/") || uri.Query.Length > 0 || uri.UserInfo.Length > 0)
            return null;
        var isTls = uri.Scheme.Equals(tlsScheme, StringComparison.OrdinalIgnoreCase);
        if (!isTls && !uri.Scheme.Equals(plainScheme, StringComparison.OrdinalIgnoreCase))
            return null;
        return new ServerAddress(uri.IdnHost.Trim('[', ']'), uri.Port > 0 ? uri.Port : isTls ? tlsPort : plainPort, isTls);
    }
}
