namespace Mapigate.Backends.Imap.Wire;

/// <summary>Takes a piece of a literal; the piece is valid until the task ends, and the connection waits for it.</summary>
internal delegate ValueTask LiteralConsumer(ReadOnlyMemory<byte> piece);
