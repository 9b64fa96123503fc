using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Mapigate.EndToEnd.Tests.Gateways;

/// <summary>The program itself: <c>mapigate serve</c> as a process of its own, as an operator starts it.</summary>
internal sealed class GatewayProcess : IAsyncDisposable
{
    private const int Terminate = 15;
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly Task _ended;
    private readonly ConcurrentQueue<string> _log;

    private GatewayProcess(Process process, Uri url, ConcurrentQueue<string> log)
    {
        _process = process;
        _ended = process.WaitForExitAsync();
        _log = log;
        Url = url;
    }

    public Uri Url { get; }

    /// <summary>What it wrote to standard error so far.</summary>
    public IReadOnlyCollection<string> Log => _log;

    public bool IsRunning => !_process.HasExited;

    /// <summary>Starts it and waits until it says that it is ready.</summary>
    /// <param name="config">Configuration file.</param>
    /// <param name="settings">Environment variables over it.</param>
    public static Task<GatewayProcess> StartAsync(string config, IReadOnlyDictionary<string, string> settings) =>
        StartAsync(new ProcessStartInfo("dotnet", [Program(), "serve", "--config", config]), settings);

    /// <summary>Starts it by another command and waits until it says that it is ready.</summary>
    /// <param name="start">The command.</param>
    /// <param name="settings">Environment variables over its configuration.</param>
    public static async Task<GatewayProcess> StartAsync(ProcessStartInfo start, IReadOnlyDictionary<string, string> settings)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MAPIGATE_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in settings)
            start.Environment[name] = value;

        var log = new ConcurrentQueue<string>();
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, line) => log.Enqueue(line.Data ?? string.Empty);
        process.BeginErrorReadLine();
        using var patience = new CancellationTokenSource(StartPatience);
        try
        {
            var first = await process.StandardOutput.ReadLineAsync(patience.Token);
            if (first is null || !first.StartsWith("ready ", StringComparison.Ordinal))
                throw new InvalidOperationException($"The gateway did not start: {first}\n{string.Join('\n', log)}");
            return new GatewayProcess(process, new Uri(first["ready ".Length..]), log);
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
            throw;
        }
    }

    /// <summary>A port of the loopback interface that is free now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Asks it to end, as an operating system does, and returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        if (!_process.HasExited)
            _ = Signal(_process.Id, Terminate);
        await UntilEndedAsync();
        return _process.ExitCode;
    }

    /// <summary>Ends it at once, in the middle of whatever it does (SIGKILL).</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await UntilEndedAsync();
    }

    /// <summary>Waits until it has ended; whoever finds it silent expects that.</summary>
    /// <exception cref="TimeoutException">It goes on.</exception>
    public Task UntilEndedAsync() => _ended.WaitAsync(EndPatience);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await StopAsync();
        }
        catch (TimeoutException)
        {
            _process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"The gateway did not end within {EndPatience.TotalSeconds} s:\n{string.Join('\n', _log.TakeLast(50))}");
        }
        finally
        {
            _process.Dispose();
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Signal(int process, int signal);

    /// <summary>The program that was built with these tests.</summary>
    public static string Program()
    {
        var configuration = AppContext.BaseDirectory.Contains("/bin/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Mapigate.slnx")))
                return Path.Combine(folder, "src", "Gateway.Host", "bin", configuration, "net10.0", "Mapigate.Gateway.Host.dll");
        }

        throw new InvalidOperationException($"No Mapigate.slnx above {AppContext.BaseDirectory}.");
    }
}
