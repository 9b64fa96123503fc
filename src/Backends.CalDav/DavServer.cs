using System.Net;
using Mapigate.Backends.Connecting;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Mapigate.Backends.CalDav;

/// <summary>The connections to one server, for all users, and the rules by which requests are repeated or held back.</summary>
internal sealed class DavServer : IDisposable
{
    private readonly HttpMessageInvoker _kept;
    private readonly HttpMessageInvoker _single;
    private readonly ResiliencePipeline<HttpResponseMessage> _safe;
    private readonly ResiliencePipeline<HttpResponseMessage> _changing;
    private readonly SemaphoreSlim _slots;
    private volatile bool _closesAfterAnswer;

    public DavServer(DavOptions options, TimeProvider time)
    {
        Options = options;
        Time = time;
        Origin = ReadOrigin(options);
        _slots = new SemaphoreSlim(options.MaxConnections);
        var handler = Handler(options);
        // Names may come to mean another machine.
        handler.PooledConnectionLifetime = TimeSpan.FromMinutes(10);
        handler.PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30);
        _kept = new HttpMessageInvoker(handler, disposeHandler: true);
        handler = Handler(options);
        handler.PooledConnectionLifetime = TimeSpan.Zero;
        _single = new HttpMessageInvoker(handler, disposeHandler: true);
        // One breaker for both: it speaks of the server, not of a kind of request.
        var breaker = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }.AddCircuitBreaker(BreakerOptions()).Build();
        _safe = Pipeline(breaker, IsWorthRepeating);
        _changing = Pipeline(breaker, NeverReachedTheServer);
    }

    public DavOptions Options { get; }

    public TimeProvider Time { get; }

    /// <summary>Scheme, host and port; requests go nowhere else.</summary>
    public Uri Origin { get; }

    public void Dispose()
    {
        _kept.Dispose();
        _single.Dispose();
    }

    /// <summary>Waits for one of the connections, which is free again when the result is disposed. A request's own deadline runs only from then on.</summary>
    /// <exception cref="BackendException">Timeout.</exception>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        using var clock = new CancellationTokenSource(Options.RequestTimeout, Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, clock.Token);
        try
        {
            await _slots.WaitAsync(both.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BackendException(BackendError.Timeout, $"All {Options.MaxConnections} connections to the DAV server stay busy.", e);
        }

        return new Slot(_slots);
    }

    /// <summary>Sends one request, without following redirects, and reads the head of its answer.</summary>
    /// <param name="isSafe">The request changes nothing.</param>
    /// <param name="make">Makes the message; called once for each attempt.</param>
    /// <param name="cancellationToken">Cancellation.</param>
    /// <exception cref="BackendException">Unavailable, Timeout.</exception>
    public async Task<HttpResponseMessage> SendAsync(bool isSafe, Func<HttpRequestMessage> make, CancellationToken cancellationToken)
    {
        try
        {
            return await (isSafe ? _safe : _changing).ExecuteAsync(async token => await TryAsync(make, token), cancellationToken);
        }
        catch (BrokenCircuitException e)
        {
            throw new BackendException(BackendError.Unavailable, "The DAV server did not answer lately; it is left alone for a few seconds.", e);
        }
    }

    /// <summary>How long the server asks to be left alone; null where it does not.</summary>
    public TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        if (response.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable) || response.Headers.RetryAfter is not { } header)
        {
            return null;
        }

        var wait = header.Delta ?? (header.Date - Time.GetUtcNow());
        return wait > TimeSpan.Zero ? wait : null;
    }

    private static Uri ReadOrigin(DavOptions options)
    {
        var address = ReadAddress(options.Url);
        if (options.ContactsUrl is { } contacts && ReadAddress(contacts).GetLeftPart(UriPartial.Authority) != address.GetLeftPart(UriPartial.Authority))
        {
            throw new ArgumentException("Address books must lie on the same server as calendars.", nameof(options));
        }

        return new Uri(address.GetLeftPart(UriPartial.Authority));
    }

    private static Uri ReadAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            ? address
            : throw new ArgumentException("A DAV server's address begins with http:// or https://.", nameof(url));

    private static SocketsHttpHandler Handler(DavOptions options) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = options.ConnectTimeout,
        MaxConnectionsPerServer = options.MaxConnections,
        MaxResponseHeadersLength = 64,
        UseCookies = false,
        UseProxy = false,
        SslOptions = { RemoteCertificateValidationCallback = TrustedAuthorities.Load(options.CertificateAuthority).Accepts },
    };

    private async Task<HttpResponseMessage> TryAsync(Func<HttpRequestMessage> make, CancellationToken cancellationToken)
    {
        using var message = make();
        using var clock = new CancellationTokenSource(Options.RequestTimeout, Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, clock.Token);
        try
        {
            var response = await (_closesAfterAnswer ? _single : _kept).SendAsync(message, both.Token);
            // A server of HTTP/1.0 (Radicale's own) closes without saying so, and the handler would offer the dead connection to the next request.
            _closesAfterAnswer = response.Version < HttpVersion.Version11;
            return response;
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BackendException(BackendError.Timeout, $"The DAV server did not answer {message.Method} within {Options.RequestTimeout.TotalSeconds:0.###} s.", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new BackendException(BackendError.Unavailable, $"The DAV server cannot be reached: {e.Message}", e);
        }
    }

    private ResiliencePipeline<HttpResponseMessage> Pipeline(ResiliencePipeline<HttpResponseMessage> breaker, Func<Outcome<HttpResponseMessage>, bool> repeats)
    {
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = Time };
        if (Options.Attempts > 1)
        {
            builder.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                ShouldHandle = arguments => ValueTask.FromResult(repeats(arguments.Outcome)),
                MaxRetryAttempts = Options.Attempts - 1,
                Delay = TimeSpan.FromMilliseconds(200),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                DelayGenerator = arguments => ValueTask.FromResult(arguments.Outcome.Result is { } response ? RetryAfter(response) : null),
                OnRetry = arguments =>
                {
                    arguments.Outcome.Result?.Dispose();
                    return ValueTask.CompletedTask;
                },
            });
        }

        return builder.AddPipeline(breaker).Build();
    }

    private static CircuitBreakerStrategyOptions<HttpResponseMessage> BreakerOptions() => new()
    {
        ShouldHandle = arguments => ValueTask.FromResult(
            arguments.Outcome is { Exception: BackendException { IsTransient: true } } or { Result.StatusCode: HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout }),
        FailureRatio = 0.8,
        MinimumThroughput = 20,
        SamplingDuration = TimeSpan.FromSeconds(30),
        BreakDuration = TimeSpan.FromSeconds(5),
    };

    private bool IsWorthRepeating(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: BackendException { Error: BackendError.Unavailable } } => true,
        { Result: { StatusCode: HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable } response } =>
            (RetryAfter(response) ?? TimeSpan.Zero) <= Options.LongestRetryWait,
        { Result.StatusCode: HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout } => true,
        _ => false,
    };

    /// <summary>A change whose answer was lost may have been made; its condition would then fail against its own work.</summary>
    private static bool NeverReachedTheServer(Outcome<HttpResponseMessage> outcome) => outcome.Exception is BackendException
    {
        InnerException: HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError,
        },
    };

    private sealed class Slot(SemaphoreSlim slots) : IDisposable
    {
        private int _isFree;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isFree, 1) == 0)
            {
                slots.Release();
            }
        }
    }
}
