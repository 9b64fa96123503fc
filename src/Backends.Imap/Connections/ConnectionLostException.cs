namespace Mapigate.Backends.Imap.Connections;

/// <summary>A connection of the pool broke under a command: the one fault after which a repeatable command is tried again.</summary>
internal sealed class ConnectionLostException(BackendException fault) : Exception(fault.Message, fault)
{
    public BackendException Fault { get; } = fault;
}
