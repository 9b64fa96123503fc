using Mapigate.Backends.Local.Files;

namespace Mapigate.Backends.Local.Maildir;

/// <summary>
/// Brings what is known of a folder in line with events of its files instead of a listing. Events of changes that are known already, our own above all, change nothing:
/// a removed name counts only when it is the name that the file has at that point of the story.
/// </summary>
internal static class FolderReplay
{
    /// <summary>The files that events are about, as they are after the last one; null for one that is gone.</summary>
    public static Dictionary<string, FoundFile?> Read(IReadOnlyList<FolderEvent> events, FolderIndex index)
    {
        var files = new Dictionary<string, FoundFile?>(StringComparer.Ordinal);
        foreach (var happened in events)
        {
            if (!FolderScan.TryRead(happened.Name, isNew: happened.Part == 0, out var baseName, out var file))
                continue;
            if (happened.IsAdded)
            {
                files[baseName] = file;
            }
            else if (happened.IsRemoved)
            {
                var present = files.TryGetValue(baseName, out var earlier) ? earlier : index.Find(baseName)?.File;
                files[baseName] = present is { } named && named.Name == file.Name && named.IsNew == file.IsNew ? null : present;
            }
        }

        return files;
    }

    public static void Apply(Dictionary<string, FoundFile?> files, FolderIndex index)
    {
        ulong modSeq = 0;
        foreach (var (baseName, found) in files)
        {
            var row = index.Find(baseName);
            if (found is not { } file)
            {
                if (row is null)
                    continue;
                modSeq = modSeq == 0 ? index.NextModSeq() : modSeq;
                index.Remove(row.Uid);
            }
            else if (row is null || row.Info != file.Info)
            {
                modSeq = modSeq == 0 ? index.NextModSeq() : modSeq;
                index.Put(new MessageRow(index.Uids.Records[baseName].Uid, baseName, file.Info, file.IsNew, modSeq));
            }
            else if (row.IsNew != file.IsNew)
            {
                index.Put(row with { IsNew = file.IsNew });
            }
        }
    }
}
