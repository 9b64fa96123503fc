using System.Text;
using Mapigate.Backends.Mail;
using Mapigate.Gateway.Core.Index;

namespace Mapigate.Gateway.Core.Mirroring;

/// <summary>Which of the server's folders plays which role: as it is configured, else by the server's own word (RFC 6154), else by a customary name.</summary>
/// <param name="configured">Paths of folders by their roles, as <see cref="Mailboxes.MailboxOptions.MailFolders"/> has them.</param>
internal sealed class MailFolderRoles(IReadOnlyDictionary<SpecialFolder, string> configured)
{
    /// <summary>The role of each folder that has one. Only personal folders have roles.</summary>
    public Dictionary<string, SpecialFolder> Of(IReadOnlyList<MailFolder> folders)
    {
        var roles = new Dictionary<string, SpecialFolder>(StringComparer.Ordinal);
        var personal = folders.Where(f => f.Namespace == MailNamespace.Personal).ToList();
        foreach (var (role, path) in configured)
            Assign(roles, role, personal.Find(f => f.CanHoldMessages && HiddenFolder.Is(f, path)));
        foreach (var folder in personal)
            Assign(roles, OfServer(folder), folder);

        // A folder far down that happens to be called so is the user's own.
        var parents = personal.Where(f => !f.CanHoldMessages || IsInbox(f)).Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        var named = personal.Where(f => f.CanHoldMessages && (ParentOf(f) is not { } parent || parents.Contains(parent))).Select(f => (Folder: f, Name: LastPart(f))).ToList();
        foreach (var (role, names) in CustomaryFolderNames.ByRole)
        {
            if (roles.ContainsValue(role))
                continue;
            var places = named.Where(f => !roles.ContainsKey(f.Folder.Path)).ToLookup(f => f.Name, f => f.Folder, StringComparer.OrdinalIgnoreCase);
            Assign(roles, role, names.Select(name => places[name].FirstOrDefault()).FirstOrDefault(f => f is not null));
        }

        return roles;
    }

    private static void Assign(Dictionary<string, SpecialFolder> roles, SpecialFolder role, MailFolder? folder)
    {
        if (role != SpecialFolder.None && folder is not null && !roles.ContainsValue(role))
            roles.TryAdd(folder.Path, role);
    }

    private static SpecialFolder OfServer(MailFolder folder) => folder.Use switch
    {
        _ when HiddenFolder.Is(folder, HiddenFolder.RecoverableItems) => SpecialFolder.RecoverableItems,
        _ when IsInbox(folder) => SpecialFolder.Inbox,
        MailFolderUse.Drafts => SpecialFolder.Drafts,
        MailFolderUse.Sent => SpecialFolder.SentItems,
        MailFolderUse.Trash => SpecialFolder.DeletedItems,
        MailFolderUse.Junk => SpecialFolder.JunkEmail,
        _ => SpecialFolder.None,
    };

    private static bool IsInbox(MailFolder folder) => folder.Use == MailFolderUse.Inbox || folder.Path.Equals("INBOX", StringComparison.OrdinalIgnoreCase);

    private static string? ParentOf(MailFolder folder) => folder.Delimiter is { } delimiter && folder.Path.LastIndexOf(delimiter) is > 0 and var at ? folder.Path[..at] : null;

    /// <summary>The folder's own name, its letters with their accents as one character: some clients write them as two.</summary>
    private static string LastPart(MailFolder folder)
    {
        var name = folder.Delimiter is { } delimiter ? folder.Path[(folder.Path.LastIndexOf(delimiter) + 1)..] : folder.Path;
        return FolderNames.IsValid(name) ? name.Normalize(NormalizationForm.FormC) : name;
    }
}
