using System.Text;
using Mapigate.Backends.Local.Files;

namespace Mapigate.Backends.Local.Maildir;

/// <summary>Dovecot's file of subscriptions, version 2: "V", a tab, "2", an empty line, then a line for each folder with its parts separated by tabs.</summary>
internal sealed class Subscriptions(string root)
{
    private const string FileName = "subscriptions";
    private const int MostSubscriptions = 20_000;

    private readonly Lock _lock = new();

    public bool Exist => File.Exists(Path.Combine(root, FileName));

    public HashSet<string> Read()
    {
        var lines = (AtomicFile.ReadText(Path.Combine(root, FileName)) ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var isCurrent = lines is ["V\t2", ..];
        return [.. lines.Skip(isCurrent ? 1 : 0).Select(line => ReadPath(line, isCurrent ? '\t' : '.')).OfType<string>()];
    }

    /// <summary>Replaces the set by what the change makes of it.</summary>
    public void Change(Func<HashSet<string>, IEnumerable<string>> change)
    {
        lock (_lock)
        {
            var text = new StringBuilder("V\t2\n\n");
            foreach (var path in change(Read()).Take(MostSubscriptions).Order(StringComparer.Ordinal))
                text.AppendJoin('\t', path.Split(FolderName.Delimiter).Select(FolderName.EncodePart)).Append('\n');
            AtomicFile.Write(Path.Combine(root, FileName), Path.Combine(root, "tmp", UniqueName.Next(TimeProvider.System.GetUtcNow())), Encoding.UTF8.GetBytes(text.ToString()));
        }
    }

    private static string? ReadPath(string line, char separator)
    {
        var parts = line.Split(separator).Select(FolderName.DecodePart).ToArray();
        return parts.All(part => part is { Length: > 0 }) ? string.Join(FolderName.Delimiter, parts) : null;
    }
}
