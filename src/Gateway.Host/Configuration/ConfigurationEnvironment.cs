using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Mapigate.Gateway.Host.Configuration;

/// <summary>
/// Settings from environment variables, which stand before those of the file: <c>MAPIGATE_LISTEN__URL</c> is <c>listen.url</c>. A list is separated by commas or
/// given as JSON. With <c>_FILE</c> behind it the variable names a file that holds the value.
/// </summary>
internal static class ConfigurationEnvironment
{
    private const string Prefix = "MAPIGATE_";
    private const string FileSuffix = "_FILE";
    private const int MaxFileSize = 1024 * 1024;

    /// <summary>Variables with our prefix that are no settings: where the embedded default lies, and the password of the client commands.</summary>
    private static readonly string[] Others = [DataFolder.Variable, "MAPIGATE_PASSWORD"];

    /// <summary>Puts the variables into the file's tree.</summary>
    public static void Apply(JsonObject root, IDictionary variables, List<ConfigurationFault> faults)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in variables.Keys.Cast<string>().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal) && !Others.Contains(n)).Order(StringComparer.Ordinal))
        {
            var path = name[Prefix.Length..];
            var value = (string?)variables[name] ?? "";
            if (Find(path) is not { } keys)
            {
                if (!path.EndsWith(FileSuffix, StringComparison.Ordinal) || Find(path[..^FileSuffix.Length]) is not { } fileKeys)
                {
                    // The prefix is shared with tools around the gateway: only a variable that names one of its sections is certainly meant for it.
                    var isOurs = path.Contains("__", StringComparison.Ordinal);
                    faults.Add(new ConfigurationFault(name, "names no setting", IsWarning: !isOurs));
                    continue;
                }

                keys = fileKeys;
                if (ReadFile(name, value, faults) is not { } content)
                    continue;
                value = content;
            }

            if (!seen.Add(string.Join('.', keys.Select(k => k.Name))))
                faults.Add(new ConfigurationFault(name, "the setting is given twice, with and without _FILE"));
            else
                Set(root, name, keys, value, faults);
        }
    }

    /// <summary>The keys from the root to the one that the variable names, or null.</summary>
    private static List<JsonPropertyInfo>? Find(string path)
    {
        var keys = new List<JsonPropertyInfo>();
        var type = typeof(GatewayConfiguration);
        foreach (var part in path.Split("__"))
        {
            if (!ConfigurationSchema.IsSection(type) || ConfigurationSchema.Keys(type).FirstOrDefault(k => k.Name.Equals(part, StringComparison.OrdinalIgnoreCase)) is not { } key)
                return null;
            keys.Add(key);
            type = key.PropertyType;
        }

        return ConfigurationSchema.IsSection(type) ? null : keys;
    }

    private static string? ReadFile(string name, string path, List<ConfigurationFault> faults)
    {
        try
        {
            if (new FileInfo(path).Length <= MaxFileSize)
                return File.ReadAllText(path).TrimEnd('\r', '\n');
            faults.Add(new ConfigurationFault(name, $"{path} is larger than {MaxFileSize} bytes"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            faults.Add(new ConfigurationFault(name, $"{path} cannot be read: {e.Message}"));
        }

        return null;
    }

    private static void Set(JsonObject root, string name, List<JsonPropertyInfo> keys, string value, List<ConfigurationFault> faults)
    {
        if (ToNode(name, keys[^1].PropertyType, value, faults) is not { } node)
            return;
        var section = root;
        foreach (var key in keys.SkipLast(1))
        {
            if (section[key.Name] is not JsonObject below)
                section[key.Name] = below = [];
            section = below;
        }

        section[keys[^1].Name] = node;
    }

    private static JsonNode? ToNode(string name, Type type, string value, List<ConfigurationFault> faults)
    {
        try
        {
            if (ConfigurationSchema.ElementType(type) is { } element)
            {
                return element != typeof(string) || value.StartsWith('[')
                    ? JsonNode.Parse(value)
                    : new JsonArray([.. value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(v => (JsonNode)v)]);
            }
        }
        catch (JsonException)
        {
            faults.Add(new ConfigurationFault(name, "is no JSON list"));
            return null;
        }

        if (type != typeof(bool))
            return value;
        if (bool.TryParse(value, out var truth))
            return truth;
        faults.Add(new ConfigurationFault(name, string.Create(CultureInfo.InvariantCulture, $"must be true or false, not '{value}'")));
        return null;
    }
}
