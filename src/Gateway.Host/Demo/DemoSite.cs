namespace Mapigate.Gateway.Host.Demo;

/// <summary>What the demo plays on.</summary>
/// <param name="Configuration">The gateway's configuration file.</param>
/// <param name="Gateway">Where the gateway will listen.</param>
/// <param name="Authority">PEM file that clients have to trust.</param>
/// <param name="Description">What keeps the mailboxes.</param>
/// <param name="Carrier">What carries mail.</param>
/// <param name="Users">Who can log in; the first two play.</param>
/// <param name="HasDav">Phones find the calendars at <c>/dav/</c>.</param>
internal sealed record DemoSite(string Configuration, Uri Gateway, string Authority, string Description, string Carrier, IReadOnlyList<DemoUser> Users, bool HasDav)
{
    public DemoUser Alice => Users[0];

    public DemoUser Bob => Users[1];
}
