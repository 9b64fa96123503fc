using System.Text.RegularExpressions;

namespace Mapigate.Architecture.Tests;

public sealed partial class NamespaceTests
{
    [Fact]
    public void Namespace_of_every_source_file_is_its_folder()
    {
        var wrong = new List<string>();
        foreach (var file in Repository.Files.Where(f => f.EndsWith(".cs", StringComparison.Ordinal)))
        {
            // Top-level statements and assembly attributes live in no namespace.
            var declared = Declaration().Match(Repository.Read(file)) is { Success: true } match ? match.Groups[1].Value : null;
            var expected = Expected(file);
            if (declared != expected && !(declared is null && Path.GetFileName(file) is "Program.cs" or "AssemblyInfo.cs" or "GlobalUsings.cs"))
            {
                wrong.Add($"{file}: {declared ?? "none"}, not {expected}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>
    /// src/Mapi.Wire/OxcFold/X.cs is in Mapigate.Mapi.Wire.OxcFold, bench/Lines/X.cs, whose project is the folder itself, in Mapigate.Bench.Lines; files that several test
    /// projects link, in Mapigate.Tests.
    /// </summary>
    private static string Expected(string file)
    {
        var folders = file.Split('/')[..^1];
        string[] spaces = folders[0] == "bench" ? ["Bench", .. folders[1..]] : folders.Length == 1 ? ["Tests"] : folders[1..];
        return "Mapigate." + string.Join('.', spaces);
    }

    [GeneratedRegex(@"^namespace\s+([\w.]+)\s*[;{]?\s*$", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
