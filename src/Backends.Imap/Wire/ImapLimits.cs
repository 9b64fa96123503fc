namespace Mapigate.Backends.Imap.Wire;

/// <summary>Bounds on what a server may make this client hold. They lie far above what real servers send.</summary>
internal static class ImapLimits
{
    /// <summary>One response with the literals that are kept: a UID SEARCH of four million messages fits.</summary>
    public const int ResponseBytes = 48 << 20;

    /// <summary>A literal that is kept in memory (header fields, names). A longer one is dropped and reads as empty.</summary>
    public const int KeptLiteralBytes = 1 << 20;

    /// <summary>Nested parentheses of a body structure.</summary>
    public const int Depth = 100;

    /// <summary>Parts of one body structure.</summary>
    public const int Parts = 10_000;

    /// <summary>Untagged responses of one command that are gathered before it completes (folders, ranges of vanished messages).</summary>
    public const int GatheredResponses = 200_000;

    /// <summary>Messages of one folder.</summary>
    public const int Messages = 20_000_000;

    /// <summary>
    /// Length of a UID set in a command; longer sets are cut into several commands. Servers take lines of 8,192 bytes (RFC 7162 4), of which a folder's name or the header fields
    /// of a fetch need some.
    /// </summary>
    public const int UidSetCharacters = 7_200;

    /// <summary>Largest literal that LITERAL- lets pass without a continuation. RFC 7888 5</summary>
    public const int NonSynchronizingMinus = 4_096;

    /// <summary>From this length on a message is announced before it is sent, so that the server can refuse it in time.</summary>
    public const long AnnouncedLiteralBytes = 1 << 20;
}
