namespace Mapigate.Backends.Mail;

/// <summary>A folder of the server.</summary>
/// <param name="Path">Full name as the server knows it, decoded from modified UTF-7.</param>
/// <param name="Delimiter">Hierarchy separator in <paramref name="Path"/>; null in a flat namespace.</param>
/// <param name="Namespace">Whose folder it is.</param>
/// <param name="Use">What the server says the folder is for.</param>
/// <param name="CanHoldMessages">False for \Noselect and \NonExistent: a name that only holds children.</param>
/// <param name="IsSubscribed">The user has subscribed to it.</param>
/// <param name="State">Its state, where told in the same go.</param>
public sealed record MailFolder(
    string Path,
    char? Delimiter,
    MailNamespace Namespace,
    MailFolderUse Use,
    bool CanHoldMessages,
    bool IsSubscribed,
    MailFolderState? State);
