using Mapigate.Gateway.Core.Mailboxes;

namespace Mapigate.MapiFrontend.Http;

/// <summary>One request on its way to its handler.</summary>
/// <param name="Context">Its session context; for Connect and Bind the new one, to which the handler attaches a session unless it refuses. Null for a PING without context.</param>
/// <param name="Mailbox">The mailbox of the user who sent it.</param>
/// <param name="Client">What sent it.</param>
/// <param name="ClientGone">Cancelled when nobody reads the response any more: nothing further is begun, what has begun may end.</param>
internal sealed record MapiHttpCall(SessionContext? Context, Mailbox Mailbox, ClientApplication Client, CancellationToken ClientGone)
{
    /// <summary>Who sent it.</summary>
    public AuthenticatedUser User => Mailbox.User;

    /// <summary>The session of the context.</summary>
    public T Session<T>()
        where T : class => Context!.Session<T>();
}
