using System.Globalization;
using Mapigate.EndToEnd.Tests.Gateways;
using Xunit.Abstractions;

namespace Mapigate.EndToEnd.Tests.Kills;

/// <summary>
/// A gateway that is killed again and again under the histories of several users, and looked at after each restart. MAPIGATE_KILLS multiplies the number of kills, MAPIGATE_KILL_SEED repeats a run.
/// </summary>
internal sealed class KillCampaign : IDisposable
{
    /// <summary>Steps of each history, on average, that are answered before a kill, at most.</summary>
    private const int MostSteps = 6;

    /// <summary>Milliseconds that a kill comes later than the step it waited for.</summary>
    private const int LatestKill = 40;

    /// <summary>A machine that is busy with other things gets no further in this time.</summary>
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(10);

    private readonly KillSite _site;
    private readonly Dictionary<string, string> _settings;
    private readonly Action<string> _write;
    private readonly Random _random;
    private readonly History[] _histories;

    private TaskCompletionSource _isTime = new();
    private int _stepsLeft;

    private KillCampaign(KillSite site, int seed, Action<string> write)
    {
        _site = site;
        _write = write;
        _write($"MAPIGATE_KILL_SEED={seed}");
        _random = new Random(seed);
        _histories = [.. site.Users.Select((user, i) => new History(user, unchecked(seed + i + 1), CountStep))];
        var url = $"https://127.0.0.1:{GatewayProcess.FreePort()}";
        _settings = new(StringComparer.Ordinal) { ["MAPIGATE_LISTEN__URL"] = url, ["MAPIGATE_EXTERNALURL"] = url, ["MAPIGATE_STATE"] = site.State };
    }

    /// <summary>Kills until so many steps have been cut in the middle, looking after each restart; then removes what lay in the site's folder.</summary>
    public static async Task RunAsync(KillSite site, int steps, ITestOutputHelper output)
    {
        using var campaign = new KillCampaign(site, Number("MAPIGATE_KILL_SEED") ?? Random.Shared.Next(), output.WriteLine);
        await campaign.RunAsync(steps * (Number("MAPIGATE_KILLS") ?? 1));
    }

    private static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private async Task RunAsync(int steps)
    {
        int cut = 0, kills = 0;
        while (cut < steps)
        {
            var gateway = await GatewayProcess.StartAsync(_site.Config, _settings);
            var mailboxes = new List<Mailbox>();
            try
            {
                mailboxes.AddRange(await Task.WhenAll(_histories.Select(history => OpenAndCheckAsync(gateway, history))));
                (_isTime, _stepsLeft) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), 1 + _random.Next(MostSteps * _histories.Length));
                var work = Task.WhenAll(_histories.Zip(mailboxes, (history, mailbox) => history.WorkAsync(mailbox, gateway)));
                await Task.WhenAny(work, _isTime.Task, Task.Delay(LongestRun));

                // Somewhere in the middle of the steps that are being done now.
                await Task.WhenAny(work, Task.Delay(_random.Next(LatestKill)));
                await gateway.KillAsync();
                await work;
                cut += _histories.Count(history => history.IsCut);
                kills++;
            }
            catch
            {
                _write(string.Join('\n', gateway.Log.TakeLast(100)));
                throw;
            }
            finally
            {
                foreach (var mailbox in mailboxes)
                    await DropAsync(mailbox);
                await gateway.DisposeAsync();
            }
        }

        await using var last = await GatewayProcess.StartAsync(_site.Config, _settings);
        foreach (var mailbox in await Task.WhenAll(_histories.Select(history => OpenAndCheckAsync(last, history))))
            await mailbox.DisposeAsync();
        _write($"{kills} kills cut {cut} steps of {_histories.Length} histories; {_histories.Sum(history => history.Steps)} steps were done");
    }

    public void Dispose() => Directory.Delete(_site.Folder, recursive: true);

    private void CountStep()
    {
        if (Interlocked.Decrement(ref _stepsLeft) == 0)
            _isTime.TrySetResult();
    }

    private async Task<Mailbox> OpenAndCheckAsync(GatewayProcess gateway, History history)
    {
        var mailbox = await Mailbox.OpenAsync(gateway.Url, history.User, _site.Authority);
        await history.CheckAsync(mailbox);
        return mailbox;
    }

    /// <summary>Nobody is there any more to take the good-bye.</summary>
    private static async Task DropAsync(Mailbox mailbox)
    {
        try
        {
            await mailbox.DisposeAsync();
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException or Mapi.Client.Transport.MapiTransportException)
        {
            // The gateway was killed.
        }
    }
}
