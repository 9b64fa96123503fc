using Mapigate.Backends.TestKit.Mail;
using Xunit.Abstractions;

namespace Mapigate.Backends.Local.Tests.Maildir;

/// <summary>The contract of the mail store port.</summary>
public static class ContractTests
{
    public sealed class Folders(LocalSite site) : MailFolderContract(site), IClassFixture<LocalSite>;

    public sealed class Appending(LocalSite site) : MailAppendContract(site), IClassFixture<LocalSite>;

    public sealed class Fetching(LocalSite site) : MailFetchContract(site), IClassFixture<LocalSite>;

    public sealed class Changes(LocalSite site) : MailChangesContract(site), IClassFixture<LocalSite>;

    public sealed class Flagging(LocalSite site) : MailFlagContract(site), IClassFixture<LocalSite>;

    public sealed class Transfers(LocalSite site) : MailTransferContract(site), IClassFixture<LocalSite>;

    public sealed class Expunging(LocalSite site) : MailExpungeContract(site), IClassFixture<LocalSite>;

    public sealed class Watching(LocalSite site) : MailWatchContract(site), IClassFixture<LocalSite>;

    public sealed class Searching(LocalSite site) : MailSearchContract(site), IClassFixture<LocalSite>;

    public sealed class Access(LocalSite site) : MailAccessContract(site), IClassFixture<LocalSite>;

    public sealed class Faults(LocalSite site) : MailFaultContract(site), IClassFixture<LocalSite>;

    public sealed class Concurrency(LocalSite site) : MailConcurrencyContract(site), IClassFixture<LocalSite>;

    public sealed class Histories(LocalSite site, ITestOutputHelper output) : MailHistoryContract(site, output), IClassFixture<LocalSite>;
}
