using Mapigate.Backends.Mail;

namespace Mapigate.Backends.TestKit.Mail;

/// <summary>A mail server whose store is held to the contract.</summary>
public interface IMailSite
{
    /// <summary>Names that this server lets no folder have; each is refused, and nothing is made.</summary>
    IReadOnlySet<string> RefusedNames => new HashSet<string>();

    /// <summary>The server keeps a message without a single octet; else it is refused.</summary>
    bool KeepsEmptyMessages => true;

    /// <summary>A user whom nobody has used before, with an empty mailbox.</summary>
    Task<BackendCredentials> NewUserAsync();

    /// <summary>Logs in. Each log-in is a client of its own.</summary>
    Task<IMailStore> LogInAsync(BackendCredentials credentials);
}
