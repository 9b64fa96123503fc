namespace Mapigate.Backends.CalDav;

/// <summary>Where calendars and address books live, and the bounds of talking to that server.</summary>
public sealed record DavOptions
{
    /// <summary>What stands in an address for the user's name.</summary>
    public const string UserPlace = "{user}";

    /// <summary>
    /// Address of the server's root, of a principal or of a home. "{user}" in it is replaced by the user's name; such an address that is no principal is the home
    /// itself. From a root without path the way goes by /.well-known (RFC 6764).
    /// </summary>
    public required string Url { get; init; }

    /// <summary>The same for address books where they are not found from <see cref="Url"/>; on the same server.</summary>
    public string? ContactsUrl { get; init; }

    /// <summary>PEM file with authorities to trust beside the system's.</summary>
    public string? CertificateAuthority { get; init; }

    /// <summary>Header by which the server lets the gateway's own account act as a user; null where it does not.</summary>
    public string? ActAsHeader { get; init; }

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From a request to the head of its answer, and between two pieces of the answer's body.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Connections to the server at a time, for all users together; small servers reset what their listen queue cannot hold.</summary>
    public int MaxConnections { get; init; } = 6;

    /// <summary>Items asked for in one request.</summary>
    public int MultigetBatch { get; init; } = 50;

    /// <summary>Largest item in bytes.</summary>
    public int LargestItem { get; init; } = 32 * 1024 * 1024;

    /// <summary>Largest listing in bytes.</summary>
    public long LargestListing { get; init; } = 512L * 1024 * 1024;

    /// <summary>How often a request that changes nothing is tried.</summary>
    public int Attempts { get; init; } = 3;

    /// <summary>Longest wait that a server may ask for between two attempts of one call; asked for more, the call fails at once.</summary>
    public TimeSpan LongestRetryWait { get; init; } = TimeSpan.FromSeconds(5);
}
