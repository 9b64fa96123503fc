using Mapigate.Backends.Imap.Commands;
using Mapigate.Backends.Imap.Connections;
using Mapigate.Backends.Imap.Wire;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Messages;

/// <summary>Sets and clears flags and reads what they are then; all three commands leave together. RFC 3501 6.4.6</summary>
internal static class FlagStore
{
    public static async Task<IReadOnlyList<MailMessageFlags>> RunAsync(ImapConnection connection, UidSet uids, MailFlags add, MailFlags remove, CancellationToken cancellationToken)
    {
        var result = new List<MailMessageFlags>();
        foreach (var text in UidRanges.Cut(uids))
        {
            // Servers need not repeat the flags of a message that had them already, so they are asked for.
            var fetch = new FetchFlagsCommand(text, withModSeq: connection.Selected!.HighestModSeq > 0);
            await connection.RunAsync([.. Stores(text, add, remove), fetch], cancellationToken);
            // Other clients' changes are told in between.
            result.AddRange(fetch.Changes.Flags.Where(message => uids.Contains(message.Uid)));
        }

        return result;
    }

    private static IEnumerable<PlainCommand> Stores(string uids, MailFlags add, MailFlags remove)
    {
        if (!add.Equals(MailFlags.None))
        {
            yield return Store(uids, "+FLAGS.SILENT", add);
        }

        if (!remove.Equals(MailFlags.None))
        {
            yield return Store(uids, "-FLAGS.SILENT", remove);
        }
    }

    private static PlainCommand Store(string uids, string item, MailFlags flags)
    {
        var list = FlagList.Format(flags);
        return new PlainCommand("UID STORE", writer => writer.Raw($" {uids} {item} {list}"));
    }
}
