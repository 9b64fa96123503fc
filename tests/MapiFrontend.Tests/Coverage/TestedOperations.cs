using System.Text.RegularExpressions;

namespace Mapigate.MapiFrontend.Tests.Coverage;

/// <summary>Reads from the sources of all tests which operations they name by traits.</summary>
internal static partial class TestedOperations
{
    public static IEnumerable<TestedOperation> In(string root) => Directory
        .EnumerateFiles(Path.Combine(root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .SelectMany(file => OfFile(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file)));

    private static IEnumerable<TestedOperation> OfFile(string name, string source)
    {
        foreach (Match method in Method().Matches(source))
        {
            var attributes = method.Groups["attributes"].Value;
            var requirements = Requirement().Matches(attributes).Select(m => m.Groups["id"].Value).ToList();
            foreach (Match operation in Operation().Matches(attributes))
                yield return new TestedOperation(operation.Groups["name"].Value, $"{name}.{method.Groups["method"].Value}", requirements);
        }
    }

    [GeneratedRegex("""(?<attributes>(?:^ *\[[^\n]*\]\n)+) *public (?:async )?(?:Task|void) (?<method>\w+)\(""", RegexOptions.Multiline)]
    private static partial Regex Method();

    [GeneratedRegex("""Trait\("Operation", "(?<name>\w+)"\)""")]
    private static partial Regex Operation();

    [GeneratedRegex("""Trait\("Requirement", "(?<id>MS-\w+ R\d+)"\)""")]
    private static partial Regex Requirement();
}
