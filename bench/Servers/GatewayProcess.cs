using System.Diagnostics;
using System.Globalization;

namespace Mapigate.Bench.Servers;

/// <summary>The built program, serving. Its log goes to a file beside those of the servers.</summary>
internal sealed class GatewayProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly Task _logging;

    private GatewayProcess(Process process, Task logging)
    {
        _process = process;
        _logging = logging;
    }

    /// <summary>Processor time that it has used since it was started.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>By how many bytes its resident memory rises at most above what it is at the start, while something is done.</summary>
    public async Task<long> MeasurePeakAsync(Func<Task> run)
    {
        // 5 sets the peak back to what is resident now: proc(5), clear_refs.
        await File.WriteAllTextAsync($"/proc/{_process.Id}/clear_refs", "5");
        var before = Resident("VmHWM:");
        await run();
        return Resident("VmHWM:") - before;
    }

    /// <summary>Starts it and waits until it accepts connections.</summary>
    public static async Task<GatewayProcess> StartAsync(string program, StackDescription stack, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", [program, "serve", "--config", stack.ConfigPath]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MAPIGATE_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        var process = Process.Start(start)!;
        var log = Path.Combine(stack.Folder, "log", "gateway.log");
        var gateway = new GatewayProcess(process, LogAsync(process, log, cancellationToken));
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(cancellationToken).AsTask().WaitAsync(Patience, cancellationToken);
            return line?.StartsWith("ready ", StringComparison.Ordinal) == true ? gateway : throw new InvalidOperationException($"The gateway did not start; its log is {log}");
        }
        catch
        {
            await gateway.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it as an operator would, so that its state is whole.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
            await kill.WaitForExitAsync();
            using var patience = new CancellationTokenSource(Patience);
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill();
            }
        }

        await _logging;
        _process.Dispose();
    }

    private long Resident(string field)
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").Single(line => line.StartsWith(field, StringComparison.Ordinal));
        return long.Parse(line[field.Length..^"kB".Length], CultureInfo.InvariantCulture) * 1024;
    }

    private static async Task LogAsync(Process process, string path, CancellationToken cancellationToken)
    {
        await using var log = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        await process.StandardError.BaseStream.CopyToAsync(log, cancellationToken);
    }
}
