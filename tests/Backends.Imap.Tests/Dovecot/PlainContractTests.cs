using Mapigate.Backends.TestKit.Mail;
using Mapigate.Tests;
using Xunit.Abstractions;

namespace Mapigate.Backends.Imap.Tests.Dovecot;

/// <summary>The same at a server that has none of the extensions which tell changes, and at one that has nothing at all.</summary>
public static class PlainContractTests
{
    private static readonly string[] NoSequences = ["CONDSTORE", "QRESYNC", "ESEARCH"];

    private static readonly string[] Bare =
    [
        "CONDSTORE", "QRESYNC", "ESEARCH", "UIDPLUS", "MOVE", "IDLE", "SPECIAL-USE", "LIST-EXTENDED", "LIST-STATUS", "NAMESPACE", "MULTIAPPEND", "LITERAL+", "ACL", "QUOTA", "BINARY", "UNSELECT",
        "NOTIFY", "METADATA", "ENABLE", "SEARCHRES", "CATENATE", "[APPENDUID", "[COPYUID",
    ];

    [Collection(Stack.Collection)]
    public sealed class ChangesWithoutSequences(Stack stack) : MailChangesContract(new DovecotSite(stack, NoSequences));

    [Collection(Stack.Collection)]
    public sealed class ChangesBare(Stack stack) : MailChangesContract(new DovecotSite(stack, Bare));

    [Collection(Stack.Collection)]
    public sealed class AppendingBare(Stack stack) : MailAppendContract(new DovecotSite(stack, Bare));

    [Collection(Stack.Collection)]
    public sealed class TransfersBare(Stack stack) : MailTransferContract(new DovecotSite(stack, Bare));

    [Collection(Stack.Collection)]
    public sealed class ExpungingBare(Stack stack) : MailExpungeContract(new DovecotSite(stack, Bare));

    [Collection(Stack.Collection)]
    public sealed class AccessBare(Stack stack) : MailAccessContract(new DovecotSite(stack, Bare));

    [Collection(Stack.Collection)]
    public sealed class FoldersBare(Stack stack) : MailFolderContract(new DovecotSite(stack, Bare));

    [Collection(Stack.Collection)]
    public sealed class HistoriesWithoutSequences(Stack stack, ITestOutputHelper output) : MailHistoryContract(new DovecotSite(stack, NoSequences), output);

    [Collection(Stack.Collection)]
    public sealed class HistoriesBare(Stack stack, ITestOutputHelper output) : MailHistoryContract(new DovecotSite(stack, Bare), output);
}
