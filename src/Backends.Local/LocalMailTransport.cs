using Mapigate.Backends.Local.Delivery;
using Mapigate.Backends.Local.Files;
using Mapigate.Backends.Transport;

namespace Mapigate.Backends.Local;

/// <summary>Delivers between the local users; what goes to other domains is the relay's, where there is one.</summary>
internal sealed class LocalMailTransport(LocalServer server, LocalOptions options, TimeProvider time, IMailTransport? relay) : IMailTransport
{
    private const int MostRecipients = 1000;

    private readonly Lazy<bool> _isSwept = new(() =>
    {
        Submission.Sweep(options, time);
        return true;
    });

    public Task<SubmissionResult> SubmitAsync(BackendCredentials credentials, MailEnvelope envelope, Stream content, long length, CancellationToken cancellationToken) => FileFault.RunAsync(
        async () =>
        {
            var sender = server.Users.LogIn(credentials);
            _ = _isSwept.Value;
            if (envelope.Sender.Length > 0 && !envelope.Sender.Equals(sender.Address, StringComparison.OrdinalIgnoreCase))
                throw new BackendException(BackendError.AccessDenied, $"{sender.Address} may not send as {envelope.Sender}.");
            if (envelope.Recipients.Count is 0 or > MostRecipients)
                throw new BackendException(BackendError.Refused, $"A message goes to 1 to {MostRecipients} recipients.");
            if (length > options.LargestMessage)
                throw new BackendException(BackendError.TooLarge, $"The message has {length} bytes, {options.LargestMessage} are taken.");

            await using var submission = new Submission(envelope, options, time);
            submission.Sort(server, relay is not null);
            await submission.SpoolAsync(content, length, cancellationToken);
            return await submission.RunAsync(credentials, relay, cancellationToken);
        },
        cancellationToken);
}
