using System.Text.Json;

namespace Mapigate.EndToEnd.Tests.Deploy;

/// <summary>The configurations of the servers beside the gateway, as the servers' own programs read them; of the versions that the images hold.</summary>
public sealed class ServerConfigurationTests
{
    private const string RadicaleConfiguration =
        "import json, sys; from radicale import config; c = config.load([(sys.argv[1], False)]); print(json.dumps([c.get('auth', 'htpasswd_filename'), c.get('rights', 'type'), c.get('storage', 'filesystem_folder')]))";

    [Fact]
    public async Task Dovecot_takes_its_configuration_and_lets_nobody_in_without_TLS()
    {
        var result = (await Tool.RunAsync("doveconf", ["-c", Sources.At("deploy", "dovecot", "dovecot.conf"), "-n"])).RequireSuccess();
        Assert.Empty(result.Errors);
        Assert.Contains("ssl = required", result.Output, StringComparison.Ordinal);
        Assert.Matches(@"inet_listener imap \{\s*port = 0\s*\}", result.Output);
    }

    [Fact]
    public async Task Postfix_knows_every_parameter_and_service_of_its_configuration()
    {
        var parameters = (await Tool.RunAsync("postconf", ["-c", Sources.At("deploy", "postfix"), "-n"])).RequireSuccess();
        Assert.Empty(parameters.Errors);
        var services = (await Tool.RunAsync("postconf", ["-c", Sources.At("deploy", "postfix"), "-M"])).RequireSuccess();
        Assert.Empty(services.Errors);
        Assert.Matches(@"(?m)^submission\s+inet\s", services.Output);
    }

    [Fact]
    public async Task Everybody_sends_as_himself_alone()
    {
        foreach (var (sender, owner) in new[] { ("alice@example.org", "alice@example.org"), ("alice+lists@example.org", "alice@example.org") })
        {
            var found = (await Tool.RunAsync("postmap", ["-c", Sources.At("deploy", "postfix"), "-q", sender, "regexp:" + Sources.At("deploy", "postfix", "senders")])).RequireSuccess();
            Assert.Equal(owner, found.Output.Trim());
        }
    }

    [Fact]
    public async Task Radicale_takes_its_configuration_and_shows_everybody_his_own()
    {
        var result = (await Tool.RunAsync("/usr/bin/python3", ["-c", RadicaleConfiguration, Sources.At("deploy", "radicale", "config")])).RequireSuccess();
        Assert.Equal(["/run/secrets/users", "owner_only", "/var/lib/radicale/collections"], JsonSerializer.Deserialize<string[]>(result.Output)!);
    }
}
