using Xunit.Abstractions;

namespace Mapigate.EndToEnd.Tests.Kills;

/// <summary>The same on mailboxes of the gateway's own, where there are no other servers to save them.</summary>
public sealed class EmbeddedKillTests(ITestOutputHelper output)
{
    [Fact]
    public Task Killed_on_mailboxes_of_its_own_it_loses_and_doubles_nothing() => KillCampaign.RunAsync(KillSite.Embedded(users: 40), 2000, output);
}
