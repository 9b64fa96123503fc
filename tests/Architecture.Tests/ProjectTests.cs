using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Mapigate.Architecture.Tests;

public sealed partial class ProjectTests
{
    public static TheoryData<string> SourceProjects => new(Repository.Projects("src"));

    public static TheoryData<string> TestProjects => new(Repository.Projects("tests").Where(p => p.EndsWith(".Tests", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(SourceProjects))]
    public void Source_project_has_a_test_project(string project) =>
        Assert.Contains($"tests/{project}.Tests/{project}.Tests.csproj", Repository.Files);

    [Theory]
    [MemberData(nameof(TestProjects))]
    public void Test_project_has_tests(string project) =>
        Assert.Contains(
            Repository.Files.Where(f => f.StartsWith($"tests/{project}/", StringComparison.Ordinal) && f.EndsWith(".cs", StringComparison.Ordinal)),
            file => TestAttribute().IsMatch(Repository.Read(file)));

    [Fact]
    public void Solution_holds_every_project()
    {
        var listed = XDocument.Parse(Repository.Read("Mapigate.slnx")).Descendants("Project").Select(p => p.Attribute("Path")!.Value);
        Assert.Equal(Repository.Files.Where(f => f.EndsWith(".csproj", StringComparison.Ordinal)), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Package_versions_are_exact()
    {
        var versions = XDocument.Parse(Repository.Read("Directory.Packages.props")).Descendants("PackageVersion")
            .Select(package => package.Attribute("Version")!.Value).ToList();
        Assert.NotEmpty(versions);
        Assert.All(versions, version => Assert.Matches(@"^\[[^,\]]+\]$", version));
    }

    [Fact]
    public void Every_project_has_its_lock_file() =>
        Assert.All(
            Repository.Files.Where(f => f.EndsWith(".csproj", StringComparison.Ordinal)),
            project => Assert.Contains(Path.GetDirectoryName(project) + "/packages.lock.json", Repository.Files));

    [GeneratedRegex(@"\[(Fact|Theory|Property)\b")]
    private static partial Regex TestAttribute();
}
