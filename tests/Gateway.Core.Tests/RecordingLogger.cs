using Microsoft.Extensions.Logging;

namespace Mapigate.Gateway.Core.Tests;

/// <summary>Keeps what is logged, and lets a test wait for it.</summary>
internal sealed class RecordingLogger<T> : ILogger<T>
{
    private readonly Lock _lock = new();
    private readonly List<(int Id, LogLevel Level, string Text, Exception? Fault)> _entries = [];
    private readonly SemaphoreSlim _written = new(0);

    public IReadOnlyList<(int Id, LogLevel Level, string Text, Exception? Fault)> Entries
    {
        get
        {
            lock (_lock)
                return [.. _entries];
        }
    }

    public int Count(int id) => Entries.Count(e => e.Id == id);

    /// <summary>Waits until an event was logged that many times.</summary>
    public async Task UntilAsync(int id, int times = 1)
    {
        while (Count(id) < times)
            Assert.True(await _written.WaitAsync(TimeSpan.FromSeconds(10)), $"Event {id} was logged {Count(id)} times only");
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_lock)
            _entries.Add((eventId.Id, logLevel, formatter(state, exception), exception));
        _written.Release();
    }
}
