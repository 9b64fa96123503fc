using Mapigate.Backends.Connecting;
using Mapigate.Backends.Transport;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Mapigate.Backends.Smtp;

/// <summary>Submits mail over SMTP (RFC 6409) or delivers it over LMTP (RFC 2033), one connection for each message. Only opening the connection is ever repeated.</summary>
public sealed partial class SmtpMailTransport : IMailTransport
{
    private readonly SmtpOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<SmtpMailTransport> _logger;
    private readonly TrustedAuthorities _authorities;
    private readonly ResiliencePipeline _opening;

    /// <exception cref="IOException">The file of authorities cannot be read.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The file of authorities holds no certificate.</exception>
    public SmtpMailTransport(SmtpOptions options, TimeProvider time, ILogger<SmtpMailTransport> logger)
    {
        _options = options;
        _time = time;
        _logger = logger;
        _authorities = TrustedAuthorities.Load(options.CertificateAuthority);
        _opening = BuildOpening(options, time);
    }

    public async Task<SubmissionResult> SubmitAsync(
        BackendCredentials credentials, MailEnvelope envelope, Stream content, long length, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfZero(envelope.Recipients.Count, nameof(envelope));
        var sender = envelope.Sender.Length == 0 ? SmtpAddress.Null : SmtpAddress.Parse(envelope.Sender);
        var recipients = envelope.Recipients.Select(SmtpAddress.Parse).ToList();

        await using var connection = await OpenAsync(cancellationToken);
        if (_options.Authenticate)
        {
            await SmtpLogIn.RunAsync(connection, _options, credentials, cancellationToken);
        }

        var result = await new SmtpTransaction(connection, envelope, sender, recipients).RunAsync(content, length, _options.ChunksFrom, _time.GetUtcNow(), cancellationToken);
        await connection.QuitAsync();
        Log.Submitted(_logger, length, recipients.Count, result.Refused.Count, result.Reply);
        return result;
    }

    private async Task<SmtpConnection> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _opening.ExecuteAsync(
                async token => await SmtpConnection.OpenAsync(_options, _authorities, _time, token), cancellationToken);
        }
        catch (BrokenCircuitException e)
        {
            throw new BackendException(BackendError.Unavailable, "The mail server did not answer lately; it is left alone for a few seconds.", e);
        }
    }

    private static ResiliencePipeline BuildOpening(SmtpOptions options, TimeProvider time)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        if (options.OpenAttempts > 1)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                // A deadline that passed once has cost the user enough.
                ShouldHandle = new PredicateBuilder().Handle<BackendException>(e => e.Error == BackendError.Unavailable),
                MaxRetryAttempts = options.OpenAttempts - 1,
                Delay = TimeSpan.FromMilliseconds(200),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
            });
        }

        return builder
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<BackendException>(e => e.IsTransient),
                FailureRatio = 0.8,
                MinimumThroughput = 10,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = TimeSpan.FromSeconds(5),
            })
            .Build();
    }

    private static partial class Log
    {
        [LoggerMessage(2301, LogLevel.Information, "Submitted {Length} bytes for {Recipients} recipients, {Refused} refused: {Reply}")]
        public static partial void Submitted(ILogger logger, long length, int recipients, int refused, string reply);
    }
}
