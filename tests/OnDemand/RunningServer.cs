using System.Text.Json;
using Mapigate.Backends;

namespace Mapigate.OnDemand;

/// <summary>A server that tests/stack has started for these tests, known by the line that the environment holds.</summary>
public abstract class RunningServer
{
    private readonly JsonElement _users;
    private int _next = -1;

    private protected RunningServer(string name)
    {
        var json = Environment.GetEnvironmentVariable($"MAPIGATE_{name.ToUpperInvariant()}_JSON");
        if (string.IsNullOrWhiteSpace(json))
            throw new InvalidOperationException($"These tests run by: tests/stack/{name} test");
        Description = JsonDocument.Parse(json).RootElement.Clone();
        _users = Description.GetProperty("users");
    }

    public string CalDav => Description.GetProperty("caldav").GetString()!;

    private protected JsonElement Description { get; }

    /// <summary>A user whom nobody has used before.</summary>
    public Task<BackendCredentials> NewUserAsync()
    {
        var user = _users[Interlocked.Increment(ref _next)];
        return Task.FromResult(new BackendCredentials(user.GetProperty("address").GetString()!, user.GetProperty("password").GetString()!));
    }
}
