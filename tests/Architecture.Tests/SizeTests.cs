namespace Mapigate.Architecture.Tests;

public sealed class SizeTests
{
    private const int Limit = 400;
    private static readonly string[] Sources = [".cs", ".py", ".sh", ".in", ""];

    [Fact]
    public void No_source_file_has_more_than_400_lines() => Assert.Empty(
        Repository.Files
            .Where(f => Path.GetFileName(f) != "LICENSE" && Sources.Contains(Path.GetExtension(f)) && !Path.GetFileName(f).StartsWith('.'))
            .Where(f => !Repository.IsGenerated(f))
            .Select(f => (File: f, Lines: File.ReadLines(Path.Combine(Repository.Root, f)).Count()))
            .Where(f => f.Lines > Limit)
            .Select(f => $"{f.File}: {f.Lines}"));
}
