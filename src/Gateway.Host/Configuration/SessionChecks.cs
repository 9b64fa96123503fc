namespace Mapigate.Gateway.Host.Configuration;

/// <summary>Checks <c>session</c>.</summary>
internal static class SessionChecks
{
    public static IEnumerable<ConfigurationFault> Run(SessionSettings session) =>
    [
        .. Within("expiry", session.Expiry, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)),
        .. Within("pendingPeriod", session.PendingPeriod, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1)),
        .. Within("notificationWait", session.NotificationWait, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(30)),
        .. Within("poll", session.Poll, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)),
    ];

    private static IEnumerable<ConfigurationFault> Within(string key, TimeSpan value, TimeSpan least, TimeSpan most)
    {
        if (value < least || value > most)
            yield return new ConfigurationFault($"session.{key}", $"must lie between {least:c} and {most:c}, not {value:c}");
    }
}
