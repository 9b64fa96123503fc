using Mapigate.Backends.Transport;

namespace Mapigate.Backends.TestKit.Transport;

/// <summary>A server that takes mail, and the mailboxes behind it, held to the contract.</summary>
public interface ITransportSite
{
    /// <summary>The client under test.</summary>
    IMailTransport Transport { get; }

    /// <summary>Octets that a line may have, without its end, to arrive as it was. RFC 5321 4.5.3.1.6</summary>
    int LongestLine => 998;

    /// <summary>An address in a domain of the server that nobody has.</summary>
    string Stranger { get; }

    /// <summary>A user whom nobody has used before, with an empty mailbox; the name is the address.</summary>
    Task<BackendCredentials> NewUserAsync();

    /// <summary>All messages in the user's INBOX, octet for octet, as soon as there are that many or more.</summary>
    Task<IReadOnlyList<byte[]>> ArrivedAsync(BackendCredentials user, int count, CancellationToken cancellationToken);
}
