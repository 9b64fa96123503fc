using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mapigate.EndToEnd.Tests.Deploy;

/// <summary>docker-compose.yml as docker-compose itself reads it.</summary>
public sealed class ComposeTests
{
    /// <summary>What docker-compose makes of the file, as JSON; the library for YAML comes with it.</summary>
    private const string ToJson = "import json, subprocess, yaml; print(json.dumps(yaml.safe_load(subprocess.run(['docker-compose', 'config'], check=True, capture_output=True, text=True).stdout)))";

    [Fact]
    public async Task Services_are_the_gateway_and_the_servers_behind_it() =>
        Assert.Equal(["dovecot", "mapigate", "postfix", "radicale"], (await ServicesAsync()).Select(service => service.Key).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Every_service_runs_on_a_read_only_file_system_with_no_more_rights_than_it_needs()
    {
        foreach (var (name, service) in await ServicesAsync())
        {
            Assert.True(service!["read_only"]!.GetValue<bool>(), name);
            Assert.Equal(["ALL"], Texts(service["cap_drop"]));
            Assert.Equal(["no-new-privileges:true"], Texts(service["security_opt"]));
            Assert.Null(service["privileged"]);
            Assert.Equal(name is "mapigate" or "radicale", service["cap_add"] is null);
        }
    }

    [Fact]
    public async Task Secrets_are_files_that_are_mounted_and_never_values()
    {
        var file = await ReadAsync();
        var secrets = file["secrets"]!.AsObject();
        Assert.All(secrets, secret => Assert.StartsWith(Sources.At("deploy", "secrets"), secret.Value!["file"]!.GetValue<string>(), StringComparison.Ordinal));
        foreach (var (name, service) in file["services"]!.AsObject())
        {
            Assert.All(service!["secrets"]!.AsArray(), secret => Assert.True(secrets.ContainsKey(secret!["source"]!.GetValue<string>()), name));
            Assert.All(service["environment"]?.AsObject() ?? [], variable => Assert.DoesNotMatch("(?i)password|secret|key$", variable.Key));
        }
    }

    [Fact]
    public async Task Settings_of_the_gateway_are_known_to_it_and_its_configuration_lacks_only_the_secrets()
    {
        var gateway = (await ServicesAsync())["mapigate"]!;
        var environment = gateway["environment"]!.AsObject().ToDictionary(variable => variable.Key, variable => variable.Value!.GetValue<string>(), StringComparer.Ordinal);
        var key = Path.GetTempFileName();
        await File.WriteAllTextAsync(key, Convert.ToBase64String(new byte[32]));
        Assert.StartsWith("/run/secrets/", environment["MAPIGATE_EXTENSIONKEY_FILE"], StringComparison.Ordinal);
        environment["MAPIGATE_EXTENSIONKEY_FILE"] = key;
        var result = await Tool.RunAsync("dotnet", [Gateways.GatewayProcess.Program(), "check", "--json", "--config", Sources.At("deploy", "gateway.json")], environment: environment);
        File.Delete(key);
        var faults = JsonDocument.Parse(result.Output).RootElement.GetProperty("faults").EnumerateArray().Where(fault => !fault.GetProperty("warning").GetBoolean()).ToList();
        Assert.NotEmpty(faults);
        Assert.All(faults, fault => Assert.Contains("/run/secrets/", fault.GetProperty("message").GetString(), StringComparison.Ordinal));
    }

    private static async Task<JsonObject> ServicesAsync() => (await ReadAsync())["services"]!.AsObject();

    private static async Task<JsonObject> ReadAsync() => JsonNode.Parse((await Tool.RunAsync("/usr/bin/python3", ["-c", ToJson], Sources.Root)).RequireSuccess().Output)!.AsObject();

    private static IEnumerable<string> Texts(JsonNode? list) => list!.AsArray().Select(item => item!.GetValue<string>());
}
