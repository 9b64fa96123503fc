namespace Mapigate.MapiFrontend.Tests.Coverage;

public sealed class CoverageTests
{
    private static readonly string Root = FindRoot();

    [Fact]
    public void Coverage_page_says_what_the_table_and_the_tests_say()
    {
        var path = Path.Combine(Root, "docs", "coverage.md");
        var page = CoveragePage.Write(TestedOperations.In(Root));
        if (Environment.GetEnvironmentVariable("MAPIGATE_WRITE_COVERAGE") == "1")
            File.WriteAllText(path, page);
        Assert.True(page == File.ReadAllText(path), "docs/coverage.md is stale: run docs/coverage");
    }

    [Fact]
    public void Operations_that_tests_name_exist()
    {
        var known = Enum.GetNames<Mapi.Wire.OxcRops.RopId>().Select(n => $"Rop{n}")
            .Concat(Enum.GetNames<Mapi.Wire.OxcMapiHttp.MapiHttpRequest>().SelectMany(n => (string[])[n, $"Nspi{n}"]))
            .Concat(["Autodiscover", "EWS", "OAB"])
            .ToHashSet();
        Assert.Empty(TestedOperations.In(Root).Select(t => t.Operation).Where(o => !known.Contains(o)).Distinct());
    }

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Mapigate.slnx")))
                return folder;
        }

        throw new InvalidOperationException($"No Mapigate.slnx above {AppContext.BaseDirectory}");
    }
}
