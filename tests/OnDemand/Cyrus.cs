using Mapigate.Backends.TestKit.Items;
using Mapigate.Backends.TestKit.Mail;
using Xunit.Abstractions;

namespace Mapigate.OnDemand;

/// <summary>The contracts of the mail and the item store port at Cyrus.</summary>
public static class Cyrus
{
    private const string Group = "cyrus";

    [CollectionDefinition(Group)]
    public sealed class Server : ICollectionFixture<CyrusServer>;

    [Collection(Group)]
    public sealed class Folders(CyrusServer site) : MailFolderContract(site);

    [Collection(Group)]
    public sealed class Appending(CyrusServer site) : MailAppendContract(site);

    [Collection(Group)]
    public sealed class Fetching(CyrusServer site) : MailFetchContract(site);

    [Collection(Group)]
    public sealed class Changes(CyrusServer site) : MailChangesContract(site);

    [Collection(Group)]
    public sealed class Flags(CyrusServer site) : MailFlagContract(site);

    [Collection(Group)]
    public sealed class Transfers(CyrusServer site) : MailTransferContract(site);

    [Collection(Group)]
    public sealed class Expunging(CyrusServer site) : MailExpungeContract(site);

    [Collection(Group)]
    public sealed class Watching(CyrusServer site) : MailWatchContract(site);

    [Collection(Group)]
    public sealed class Searching(CyrusServer site) : MailSearchContract(site);

    [Collection(Group)]
    public sealed class Access(CyrusServer site) : MailAccessContract(site);

    [Collection(Group)]
    public sealed class Faults(CyrusServer site) : MailFaultContract(site);

    [Collection(Group)]
    public sealed class Concurrency(CyrusServer site) : MailConcurrencyContract(site);

    [Collection(Group)]
    public sealed class Histories(CyrusServer site, ITestOutputHelper output) : MailHistoryContract(site, output);

    [Collection(Group)]
    public sealed class Collections(CyrusServer site) : ItemCollectionContract(site);

    [Collection(Group)]
    public sealed class ItemChanges(CyrusServer site) : ItemChangesContract(site);

    [Collection(Group)]
    public sealed class ItemWriting(CyrusServer site) : ItemWritingContract(site);
}
