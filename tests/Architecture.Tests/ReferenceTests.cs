using System.Text.RegularExpressions;

namespace Mapigate.Architecture.Tests;

public sealed partial class ReferenceTests
{
    /// <summary>The table of docs/architecture.md: each project and what it may use.</summary>
    private static readonly Dictionary<string, string> Allowed = Row().Matches(Repository.Read("docs/architecture.md"))
        .ToDictionary(row => row.Groups["project"].Value, row => row.Groups["uses"].Value);

    public static TheoryData<string> SourceProjects => new(Repository.Projects("src"));

    [Fact]
    public void Table_of_the_house_names_every_project_and_no_other() =>
        Assert.Equal(Repository.Projects("src").Order(StringComparer.Ordinal), Allowed.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(SourceProjects))]
    public void References_of_a_project_are_those_of_the_table(string project)
    {
        IEnumerable<string> allowed = Allowed[project] switch
        {
            "nothing" => [],
            "all" => Repository.Projects("src").Where(other => other != project),
            var named => Name().Matches(named).Select(name => name.Groups[1].Value),
        };
        Assert.Equal(allowed.Order(StringComparer.Ordinal), Repository.References(project).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void References_do_not_flow_on() =>
        Assert.Matches(@"<ProjectReference>\s*<PrivateAssets>compile</PrivateAssets>", Repository.Read("Directory.Build.props"));

    [GeneratedRegex(@"^\| `src/(?<project>[\w.]+)` \|.*\| (?<uses>[^|]+) \|\s*$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();
}
