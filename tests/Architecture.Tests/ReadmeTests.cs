using System.Text.RegularExpressions;

namespace Mapigate.Architecture.Tests;

public sealed partial class ReadmeTests
{
    private static readonly string Readme = Repository.Read("README.md");

    [Fact]
    public void Commands_exist_and_may_be_executed()
    {
        var commands = Command().Matches(Readme).Select(match => match.Groups["file"].Value).Distinct().ToList();
        Assert.Contains("mapigate", commands);
        Assert.Contains("test", commands);
        Assert.All(commands, command => Assert.True(
            File.GetUnixFileMode(Path.Combine(Repository.Root, command)).HasFlag(UnixFileMode.UserExecute), command));
    }

    [Fact]
    public void Commands_of_the_program_are_known_to_it()
    {
        var host = string.Concat(Repository.Files
            .Where(f => f.StartsWith("src/Gateway.Host/", StringComparison.Ordinal) && f.EndsWith(".cs", StringComparison.Ordinal))
            .Select(Repository.Read));
        var words = Command().Matches(Readme).Where(match => match.Groups["file"].Value == "mapigate")
            .SelectMany(match => match.Groups["word"].Captures).Select(word => word.Value)
            // The command-line library answers this one itself.
            .Where(word => word != "--help").Distinct().ToList();
        Assert.NotEmpty(words);
        Assert.All(words, word => Assert.Contains($"\"{word}\"", host, StringComparison.Ordinal));
    }

    [Fact]
    public void Links_between_documents_lead_somewhere()
    {
        var broken =
            from document in Repository.Files
            where document.EndsWith(".md", StringComparison.Ordinal)
            from Match link in Link().Matches(Repository.Read(document))
            let target = Path.Combine(Repository.Root, Path.GetDirectoryName(document)!, link.Groups[1].Value)
            where !File.Exists(target) && !Directory.Exists(target)
            select $"{document}: {link.Groups[1].Value}";
        Assert.Empty(broken);
    }

    /// <summary>./FILE with the words that follow it: sub-command and options.</summary>
    [GeneratedRegex(@"\./(?<file>[\w/-]+)(?: (?<word>(?:--)?[a-z][a-z-]*)(?![\w./]))*")]
    private static partial Regex Command();

    [GeneratedRegex(@"\]\((?![a-z]+:|#)([^)#]+)")]
    private static partial Regex Link();
}
