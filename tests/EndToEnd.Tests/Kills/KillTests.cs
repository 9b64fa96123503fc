using System.Globalization;
using Mapigate.Tests;
using Xunit.Abstractions;

namespace Mapigate.EndToEnd.Tests.Kills;

/// <summary>
/// The gateway is killed (SIGKILL) while many users work: each kill ends every user's step in the middle. After the restart each step has been done or has not, nothing is lost and nothing is doubled.
/// MAPIGATE_KILLS multiplies the number of kills, MAPIGATE_KILL_SEED repeats a run.
/// </summary>
[Collection(Stack.Collection)]
public sealed class KillTests(Stack stack, ITestOutputHelper output)
{
    [Fact]
    public Task Killed_on_mailboxes_of_its_own_it_loses_and_doubles_nothing() => RunAsync(KillSite.Embedded(users: 40), 2000);

    [Fact]
    public async Task Killed_before_the_real_servers_it_loses_and_doubles_nothing() => await RunAsync(await KillSite.BeforeAsync(stack, users: 10), 100);

    private async Task RunAsync(KillSite site, int steps)
    {
        using var campaign = new KillCampaign(site, Seed, output.WriteLine);
        await campaign.RunAsync(steps * Times);
    }

    private static int Times => Number("MAPIGATE_KILLS") ?? 1;

    private static int Seed => Number("MAPIGATE_KILL_SEED") ?? Random.Shared.Next();

    private static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
