using System.Text.RegularExpressions;

namespace Mapigate.Architecture.Tests;

public sealed partial class NameTests
{
    [Fact]
    public void No_file_or_folder_has_a_name_that_says_nothing()
    {
        var empty = Repository.Files
            .Where(f => f.StartsWith("src/", StringComparison.Ordinal) || f.StartsWith("tests/", StringComparison.Ordinal))
            .Where(f => f.Split('/').Any(part => SaysNothing().IsMatch(part)));
        Assert.Empty(empty);
    }

    [Fact]
    public void Source_file_declares_the_type_that_it_is_named_after()
    {
        var wrong = Repository.Files
            .Where(f => f.StartsWith("src/", StringComparison.Ordinal) && f.EndsWith(".cs", StringComparison.Ordinal))
            .Where(f => Path.GetFileName(f) is not ("Program.cs" or "AssemblyInfo.cs" or "GlobalUsings.cs"))
            .Where(f => !DeclaresItsName(f));
        Assert.Empty(wrong);
    }

    /// <summary>
    /// Records of one operation share its file: RopOpenFolder.cs has RopOpenFolderRequest and RopOpenFolderResponse.
    /// So does a family of small types: NspiFlags.cs has nothing but types that end in Flags.
    /// </summary>
    private static bool DeclaresItsName(string file)
    {
        var name = Path.GetFileName(file).Split('.')[0];
        var types = Declaration().Matches(Repository.Read(file)).Select(type => type.Groups[1].Value).ToList();
        return types.Exists(type => type.StartsWith(name, StringComparison.Ordinal))
            || (types.Count > 1 && types.TrueForAll(type => type.EndsWith(LastWord().Match(name).Value, StringComparison.Ordinal)));
    }

    [GeneratedRegex("[A-Z][a-z0-9]*$")]
    private static partial Regex LastWord();

    [GeneratedRegex(@"(Helper|Manager|Util|Utils|Utility|Utilities)s?(?=[A-Z.]|$)|^(Common|Base|Misc|Shared)(\.cs)?$")]
    private static partial Regex SaysNothing();

    [GeneratedRegex(@"^[ \t]*(?:[a-z]+ )*(?:class|struct|record|interface|enum|delegate [\w<>?\[\],. ]+?) (?:(?:class|struct) )?(\w+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
