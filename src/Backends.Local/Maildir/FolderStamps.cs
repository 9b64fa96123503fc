using Mapigate.Backends.Local.Files;

namespace Mapigate.Backends.Local.Maildir;

/// <summary>What shows whether anybody changed a Maildir folder: files come, go and are renamed in new/ and cur/, UIDs in the list.</summary>
internal sealed record FolderStamps(FileStamp New, FileStamp Current, FileStamp? UidList)
{
    /// <exception cref="BackendException">NotFound: there is no such folder.</exception>
    public static FolderStamps Of(string folder) =>
        Posix.Stat(Path.Combine(folder, "new")) is { } added && Posix.Stat(Path.Combine(folder, "cur")) is { } current
            ? new FolderStamps(added, current, Posix.Stat(Path.Combine(folder, Maildir.UidList.FileName)))
            : throw new BackendException(BackendError.NotFound, "No such folder.");

    public bool AreSettled(DateTimeOffset lookedAt) => New.IsSettled(lookedAt) && Current.IsSettled(lookedAt);
}
