using Mapigate.Backends.Imap.Commands;
using Mapigate.Backends.Imap.Connections;
using Mapigate.Backends.Imap.Wire;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Folders;

/// <summary>
/// All folders with their uses, subscriptions and states: one command where the server has LIST-EXTENDED and LIST-STATUS, else LIST (or XLIST), LSUB and a STATUS for each,
/// sent together. RFC 5258, RFC 5819, RFC 6154, RFC 2342
/// </summary>
internal static class FolderListing
{
    /// <summary>So many STATUS commands leave at once.</summary>
    private const int StatusBatch = 100;

    public static async Task<IReadOnlyList<MailFolder>> ReadAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        var prefixes = await PrefixesAsync(connection, cancellationToken);
        var capabilities = connection.Capabilities;
        var folders = new Dictionary<string, MailFolder>(StringComparer.Ordinal);
        var lists = Lists(capabilities, prefixes).ToList();
        var subscriptions = capabilities.ListExtended ? [] : lists.ConvertAll(list => new ListCommand("LSUB", Pattern(list.Prefix)));

        await connection.RunAsync([.. lists.Select(list => list.Command), .. subscriptions], cancellationToken);
        var subscribed = subscriptions.SelectMany(list => list.Folders).Select(folder => folder.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var (_, list) in lists)
        {
            foreach (var folder in list.Folders)
            {
                folders[folder.Path] = new MailFolder(
                    folder.Path,
                    folder.Delimiter,
                    NamespaceOf(folder.Path, prefixes),
                    folder.Use,
                    folder.CanHoldMessages,
                    folder.IsSubscribed || subscribed.Contains(folder.Path),
                    list.States.GetValueOrDefault(folder.Path));
            }
        }

        if (!capabilities.ListStatus || !capabilities.ListExtended)
        {
            await AddStatesAsync(connection, folders, cancellationToken);
        }

        return [.. folders.Values];
    }

    private static async Task<IReadOnlyList<(string Prefix, MailNamespace Namespace)>> PrefixesAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        if (!connection.Capabilities.Namespace)
        {
            return [("", MailNamespace.Personal)];
        }

        var command = new NamespaceCommand();
        await connection.SendAsync([command], cancellationToken);
        var answer = await command.EndAsync(cancellationToken);
        return answer.IsOk && command.Prefixes.Count > 0 ? command.Prefixes : [("", MailNamespace.Personal)];
    }

    private static IEnumerable<(string Prefix, ListCommand Command)> Lists(ImapCapabilities capabilities, IReadOnlyList<(string Prefix, MailNamespace Namespace)> prefixes)
    {
        // "*" lists what the server counts as the user's own; other namespaces may have to be named.
        List<string> roots = ["", .. prefixes.Select(prefix => prefix.Prefix).Where(prefix => prefix.Length > 0).Distinct(StringComparer.Ordinal)];
        if (capabilities.ListExtended)
        {
            var returned = "(SUBSCRIBED" + (capabilities.SpecialUse ? " SPECIAL-USE" : "") + (capabilities.ListStatus ? $" STATUS {StatusItems.For(capabilities)}" : "") + ")";
            yield return ("", new ListCommand("LIST", writer => WriteAll(writer, roots), returned));
            yield break;
        }

        var verb = capabilities.XList && !capabilities.SpecialUse ? "XLIST" : "LIST";
        foreach (var root in roots)
        {
            yield return (root, new ListCommand(verb, Pattern(root)));
        }
    }

    private static void WriteAll(CommandWriter writer, List<string> roots)
    {
        for (var i = 0; i < roots.Count; i++)
        {
            writer.Raw(i == 0 ? "(" : " ").Mailbox(roots[i] + "*");
        }

        writer.Raw(")"u8);
    }

    private static Action<CommandWriter> Pattern(string root) => writer => writer.Mailbox(root + "*");

    private static MailNamespace NamespaceOf(string path, IReadOnlyList<(string Prefix, MailNamespace Namespace)> prefixes)
    {
        var (longest, kind) = (-1, MailNamespace.Personal);
        foreach (var (prefix, ns) in prefixes)
        {
            // The name of a namespace's root has no separator at its end.
            if (prefix.Length > longest && (path.StartsWith(prefix, StringComparison.Ordinal) || (prefix.Length > 0 && path == prefix[..^1])))
            {
                (longest, kind) = (prefix.Length, ns);
            }
        }

        return kind;
    }

    private static async Task AddStatesAsync(ImapConnection connection, Dictionary<string, MailFolder> folders, CancellationToken cancellationToken)
    {
        var paths = folders.Values.Where(folder => folder.CanHoldMessages).Select(folder => folder.Path).ToList();
        foreach (var batch in paths.Chunk(StatusBatch))
        {
            var questions = batch.ToDictionary(path => path, path => new StatusCommand(path, connection.Capabilities), StringComparer.Ordinal);
            await connection.SendAsync([.. questions.Values], cancellationToken);
            foreach (var (path, question) in questions)
            {
                // A folder that cannot be asked is listed without its state.
                await question.EndAsync(cancellationToken);
                folders[path] = folders[path] with { State = question.State };
            }
        }
    }
}
