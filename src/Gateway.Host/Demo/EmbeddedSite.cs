using System.Net;
using System.Net.Sockets;
using Mapigate.Backends.Local;
using Mapigate.Gateway.Host.Configuration;

namespace Mapigate.Gateway.Host.Demo;

/// <summary>Two mailboxes of the gateway's own in a temporary folder.</summary>
internal static class EmbeddedSite
{
    private const string Domain = "example.test";

    /// <summary>The passwords live as long as the demo and are shown by it.</summary>
    private const int FewIterations = 1000;

    public static DemoSite Make(string folder)
    {
        DemoUser[] users = [new($"alice@{Domain}", EmbeddedDefault.NewPassword()), new($"bob@{Domain}", EmbeddedDefault.NewPassword())];
        var configuration = Path.Combine(folder, ConfigurationSource.FileName);
        var gateway = new Uri($"https://127.0.0.1:{FreePort()}");
        EmbeddedDefault.Write(
            configuration, gateway.GetLeftPart(UriPartial.Authority), [.. users.Select(u => new LocalUser(u.Address, u.Name, LocalPassword.Hash(u.Password, FewIterations)))]);
        return new DemoSite(
            configuration, gateway, Path.Combine(folder, "state", "tls", "self-signed.pem"), $"kept in files under {folder}", "the gateway itself", users, HasDav: true);
    }

    /// <summary>The address is part of what Autodiscover answers, so it has to be known before the gateway listens.</summary>
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
