using Mapigate.Backends.Local.Files;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Local.Maildir;

/// <summary>Takes finished files into a folder.</summary>
internal static class MessageDelivery
{
    public static async Task<List<MailLocation?>> AddAsync(MaildirFolder folder, IReadOnlyList<SpooledMessage> messages, bool isNew, CancellationToken cancellationToken)
    {
        using var write = await folder.BeginWriteAsync(cancellationToken);
        await write.AddKeywordsAsync([.. messages.SelectMany(m => m.Flags.Keywords)], cancellationToken);
        var modSeq = write.Index.NextModSeq();
        var locations = messages.Select(m => write.TryAdd(m.Name, m.Name.Text, m.Flags, isNew, modSeq, path => Posix.TryRename(m.Path, path))).ToList();
        write.Complete();
        return locations;
    }
}
