using Mapigate.Backends.Mail;
using Mapigate.Gateway.Core.Index;

namespace Mapigate.Gateway.Core.Mirroring;

/// <summary>Which of the server's folders plays which role: by SPECIAL-USE first, then by a customary name.</summary>
internal static class MailFolderRoles
{
    private static readonly Dictionary<SpecialFolder, string[]> Names = new()
    {
        [SpecialFolder.Drafts] = ["Drafts", "Draft", "Entwürfe", "Brouillons", "Borradores", "Bozze", "Concepten"],
        [SpecialFolder.SentItems] = ["Sent", "Sent Items", "Sent Messages", "Sent Mail", "Gesendet", "Gesendete Objekte", "Gesendete Elemente", "Envoyés", "Enviados", "Inviata", "Verzonden"],
        [SpecialFolder.DeletedItems] = ["Trash", "Deleted Items", "Deleted Messages", "Deleted", "Papierkorb", "Gelöschte Objekte", "Gelöschte Elemente", "Corbeille", "Papelera", "Cestino", "Prullenbak"],
        [SpecialFolder.JunkEmail] = ["Junk", "Junk Email", "Junk E-mail", "Spam", "Bulk Mail", "Indésirables", "Ongewenst"],
        [SpecialFolder.Outbox] = ["Outbox"],
        [SpecialFolder.Notes] = ["Notes"],
        [SpecialFolder.Journal] = ["Journal"],
    };

    /// <summary>The role of each folder that has one. Only personal folders have roles.</summary>
    public static Dictionary<string, SpecialFolder> Of(IReadOnlyList<MailFolder> folders)
    {
        var roles = new Dictionary<string, SpecialFolder>(StringComparer.Ordinal);
        var personal = folders.Where(f => f.Namespace == MailNamespace.Personal).ToList();
        foreach (var folder in personal)
        {
            var role = OfUse(folder.Use);
            if (role == SpecialFolder.None && folder.Path.Equals("INBOX", StringComparison.OrdinalIgnoreCase))
                role = SpecialFolder.Inbox;
            if (HiddenFolder.Is(folder, HiddenFolder.RecoverableItems))
                role = SpecialFolder.RecoverableItems;
            if (role != SpecialFolder.None && !roles.ContainsValue(role))
                roles[folder.Path] = role;
        }

        foreach (var (role, names) in Names)
        {
            if (roles.ContainsValue(role))
                continue;
            var named = names
                .Select(name => personal.Find(f => f.CanHoldMessages && !roles.ContainsKey(f.Path) && LastPart(f).Equals(name, StringComparison.OrdinalIgnoreCase)))
                .FirstOrDefault(f => f is not null);
            if (named is not null)
                roles[named.Path] = role;
        }

        return roles;
    }

    private static SpecialFolder OfUse(MailFolderUse use) => use switch
    {
        MailFolderUse.Inbox => SpecialFolder.Inbox,
        MailFolderUse.Drafts => SpecialFolder.Drafts,
        MailFolderUse.Sent => SpecialFolder.SentItems,
        MailFolderUse.Trash => SpecialFolder.DeletedItems,
        MailFolderUse.Junk => SpecialFolder.JunkEmail,
        _ => SpecialFolder.None,
    };

    private static string LastPart(MailFolder folder) =>
        folder.Delimiter is { } delimiter ? folder.Path[(folder.Path.LastIndexOf(delimiter) + 1)..] : folder.Path;
}
