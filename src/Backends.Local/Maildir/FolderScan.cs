using System.IO.Enumeration;
using System.Runtime.InteropServices;

namespace Mapigate.Backends.Local.Maildir;

/// <summary>The files of a Maildir folder as listed from the disk.</summary>
internal static class FolderScan
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false, ReturnSpecialDirectories = false };

    /// <summary>Base name to place and flags. A file that is renamed meanwhile may be missing or old.</summary>
    public static Dictionary<string, FoundFile> List(string folder, int expected)
    {
        var found = new Dictionary<string, FoundFile>(expected + 16, StringComparer.Ordinal);
        foreach (var name in Names(Path.Combine(folder, "new")))
            Add(name, isNew: true, found);
        foreach (var name in Names(Path.Combine(folder, "cur")))
            Add(name, isNew: false, found);
        return found;
    }

    /// <summary>False for a file that is no message.</summary>
    public static bool TryRead(string name, bool isNew, out string baseName, out FoundFile file)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        baseName = colon < 0 ? name : name[..colon];
        file = new FoundFile(isNew, colon >= 0 && name.AsSpan(colon).StartsWith(":2,") ? Sorted(name[(colon + 3)..]) : "", name);
        return baseName.Length > 0 && baseName[0] != '.' && !baseName.Contains('\n', StringComparison.Ordinal);
    }

    private static FileSystemEnumerable<string> Names(string folder) => new(folder, (ref FileSystemEntry entry) => entry.FileName.ToString(), Everything)
    {
        ShouldIncludePredicate = (ref FileSystemEntry entry) => entry.FileName[0] != '.' && !entry.IsDirectory,
    };

    private static void Add(string name, bool isNew, Dictionary<string, FoundFile> found)
    {
        if (TryRead(name, isNew, out var baseName, out var file))
            found[baseName] = file;
    }

    private static string Sorted(string info)
    {
        for (var i = 0; i < info.Length; i++)
        {
            if (!char.IsAsciiLetter(info[i]) || (i > 0 && info[i] <= info[i - 1]))
                return string.Concat(info.Where(char.IsAsciiLetter).Distinct().Order());
        }

        return string.Intern(info);
    }
}

/// <summary>A message's file.</summary>
/// <param name="IsNew">It lies in new/.</param>
/// <param name="Info">Flags, sorted.</param>
/// <param name="Name">Name as it is.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FoundFile(bool IsNew, string Info, string Name);
