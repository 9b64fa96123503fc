namespace Mapigate.Backends.Transport;

/// <summary>A server that accepts mail for delivery.</summary>
public interface IMailTransport
{
    /// <summary>Hands a message over. Never repeated once content has been sent.</summary>
    /// <param name="credentials">Who sends.</param>
    /// <param name="envelope">Sender and recipients, apart from what the header says. Wishes for reports are passed over by a server that knows none.</param>
    /// <param name="content">The message with CRLF line ends.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="cancellationToken">Cancellation before the content has gone out.</param>
    /// <returns>The answer for each recipient; at least one was accepted.</returns>
    /// <exception cref="BackendException">
    /// Refused, TooLarge, AccessDenied, AuthenticationFailed where nothing was accepted; NotSupported where the server holds nothing back, or not so long;
    /// Unavailable or Timeout otherwise.
    /// </exception>
    /// <exception cref="SubmissionOutcomeUnknownException">The connection broke between the end of the content and its answer.</exception>
    Task<SubmissionResult> SubmitAsync(BackendCredentials credentials, MailEnvelope envelope, Stream content, long length, CancellationToken cancellationToken);
}
