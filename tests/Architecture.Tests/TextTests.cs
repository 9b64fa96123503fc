using System.Text.RegularExpressions;

namespace Mapigate.Architecture.Tests;

public sealed partial class TextTests
{
    private static readonly string[] TextTypes = [".cs", ".csproj", ".props", ".targets", ".slnx", ".json", ".md", ".py", ".sh", ".in", ".txt", ".tsv", ".yml", ""];

    /// <summary>Every text file but this one, which has to name what it looks for.</summary>
    private static IEnumerable<string> Texts =>
        Repository.Files.Where(f => TextTypes.Contains(Path.GetExtension(f)) && Path.GetFileName(f) != $"{nameof(TextTests)}.cs");

    [Fact]
    public void No_file_names_a_path_of_somebodys_machine() =>
        Assert.Empty(Texts.Where(f => f != "tests/Corpus.cs").SelectMany(f => Lines(f, MachinePath())));

    [Fact]
    public void Nothing_unfinished_is_left_behind() => Assert.Empty(Texts.SelectMany(f => Lines(f, Unfinished())));

    [Fact]
    public void No_test_is_skipped_or_sleeps() =>
        Assert.Empty(Texts.Where(f => f.StartsWith("tests/", StringComparison.Ordinal)).SelectMany(f => Lines(f, SkippedOrSleeping())));

    private static IEnumerable<string> Lines(string file, Regex pattern) =>
        File.ReadLines(Path.Combine(Repository.Root, file))
            .Select((line, index) => (Line: line, Number: index + 1))
            .Where(line => pattern.IsMatch(line.Line))
            .Select(line => $"{file}:{line.Number}: {line.Line.Trim()}");

    [GeneratedRegex(@"(?<![\w.~@>*/-])/(work|shared|root|Users)/|/tmp/(wt|hub)\b")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|NotImplementedException)\b")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"\[(Fact|Theory)\(.*Skip\s*=|\bThread\.Sleep\b")]
    private static partial Regex SkippedOrSleeping();
}
