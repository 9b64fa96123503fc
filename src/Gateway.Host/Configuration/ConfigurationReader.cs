using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mapigate.Gateway.Host.Configuration;

/// <summary>Reads the configuration: the file, the environment above it, then every check.</summary>
internal static class ConfigurationReader
{
    /// <summary>Reads a configuration that can be used, and what to warn of.</summary>
    /// <exception cref="ConfigurationException">It cannot be used.</exception>
    public static (GatewayConfiguration Configuration, IReadOnlyList<ConfigurationFault> Warnings) Read(string path, IDictionary environment)
    {
        var (configuration, faults) = Check(path, environment);
        return configuration is null || faults.Any(f => !f.IsWarning) ? throw new ConfigurationException(faults) : (configuration, faults);
    }

    /// <summary>Reads what can be read and tells everything that is wrong.</summary>
    public static (GatewayConfiguration? Configuration, IReadOnlyList<ConfigurationFault> Faults) Check(string path, IDictionary environment)
    {
        var faults = new List<ConfigurationFault>();
        if (Parse(path, faults) is not { } root)
            return (null, faults);
        ConfigurationEnvironment.Apply(root, environment, faults);
        faults.AddRange(ConfigurationSchema.FindUnknown(root, typeof(GatewayConfiguration)).Select(key => new ConfigurationFault(key, "is no setting")));
        if (faults.Any(f => !f.IsWarning))
            return (null, faults);
        try
        {
            var configuration = root.Deserialize<GatewayConfiguration>(ConfigurationSchema.Options)!.RelativeTo(Path.GetDirectoryName(Path.GetFullPath(path))!);
            faults.AddRange(ConfigurationChecks.Run(configuration));
            return (configuration, faults);
        }
        catch (JsonException e)
        {
            faults.Add(new ConfigurationFault(e.Path is { Length: > 2 } at ? at[2..] : path, "has a value of the wrong kind"));
            return (null, faults);
        }
    }

    private static JsonObject? Parse(string path, List<ConfigurationFault> faults)
    {
        var options = new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, AllowDuplicateProperties = false };
        try
        {
            if (JsonNode.Parse(File.ReadAllText(path), documentOptions: options) is JsonObject root)
                return root;
            faults.Add(new ConfigurationFault(path, "must hold an object: { ... }"));
        }
        catch (JsonException e)
        {
            var line = e.LineNumber is { } number ? $" in line {number + 1}" : "";
            faults.Add(new ConfigurationFault(path, $"is no JSON{line}"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            faults.Add(new ConfigurationFault(path, $"cannot be read: {e.Message}"));
        }

        return null;
    }
}
