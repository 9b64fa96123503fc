using Mapigate.Gateway.Core.Mailboxes;

namespace Mapigate.Gateway.Host.Configuration;

/// <summary>Checks lists of people.</summary>
internal static class DirectoryChecks
{
    public static IEnumerable<ConfigurationFault> Run(GatewayConfiguration configuration)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < configuration.Directory.Count; i++)
        {
            var person = configuration.Directory[i];
            if (!IsAddress(person.Address))
                yield return new ConfigurationFault($"directory[{i}].address", $"'{person.Address}' is no mail address");
            else if (!seen.Add(person.Address))
                yield return new ConfigurationFault($"directory[{i}].address", $"'{person.Address}' stands there twice");
            if (string.IsNullOrWhiteSpace(person.Name))
                yield return new ConfigurationFault($"directory[{i}].name", "a name is needed");
        }

        for (var i = 0; i < configuration.Administrators.Count; i++)
        {
            if (!IsAddress(configuration.Administrators[i]))
                yield return new ConfigurationFault($"administrators[{i}]", $"'{configuration.Administrators[i]}' is no mail address");
        }
    }

    private static bool IsAddress(string text) => text.Contains('@', StringComparison.Ordinal) && UserName.ToAddress(text, []) is not null;
}
