using System.ComponentModel;
using Mapigate.Gateway.Core.Index;

namespace Mapigate.Gateway.Host.Configuration;

/// <summary><c>backends.imap.folders</c></summary>
internal sealed record MailFolderSettings
{
    [Description("Sent mail.")]
    public string? Sent { get; init; }

    [Description("Drafts.")]
    public string? Drafts { get; init; }

    [Description("Deleted items.")]
    public string? Deleted { get; init; }

    [Description("Junk mail.")]
    public string? Junk { get; init; }

    [Description("Outbox.")]
    public string? Outbox { get; init; }

    [Description("Notes.")]
    public string? Notes { get; init; }

    [Description("Journal.")]
    public string? Journal { get; init; }

    /// <summary>The path of each role that has one.</summary>
    public IReadOnlyDictionary<SpecialFolder, string> ByRole() => Keys().Where(k => k.Path is not null).ToDictionary(k => k.Role, k => k.Path!);

    /// <summary>All keys with what they say.</summary>
    public IEnumerable<(string Key, SpecialFolder Role, string? Path)> Keys() =>
    [
        ("sent", SpecialFolder.SentItems, Sent),
        ("drafts", SpecialFolder.Drafts, Drafts),
        ("deleted", SpecialFolder.DeletedItems, Deleted),
        ("junk", SpecialFolder.JunkEmail, Junk),
        ("outbox", SpecialFolder.Outbox, Outbox),
        ("notes", SpecialFolder.Notes, Notes),
        ("journal", SpecialFolder.Journal, Journal),
    ];
}
