using Mapigate.Backends.Imap.Commands;
using Mapigate.Backends.Imap.Connections;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Messages;

/// <summary>What the server finds, sorts and gathers in the selected folder. RFC 3501 6.4.4, RFC 5256</summary>
internal static class MessageSearch
{
    public static async Task<UidSet> FindAsync(ImapConnection connection, MailQuery query, CancellationToken cancellationToken)
    {
        var search = new SearchCommand(query);
        await connection.RunAsync(search, cancellationToken);
        return search.Found;
    }

    public static async Task<IReadOnlyList<uint>> SortAsync(ImapConnection connection, IReadOnlyList<MailSortKey> keys, MailQuery query, CancellationToken cancellationToken)
    {
        if (!connection.Capabilities.Sort)
        {
            throw ImapFault.NotOffered("SORT");
        }

        // An order by nothing is the order of arrival.
        var sort = new SortCommand(keys.Count > 0 ? keys : [new MailSortKey(MailSortField.Arrival)], query);
        await connection.RunAsync(sort, cancellationToken);
        return sort.Sorted;
    }

    public static async Task<IReadOnlyList<MailThread>> ThreadAsync(ImapConnection connection, MailQuery query, CancellationToken cancellationToken)
    {
        var algorithm = connection.Capabilities switch
        {
            { ThreadReferences: true } => "REFERENCES",
            { ThreadOrderedSubject: true } => "ORDEREDSUBJECT",
            _ => throw ImapFault.NotOffered("THREAD"),
        };
        var thread = new ThreadCommand(algorithm, query);
        await connection.RunAsync(thread, cancellationToken);
        return thread.Threads;
    }
}
