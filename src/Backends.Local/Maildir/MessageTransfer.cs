using Mapigate.Backends.Local.Files;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Local.Maildir;

/// <summary>Moves messages by renaming their files, copies them by giving their files a second name: one step each, so that a crash loses and doubles nothing.</summary>
internal static class MessageTransfer
{
    public static async Task<MailTransfer> RunAsync(MaildirFolder from, MaildirFolder to, uint uidValidity, UidSet uids, bool isMove, CancellationToken cancellationToken)
    {
        if (ReferenceEquals(from, to))
        {
            using var both = await from.BeginWriteAsync(cancellationToken);
            return await RunAsync(from, both, to, both, uidValidity, uids, isMove, cancellationToken);
        }

        // Two who hold two folders each take them in the same order.
        var isFirst = string.CompareOrdinal(from.Disk.Folder, to.Disk.Folder) < 0;
        using var first = await (isFirst ? from : to).BeginWriteAsync(cancellationToken);
        using var second = await (isFirst ? to : from).BeginWriteAsync(cancellationToken);
        return await RunAsync(from, isFirst ? first : second, to, isFirst ? second : first, uidValidity, uids, isMove, cancellationToken);
    }

    private static async Task<MailTransfer> RunAsync(
        MaildirFolder from, FolderWrite source, MaildirFolder to, FolderWrite target, uint uidValidity, UidSet uids, bool isMove, CancellationToken cancellationToken)
    {
        source.Index.Check(uidValidity);
        await target.AddKeywordsAsync(source.Index.Find(uids).SelectMany(row => row.Flags(source.Index.Keywords).Keywords).Distinct(StringComparer.OrdinalIgnoreCase).ToList(), cancellationToken);
        var transferred = new Dictionary<uint, uint>();
        var modSeq = target.Index.NextModSeq();
        if (isMove)
            await source.RemoveAsync(uids, Transfer, cancellationToken);
        else
            await source.EachAsync(uids, Transfer, cancellationToken);

        target.Complete();
        if (!ReferenceEquals(source, target))
            source.Complete();
        return new MailTransfer(target.Index.Uids.Validity, transferred);

        bool Transfer(MessageRow row)
        {
            var message = source.Index.Found(row);
            var file = from.Disk.PathOf(row);
            var location = target.TryAdd(new MailFileName(row.BaseName), message.ObjectId, message.Flags, isNew: false, modSeq, path => isMove ? Posix.TryRename(file, path) : TryCopy(file, path, to.Disk));
            if (location is { } placed)
                transferred[row.Uid] = placed.Uid;
            return location is not null;
        }
    }

    private static bool TryCopy(string file, string path, FolderDisk disk)
    {
        try
        {
            return Posix.TryLink(file, path) ? true : throw new IOException($"{path} exists.");
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (IOException) when (!File.Exists(path))
        {
            // The file system has no links, or no more for this file.
            var copy = disk.NewTemporary();
            File.Copy(file, copy);
            return Posix.TryRename(copy, path);
        }
    }
}
