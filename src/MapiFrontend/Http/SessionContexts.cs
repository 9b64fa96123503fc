using System.Collections.Concurrent;
using Mapigate.Gateway.Core.Mailboxes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mapigate.MapiFrontend.Http;

/// <summary>All session contexts: found by cookie, bounded for each user, ended when idle for too long or when the gateway stops.</summary>
internal sealed partial class SessionContexts(
    MapiFrontendOptions options, MapiMetrics metrics, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<SessionContexts> logger) : BackgroundService
{
    private readonly ConcurrentDictionary<string, SessionContext> _byId = new(StringComparer.Ordinal);
    private readonly Lock _creation = new();
    private volatile bool _stopping;

    /// <summary>The gateway takes no new work.</summary>
    public bool IsStopping => _stopping;

    public int Count => _byId.Count;

    /// <summary>Makes a context with its first request begun.</summary>
    public async ValueTask<SessionContext> CreateAsync(MapiEndpoint endpoint, AuthenticatedUser user)
    {
        var context = new SessionContext(endpoint, user, time);
        context.BeginSequenced(context.Sequence);
        SessionContext? surplus;
        lock (_creation)
        {
            surplus = FindSurplus(user);
            _byId[context.Id] = context;
        }

        metrics.ContextBegan(endpoint);
        if (surplus is not null)
        {
            Log.Surplus(logger, user.Address, options.MaxContextsPerUser);
            await EndAsync(surplus);
        }

        return context;
    }

    /// <summary>The living context of that cookie at that endpoint, if it is this user's; another's is not found either. [MS-OXCMAPIHTTP] 3.2.5.1</summary>
    public SessionContext? Find(string id, MapiEndpoint endpoint, AuthenticatedUser user)
    {
        if (!_byId.TryGetValue(id, out var context) || context.Endpoint != endpoint || context.User.Address != user.Address)
            return null;
        return context.Idle < options.SessionExpiry ? context : null;
    }

    public async ValueTask EndAsync(SessionContext context)
    {
        if (!_byId.TryRemove(context.Id, out _))
            return;
        metrics.ContextEnded(context.Endpoint);
        await context.EndAsync();
    }

    /// <summary>Ends every context; what runs is told by its token. Called before the listener closes, so that waiting clients get their answer.</summary>
    public async Task EndAllAsync()
    {
        _stopping = true;
        foreach (var context in _byId.Values)
            await EndAsync(context);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var interval = TimeSpan.FromTicks(Math.Clamp(options.SessionExpiry.Ticks / 4, TimeSpan.TicksPerSecond / 10, TimeSpan.TicksPerMinute));
        using var timer = new PeriodicTimer(interval, time);

        // The listener waits for its connections before any service is told to stop; the clients that wait in them are told first.
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping.Token))
                await EndIdleAsync();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await EndAllAsync();
        }
    }

    private async Task EndIdleAsync()
    {
        foreach (var context in _byId.Values)
        {
            if (context.Idle < options.SessionExpiry)
                continue;
            try
            {
                Log.Expired(logger, context.User.Address);
                await EndAsync(context);
            }
            catch (Exception e)
            {
                Log.EndFailed(logger, context.User.Address, e);
            }
        }
    }

    private SessionContext? FindSurplus(AuthenticatedUser user)
    {
        var count = 0;
        SessionContext? oldest = null;
        var longest = TimeSpan.Zero;
        foreach (var context in _byId.Values)
        {
            if (context.User.Address != user.Address)
                continue;
            count++;
            var idle = context.Idle;
            if (oldest is null || idle > longest)
                (oldest, longest) = (context, idle);
        }

        return count >= options.MaxContextsPerUser ? oldest : null;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "An idle session of {User} has ended")]
        public static partial void Expired(ILogger logger, string user);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{User} has {Limit} sessions; the one unused for longest ends")]
        public static partial void Surplus(ILogger logger, string user, int limit);

        [LoggerMessage(Level = LogLevel.Error, Message = "A session of {User} did not end cleanly")]
        public static partial void EndFailed(ILogger logger, string user, Exception exception);
    }
}
