using System.ComponentModel;

namespace Mapigate.Gateway.Host.Configuration;

/// <summary><c>session</c></summary>
internal sealed record SessionSettings
{
    [Description("An idle session ends after this time.")]
    public TimeSpan Expiry { get; init; } = TimeSpan.FromMinutes(15);

    [Description("Longest silence of the gateway within one answer.")]
    public TimeSpan PendingPeriod { get; init; } = TimeSpan.FromSeconds(15);

    [Description("Longest time that a client waits for a notification in one request.")]
    public TimeSpan NotificationWait { get; init; } = TimeSpan.FromMinutes(5);

    [Description("How often servers are asked for changes that they do not tell by themselves.")]
    public TimeSpan Poll { get; init; } = TimeSpan.FromMinutes(1);
}
