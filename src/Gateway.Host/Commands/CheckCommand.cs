using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mapigate.Gateway.Host.Configuration;

namespace Mapigate.Gateway.Host.Commands;

/// <summary><c>check</c>: says everything that is wrong with the configuration, and whether the servers behind it answer.</summary>
internal static class CheckCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static Command Create()
    {
        var config = ConfigurationOption.Create();
        var json = new Option<bool>("--json") { Description = "Prints one JSON object." };
        var reference = new Option<bool>("--reference") { Description = "Prints the reference of all settings instead." };
        var command = new Command("check", "Checks the configuration and asks each server for its greeting.") { config, json, reference };
        command.SetAction((parsed, cancellationToken) =>
            parsed.GetValue(reference) ? PrintReferenceAsync() : RunAsync(parsed.GetValue(config), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> PrintReferenceAsync()
    {
        await Console.Out.WriteAsync(ConfigurationReference.Write());
        return 0;
    }

    private static async Task<int> RunAsync(string? named, bool asJson, CancellationToken cancellationToken)
    {
        var environment = Environment.GetEnvironmentVariables();
        var source = ConfigurationSource.Find(named, environment);
        if (source.IsEmbeddedDefault && !File.Exists(source.Path))
        {
            ConfigurationFault[] none = [new(source.Path, "is not there yet: ./mapigate serve makes it, with a mailbox of the gateway's own", IsWarning: true)];
            Console.Out.WriteLine(asJson ? ToJson(none, []) : ToText(none, []));
            return 0;
        }

        var (configuration, faults) = ConfigurationReader.Check(source.Path, environment);
        var isUsable = configuration is not null && faults.All(f => f.IsWarning);
        IReadOnlyList<ServerGreeting> greetings = isUsable ? await ServerGreeting.AskAllAsync(configuration!.Backends, cancellationToken) : [];
        Console.Out.WriteLine(asJson ? ToJson(faults, greetings) : ToText(faults, greetings));
        return !isUsable ? ConfigurationOption.Unusable : greetings.All(g => g.Fault is null) ? 0 : 1;
    }

    private static string ToText(IReadOnlyList<ConfigurationFault> faults, IReadOnlyList<ServerGreeting> greetings) => string.Join(
        '\n',
        [
            .. faults.Select(f => f.ToString()),
            .. greetings.Select(g => g.Fault is null ? $"{g.Key}: {g.Server} {g.Praise}" : $"{g.Key}: {g.Server}: {g.Fault}"),
            .. faults.Count == 0 && greetings.All(g => g.Fault is null) ? ["nothing is wrong"] : Array.Empty<string>(),
        ]);

    private static string ToJson(IReadOnlyList<ConfigurationFault> faults, IReadOnlyList<ServerGreeting> greetings) => new JsonObject
    {
        ["faults"] = new JsonArray([.. faults.Select(f => new JsonObject { ["key"] = f.Key, ["message"] = f.Message, ["warning"] = f.IsWarning })]),
        ["servers"] = new JsonArray([.. greetings.Select(g => new JsonObject { ["key"] = g.Key, ["server"] = g.Server, ["fault"] = g.Fault })]),
    }.ToJsonString(Indented);
}
