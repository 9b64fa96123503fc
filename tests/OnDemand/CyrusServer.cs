using Mapigate.Backends;
using Mapigate.Backends.CalDav;
using Mapigate.Backends.Imap;
using Mapigate.Backends.Items;
using Mapigate.Backends.Mail;
using Mapigate.Backends.TestKit.Items;
using Mapigate.Backends.TestKit.Mail;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mapigate.OnDemand;

/// <summary>Cyrus, its mail and its calendars.</summary>
public sealed class CyrusServer() : RunningServer("cyrus"), IMailSite, IItemSite
{
    public ItemKinds Makes => ItemKinds.Events | ItemKinds.Tasks | ItemKinds.Journals | ItemKinds.Contacts;

    public bool KeepsEmptyMessages => false;

    public IReadOnlySet<string> RefusedNames => new HashSet<string> { "quo\"te", "{5}", "semi;colon", "per%cent", "back\\slash" };

    /// <summary>It takes the rest of a name behind a question mark for a query although the mark is escaped.</summary>
    public IReadOnlySet<string> SpoiledNames => new HashSet<string> { "q?x=1" };

    /// <summary>The user's calendars are made only beside an INBOX, and that by the first log-in over IMAP.</summary>
    async Task<BackendCredentials> IItemSite.NewUserAsync()
    {
        var user = await NewUserAsync();
        await using var store = await ((IMailSite)this).LogInAsync(user);
        await store.ListAsync(CancellationToken.None);
        return user;
    }

    Task<IMailStore> IMailSite.LogInAsync(BackendCredentials credentials) =>
        new ImapMailBackend(
            new ImapOptions { Host = "127.0.0.1", Port = Description.GetProperty("imap").GetInt32(), TlsMode = ImapTlsMode.None, PollInterval = TimeSpan.FromSeconds(1) },
            TimeProvider.System,
            NullLogger<ImapMailBackend>.Instance).LogInAsync(credentials, CancellationToken.None);

    Task<IItemStore> IItemSite.LogInAsync(BackendCredentials credentials) =>
        new DavItemBackend(new DavOptions { Url = CalDav }, TimeProvider.System, NullLogger<DavItemBackend>.Instance).LogInAsync(credentials, CancellationToken.None);
}
