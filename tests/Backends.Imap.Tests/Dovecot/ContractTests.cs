using Mapigate.Backends.TestKit.Mail;
using Mapigate.Tests;
using Xunit.Abstractions;

namespace Mapigate.Backends.Imap.Tests.Dovecot;

/// <summary>The contract of the mail store port at the stack's Dovecot.</summary>
public static class ContractTests
{
    [Collection(Stack.Collection)]
    public sealed class Folders(Stack stack) : MailFolderContract(new DovecotSite(stack));

    [Collection(Stack.Collection)]
    public sealed class Appending(Stack stack) : MailAppendContract(new DovecotSite(stack));

    [Collection(Stack.Collection)]
    public sealed class Fetching(Stack stack) : MailFetchContract(new DovecotSite(stack));

    [Collection(Stack.Collection)]
    public sealed class Changes(Stack stack) : MailChangesContract(new DovecotSite(stack));

    [Collection(Stack.Collection)]
    public sealed class Flags(Stack stack) : MailFlagContract(new DovecotSite(stack));

    [Collection(Stack.Collection)]
    public sealed class Transfers(Stack stack) : MailTransferContract(new DovecotSite(stack));

    [Collection(Stack.Collection)]
    public sealed class Expunging(Stack stack) : MailExpungeContract(new DovecotSite(stack));

    [Collection(Stack.Collection)]
    public sealed class Watching(Stack stack) : MailWatchContract(new DovecotSite(stack));

    [Collection(Stack.Collection)]
    public sealed class Searching(Stack stack) : MailSearchContract(new DovecotSite(stack));

    [Collection(Stack.Collection)]
    public sealed class Access(Stack stack) : MailAccessContract(new DovecotSite(stack));

    [Collection(Stack.Collection)]
    public sealed class Faults(Stack stack) : MailFaultContract(new DovecotSite(stack));

    [Collection(Stack.Collection)]
    public sealed class Concurrency(Stack stack) : MailConcurrencyContract(new DovecotSite(stack));

    [Collection(Stack.Collection)]
    public sealed class Histories(Stack stack, ITestOutputHelper output) : MailHistoryContract(new DovecotSite(stack), output);
}
