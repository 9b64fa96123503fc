namespace Mapigate.Backends.Imap.Wire;

/// <summary>The server's bytes are not IMAP, or exceed a bound of this client.</summary>
internal sealed class ImapProtocolException(string message) : Exception(message);
