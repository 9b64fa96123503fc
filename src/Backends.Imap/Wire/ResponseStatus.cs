namespace Mapigate.Backends.Imap.Wire;

/// <summary>The word that a status response begins with. RFC 3501 7.1</summary>
internal enum ResponseStatus
{
    Ok,
    No,
    Bad,
    PreAuth,
    Bye,
}
