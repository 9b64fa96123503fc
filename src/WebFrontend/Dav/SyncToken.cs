namespace Mapigate.WebFrontend.Dav;

/// <summary>The state of a collection as the URI that a sync token must be (RFC 6578 3.2).</summary>
internal static class SyncToken
{
    private const string Scheme = "data:,";

    public static string Of(string state) => Scheme + Uri.EscapeDataString(state);

    /// <returns>Null where the token was never one of ours.</returns>
    public static string? Read(string token)
    {
        token = token.Trim();
        return token.StartsWith(Scheme, StringComparison.Ordinal) && token.Length > Scheme.Length ? Uri.UnescapeDataString(token[Scheme.Length..]) : null;
    }
}
