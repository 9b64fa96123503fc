namespace Mapigate.Backends.Mail;

/// <summary>What two lists of folders tell of changes in between.</summary>
public static class MailFolderDifferences
{
    /// <summary>A hint for each of the user's own folders that is new, gone, or not as it was; for each one where there is no earlier list.</summary>
    public static IReadOnlyList<MailFolderHint> Between(IReadOnlyList<MailFolder>? before, IReadOnlyList<MailFolder> now)
    {
        var hints = new List<MailFolderHint>();
        var gone = Own(before ?? []).ToDictionary(folder => folder.Path, StringComparer.Ordinal);
        foreach (var folder in Own(now))
        {
            if (!gone.Remove(folder.Path, out var earlier))
                hints.Add(new MailFolderHint(folder.Path, ListChanged: before is not null));
            else if (earlier != folder)
                hints.Add(new MailFolderHint(folder.Path, ListChanged: earlier with { State = folder.State } != folder));
        }

        hints.AddRange(gone.Keys.Select(path => new MailFolderHint(path, ListChanged: true)));
        return hints;
    }

    private static IEnumerable<MailFolder> Own(IReadOnlyList<MailFolder> folders) => folders.Where(folder => folder.Namespace == MailNamespace.Personal);
}
