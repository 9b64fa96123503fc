namespace Mapigate.MapiFrontend;

/// <summary>Settings and bounds of the MAPI front end. Every bound guards something that a client controls.</summary>
public sealed record MapiFrontendOptions
{
    /// <summary>Where clients reach the gateway; the addresses that the address book endpoint hands out begin with it.</summary>
    public required Uri ExternalUrl { get; init; }

    /// <summary>The first part of every legacy DN.</summary>
    public string Organization { get; init; } = "Mapigate";

    /// <summary>Addresses, in lower case, that may ask for administrative privilege. [MS-OXCRPC] 3.1.4.1, ulFlags</summary>
    public IReadOnlyList<string> Administrators { get; init; } = [];

    /// <summary>A session context that is idle for so long ends. [MS-OXCMAPIHTTP] 2.2.3.3.8</summary>
    public TimeSpan SessionExpiry { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Longest silence within a response. [MS-OXCMAPIHTTP] 2.2.3.3.5</summary>
    public TimeSpan PendingPeriod { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Longest NotificationWait. [MS-OXCMAPIHTTP] 3.2.5.5</summary>
    public TimeSpan NotificationWait { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often a client polls that cannot wait for notifications. [MS-OXCMAPIHTTP] 2.2.4.1.2, PollsMax</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>An answer that is ready within this time leaves in one piece; later the response begins with PROCESSING alone.</summary>
    public TimeSpan QuickAnswer { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long an operation may go on whose client has gone, so that a write that has begun can end.</summary>
    public TimeSpan AbortGrace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What Retry-After asks of a client while a backend is down or the gateway stops.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The version that clients take the server's abilities from. [MS-OXCRPC] 3.1.4.1.3</summary>
    public Version ServerVersion { get; init; } = new(15, 0, 847, 4040);

    /// <summary>Session contexts that one user may have; beyond it his least recently used idle one ends.</summary>
    public int MaxContextsPerUser { get; init; } = 100;

    /// <summary>Server object handles that one session may hold.</summary>
    public int MaxHandlesPerSession { get; init; } = 20_000;

    /// <summary>Logons that one session may hold; their identifier is one byte.</summary>
    public int MaxLogonsPerSession { get; init; } = 256;

    /// <summary>Notifications that wait for a client; beyond it the oldest go.</summary>
    public int MaxQueuedNotifications { get; init; } = 10_000;

    /// <summary>Largest request body in bytes. An Execute request holds at most 0x40000 bytes of operations and 0x1008 of auxiliary data.</summary>
    public int MaxRequestBodySize { get; init; } = 0x48000;
}
