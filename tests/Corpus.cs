using System.Reflection;

namespace Mapigate.Tests;

/// <summary>Where the collection of real-world samples lies: the environment variable MAPIGATE_CORPUS, else the folder shared/corpus beside the repository.</summary>
internal static class Corpus
{
    /// <summary>The collection's folder, or null where it is absent.</summary>
    internal static string? Folder { get; } = Find();

    /// <summary>The files of one kind ("mail", "ical", ...) in order of their names; empty where the collection is absent.</summary>
    internal static IReadOnlyList<string> Files(string kind)
    {
        if (Folder is null || !Directory.Exists(Path.Combine(Folder, kind)))
            return [];
        return [.. Directory.GetFiles(Path.Combine(Folder, kind)).Order(StringComparer.Ordinal)];
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("MAPIGATE_CORPUS") is { Length: > 0 } given)
            return Directory.Exists(given) ? given : null;
        for (var folder = Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (!File.Exists(Path.Combine(folder, "Mapigate.slnx")))
                continue;
            var corpus = Path.GetFullPath(Path.Combine(folder, "..", "shared", "corpus"));
            return Directory.Exists(corpus) ? corpus : null;
        }
        return null;
    }
}
