using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Gateway.Core.SideStore;
using Mapigate.Gateway.Core.Tests.Items;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Tests.SideStore;

/// <summary>The extension field of a mail: believed where it is this mailbox's own word about this message.</summary>
public sealed class ExtensionHeaderTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
    private static readonly PropertyName[] Colour = [PropertyName.String(new Guid("0e2b0ba4-3d34-4b57-9a3a-51b2dbf6a5a1"), "Colour")];

    private static MailboxOptions WithKey(MailboxOptions options) => options with { ExtensionKey = Key };

    [Fact]
    public async Task Draft_says_itself_what_mime_has_no_home_for()
    {
        await using var host = await MailboxHost.OpenAsync(configure: WithKey);
        var message = host.Compose(SpecialFolder.Drafts).To(("bob@example.test", 1));
        message.Set(await TagAsync(host), "blue");
        message.Set(PidTag.IconIndex, 42);
        var saved = await host.SaveAsync(message);
        Assert.True(saved.Record.IsSideInContent);
        Assert.Contains("\r\nX-Mapigate: ", Assert.Single(host.Mail.Messages("Drafts")).Content, StringComparison.Ordinal);

        await host.ReopenAsync(loseState: true);
        await host.Mailbox.GetPropertyIdsAsync([PropertyName.String(PropertySets.PublicStrings, "Another first")], create: true, default);
        var row = Assert.Single((await host.RefreshAsync(SpecialFolder.Drafts)).Rows);
        Assert.Equal("blue", row.Get(await TagAsync(host)));
        Assert.Equal(42, row.Get(PidTag.IconIndex));
        Assert.True(row.Record.IsSideInContent);
        Assert.Equal(saved.Record.ChangeNumber & uint.MaxValue, row.Record.ChangeNumber & uint.MaxValue);
    }

    [Fact]
    public async Task Copy_that_is_sent_says_nothing_and_the_copy_that_is_kept_does()
    {
        await using var host = await MailboxHost.OpenAsync(configure: WithKey);
        var message = host.Compose(SpecialFolder.Drafts).To(("bob@example.test", 1));
        message.Set(PidTag.IconIndex, 42);
        await new Core.Sending.MessageSender(host.Mailbox, host.Logs).SubmitAsync(message, default);
        Assert.DoesNotContain("X-Mapigate", Assert.Single(host.Transport.Sent).Content, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("X-Mapigate", Assert.Single(host.Mail.Messages("Sent")).Content, StringComparison.Ordinal);
    }

    public static TheoryData<string> Forgeries => new("other mailbox", "other key", "other message", "twice", "junk");

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task Strangers_field_changes_nothing(string forgery)
    {
        await using var host = await MailboxHost.OpenAsync(configure: WithKey);
        var bag = new PropertyBag();
        bag[PidTag.IconIndex] = 42;
        bag[PidTag.FlagStatus] = 2;
        var content = ExtensionField.Encode(bag, out _)!;
        var mailbox = MailboxIdentity.MailboxGuidOf(forgery == "other mailbox" ? "bob@example.test" : MailboxHost.Alice);
        var seal = new ExtensionSeal(forgery == "other key" ? new byte[32] : Key, mailbox);
        var field = forgery == "junk" ? "AQAA" : seal.Seal(content, forgery == "other message" ? "<Another@example.test>" : "<Letter@example.test>");
        var letter = MailboxHost.Message("Letter");
        host.Mail.Deliver("INBOX", $"X-Mapigate: {field}\n{(forgery == "twice" ? $"x-mapigate: {field}\n" : "")}{letter}");
        var row = Assert.Single((await host.RefreshAsync(SpecialFolder.Inbox)).Rows);
        Assert.True(row.Record.Side.IsEmpty);
        Assert.Null(row.Get(PidTag.IconIndex));
        Assert.Null(row.Get(PidTag.FlagStatus));

        // The same under this mailbox's own seal would have counted.
        host.Mail.Deliver("INBOX", $"X-Mapigate: {new ExtensionSeal(Key, MailboxIdentity.MailboxGuidOf(MailboxHost.Alice)).Seal(content, "<Own@example.test>")}\n{MailboxHost.Message("Own")}");
        Assert.Equal(42, (await host.RefreshAsync(SpecialFolder.Inbox)).Rows[1].Get(PidTag.IconIndex));
    }

    private static async Task<PropertyTag> TagAsync(MailboxHost host) => new((await host.Mailbox.GetPropertyIdsAsync(Colour, create: true, default))[0]!.Value, PropertyType.String);
}
