using Mapigate.Backends.Mail;
using Mapigate.Backends.TestKit.Mail;
using Xunit.Abstractions;

namespace Mapigate.Gateway.Core.Tests.Memory;

/// <summary>The mail server in memory keeps the contract too, so that what is tested with it holds for real servers.</summary>
public static class MailContractTests
{
    public sealed class Folders() : MailFolderContract(new MemorySite());

    public sealed class Appending() : MailAppendContract(new MemorySite());

    public sealed class Fetching() : MailFetchContract(new MemorySite());

    public sealed class Changes() : MailChangesContract(new MemorySite());

    public sealed class Flags() : MailFlagContract(new MemorySite());

    public sealed class Transfers() : MailTransferContract(new MemorySite());

    public sealed class Expunging() : MailExpungeContract(new MemorySite());

    public sealed class Watching() : MailWatchContract(new MemorySite());

    public sealed class Searching() : MailSearchContract(new MemorySite());

    public sealed class Access() : MailAccessContract(new MemorySite());

    public sealed class Faults() : MailFaultContract(new MemorySite());

    public sealed class Concurrency() : MailConcurrencyContract(new MemorySite());

    public sealed class Histories(ITestOutputHelper output) : MailHistoryContract(new MemorySite(), output);

    public sealed class ChangesWithoutSequences() : MailChangesContract(new MemorySite(MailCapabilities.ModSequences | MailCapabilities.Vanished));

    public sealed class TransfersWithoutPlaces() : MailTransferContract(new MemorySite(MailCapabilities.UidPlus));

    public sealed class HistoriesWithoutPlaces(ITestOutputHelper output) : MailHistoryContract(new MemorySite(MailCapabilities.UidPlus | MailCapabilities.ModSequences | MailCapabilities.Vanished), output);
}
