using Mapigate.Gateway.Core.Index;

namespace Mapigate.Gateway.Core.Mailboxes;

/// <summary>Settings that all mailboxes share.</summary>
public sealed record MailboxOptions
{
    /// <summary>Organization in legacy DNs.</summary>
    public string Organization { get; init; } = "Mapigate";

    /// <summary>Mail domains that are served; the first completes names without one.</summary>
    public required IReadOnlyList<string> Domains { get; init; }

    /// <summary>Time zone of mailboxes that have not said otherwise; an IANA name.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>How often servers are asked for changes that they do not tell by themselves.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a proven password is taken as proven.</summary>
    public TimeSpan ProofLifetime { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a refused password is refused again without asking the server, so that clients that repeat it lock nobody out.</summary>
    public TimeSpan RefusalLifetime { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a mailbox that no session uses stays open.</summary>
    public TimeSpan IdleLifetime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Names of people by address in lower case; who is not listed is shown by the part before the @.</summary>
    public IReadOnlyDictionary<string, string> DisplayNames { get; init; } = new Dictionary<string, string>();

    /// <summary>Paths on the mail server of folders with a role, where neither the server nor the folder's name tells; below INBOX they may be given without it. What a mailbox does not have is found otherwise.</summary>
    public IReadOnlyDictionary<SpecialFolder, string> MailFolders { get; init; } = new Dictionary<SpecialFolder, string>();

    /// <summary>How long what was deleted softly can be had back; zero deletes for good at once.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(14);

    /// <summary>Largest message that is accepted, in bytes.</summary>
    public long MaxMessageSize { get; init; } = 150 * 1024 * 1024;

    /// <summary>The submission server files sent mail itself.</summary>
    public bool ServerFilesSentMail { get; init; }

    /// <summary>The secret under which the gateway seals what it writes beside its users' mail; without one it writes none of it, and believes none. Never change it: what was written under another is lost.</summary>
    public byte[]? ExtensionKey { get; init; }

    public string DisplayNameOf(string address) => DisplayNames.GetValueOrDefault(address) ?? address[..address.LastIndexOf('@')];

    /// <summary>The DN by which MAPI knows a user; the domain is part of it only where several are served.</summary>
    public string LegacyDnOf(string address)
    {
        var name = Domains.Count > 1 ? address : address[..address.LastIndexOf('@')];
        return $"/o={Organization}/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn={name}";
    }

    /// <summary>The address behind a legacy DN of this gateway, or null where it is none.</summary>
    public string? AddressOf(string legacyDn)
    {
        const string Recipients = "/cn=Recipients/cn=";
        var at = legacyDn.LastIndexOf(Recipients, StringComparison.OrdinalIgnoreCase);
        if (at < 0 || !legacyDn.StartsWith($"/o={Organization}/", StringComparison.OrdinalIgnoreCase))
            return null;
        var name = legacyDn[(at + Recipients.Length)..];
        return name.Contains('/', StringComparison.Ordinal) ? null : UserName.ToAddress(name, Domains);
    }
}
