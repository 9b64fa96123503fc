namespace Mapigate.Backends.Imap.Connections;

/// <summary>Opens a stream of bytes to the server.</summary>
internal delegate Task<Stream> Dialer(CancellationToken cancellationToken);
