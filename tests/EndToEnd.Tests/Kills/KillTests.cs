using Mapigate.Tests;
using Xunit.Abstractions;

namespace Mapigate.EndToEnd.Tests.Kills;

/// <summary>
/// The gateway before real servers is killed (SIGKILL) while many users work: each kill ends every user's step in the middle. After the restart each step has been done or has not, nothing is lost
/// and nothing is doubled.
/// </summary>
[Collection(Stack.Collection)]
public sealed class KillTests(Stack stack, ITestOutputHelper output)
{
    [Fact]
    public async Task Killed_before_the_real_servers_it_loses_and_doubles_nothing() => await KillCampaign.RunAsync(await KillSite.BeforeAsync(stack, users: 10), 100, output);
}
