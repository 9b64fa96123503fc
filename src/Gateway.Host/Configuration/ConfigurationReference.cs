using System.ComponentModel;
using System.Reflection;
using System.Text;
using System.Text.Json.Serialization.Metadata;

namespace Mapigate.Gateway.Host.Configuration;

/// <summary>Writes docs/configuration.md from the records themselves.</summary>
internal static class ConfigurationReference
{
    public static string Write()
    {
        var text = new StringBuilder("""
            # Configuration

            One JSON file, which `--config` names. Comments and trailing commas are allowed; an unknown key is an error that names it. Paths count
            from the folder of the file. Times are `[days.]hours:minutes:seconds`.

            Mailboxes lie on servers (`backends.imap`, `backends.smtp`, `backends.dav`) or are the gateway's own (`backends.local`), never both. Without
            `--config` that file counts which `./mapigate serve` makes for mailboxes of its own at the first start: `gateway.json` in the folder that
            `MAPIGATE_DATA` names, else in `~/.local/share/mapigate`. It prints the first user's password, once.

            Every key may also come from the environment and stands there before the file. A list is separated by commas or given as JSON. With
            `_FILE` behind its name a variable names a file that holds the value.

            `./mapigate check` prints everything that is wrong, by key, and asks each server for its greeting; `--json` prints the same as JSON. This page is
            what `./mapigate check --reference` prints.

            | key | default | environment | meaning |
            |---|---|---|---|

            """);
        Append(text, typeof(GatewayConfiguration), new GatewayConfiguration(), "");
        return text.ToString();
    }

    private static void Append(StringBuilder text, Type section, object? defaults, string path)
    {
        foreach (var key in ConfigurationSchema.Keys(section))
        {
            var name = path + key.Name;
            var value = defaults is null ? null : key.Get!(defaults);
            var below = ConfigurationSchema.IsSection(key.PropertyType) ? key.PropertyType : null;
            text.AppendLine($"| `{name}` | {(below is null ? Default(value) : "")} | {(below is null ? Variable(name) : "")} | {Meaning(key)} |");
            if (below is not null)
                Append(text, below, value ?? Activator.CreateInstance(below), name + ".");
            else if (ConfigurationSchema.ElementType(key.PropertyType) is { } element && ConfigurationSchema.IsSection(element))
            {
                foreach (var part in ConfigurationSchema.Keys(element))
                    text.AppendLine($"| `{name}[].{part.Name}` | | | {Meaning(part)} |");
            }
        }
    }

    private static string Variable(string name) => $"`MAPIGATE_{name.Replace(".", "__", StringComparison.Ordinal).ToUpperInvariant()}`";

    private static string Default(object? value) => value switch
    {
        null or "" => "",
        bool truth => truth ? "`true`" : "`false`",
        TimeSpan span => $"`{span:c}`",
        System.Collections.IEnumerable and not string => "`[]`",
        _ => $"`{value}`",
    };

    private static string Meaning(JsonPropertyInfo key) =>
        (key.AttributeProvider as MemberInfo)?.GetCustomAttribute<DescriptionAttribute>()?.Description ?? throw new InvalidOperationException($"{key.Name} has no description");
}
