using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Mapigate.Gateway.Host.Configuration;

/// <summary>Which keys exist, taken from the records themselves.</summary>
internal static class ConfigurationSchema
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        RespectNullableAnnotations = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    /// <summary>Every key of the file that no setting has, by its path.</summary>
    public static IEnumerable<string> FindUnknown(JsonNode? node, Type type, string path = "")
    {
        if (node is JsonObject keys && IsSection(type))
        {
            var known = Keys(type).ToDictionary(k => k.Name, StringComparer.Ordinal);
            foreach (var (name, value) in keys)
            {
                var at = path.Length == 0 ? name : $"{path}.{name}";
                if (!known.TryGetValue(name, out var key))
                    yield return at;
                else
                    foreach (var below in FindUnknown(value, key.PropertyType, at))
                        yield return below;
            }
        }
        else if (node is JsonArray array && ElementType(type) is { } element)
        {
            for (var i = 0; i < array.Count; i++)
            {
                foreach (var below in FindUnknown(array[i], element, $"{path}[{i}]"))
                    yield return below;
            }
        }
    }

    /// <summary>The keys of a section in the order of their declaration.</summary>
    public static IEnumerable<JsonPropertyInfo> Keys(Type section) => Options.GetTypeInfo(section).Properties;

    /// <summary>The type has keys of its own.</summary>
    public static bool IsSection(Type type) => type.Namespace == typeof(ConfigurationSchema).Namespace;

    /// <summary>The type of a list's elements; null where the type is no list.</summary>
    public static Type? ElementType(Type type) =>
        type != typeof(string) && type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type) ? type.GetGenericArguments()[0] : null;
}
