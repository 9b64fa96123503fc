using Mapigate.Backends;
using Mapigate.Backends.Mail;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Tests.Items;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Tests.SideStore;

/// <summary>A folder that its server numbers anew: other ids, and what clients had set on the messages.</summary>
public sealed class RenumberTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_set_survives_another_numbering(bool loseState)
    {
        await using var host = await OpenAsync();
        var before = await host.RefreshAsync(SpecialFolder.Inbox);
        await SetAsync(host, before.Rows[2], "third");
        await SetAsync(host, before.Rows[3], "fourth");
        var largest = host.Mailbox.Index.Clock.Last;
        await host.Registry.DisposeAsync();
        host.Mail.Remove("INBOX", 1);
        host.Mail.Renumber("INBOX");
        await host.ReopenAsync(loseState);

        var after = await host.RefreshAsync(SpecialFolder.Inbox);
        Assert.Equal([null, "third", "fourth", null], after.Rows.Select(r => r.Get(PidTag.Comment)));
        Assert.Empty(after.Rows.Select(r => r.RowId).Intersect(before.Rows.Select(r => r.RowId)));
        Assert.Equal(before.Rows[0].Record.FolderId, after.Rows[0].Record.FolderId);
        Assert.True(after.Rows[1].Record.ChangeNumber > largest);
        Assert.Equal(after.Rows[0].RowId, after.Rows[0].Record.ChangeNumber);

        // And once more, from the servers alone.
        await host.ReopenAsync(loseState: true);
        var again = await host.RefreshAsync(SpecialFolder.Inbox);
        Assert.Equal(after.Rows.Select(r => (r.RowId, r.Record.ChangeNumber, r.Get(PidTag.Comment))), again.Rows.Select(r => (r.RowId, r.Record.ChangeNumber, r.Get(PidTag.Comment))));
    }

    [Fact]
    public async Task What_was_set_survives_a_numbering_whose_listing_breaks_off()
    {
        await using var host = await OpenAsync();
        await SetAsync(host, (await host.RefreshAsync(SpecialFolder.Inbox)).Rows[4], "fifth");
        host.Mail.Renumber("INBOX");
        host.Mail.SummariesUntilBreak = 2;
        await Assert.ThrowsAsync<BackendException>(() => host.RefreshAsync(SpecialFolder.Inbox));
        host.Mail.SummariesUntilBreak = null;
        await host.ReopenAsync();
        var after = await host.RefreshAsync(SpecialFolder.Inbox);
        Assert.Equal(5, after.Count);
        Assert.Equal("fifth", after.Rows[4].Get(PidTag.Comment));
    }

    [Fact]
    public async Task Mod_sequences_that_went_back_hide_no_change()
    {
        await using var host = await OpenAsync();
        await host.RefreshAsync(SpecialFolder.Inbox);
        host.Mail.SetFlags("INBOX", 2, new MailFlags(MailSystemFlags.Flagged, []));
        host.Mail.ModSequencesGoBack("INBOX");
        Assert.Equal(2, (await host.RefreshAsync(SpecialFolder.Inbox)).Rows[1].Get(PidTag.FlagStatus));
    }

    private static Task<MailboxHost> OpenAsync() => MailboxHost.OpenAsync(
        h =>
        {
            for (var i = 0; i < 5; i++)
                h.Mail.Deliver("INBOX", MailboxHost.Message($"Letter {i}"));
        },
        options => options with { ExtensionKey = [.. Enumerable.Range(1, 32).Select(i => (byte)i)] });

    private static async Task SetAsync(MailboxHost host, ItemRow row, string comment)
    {
        var message = await host.OpenAsync(row);
        message.Set(PidTag.Comment, comment);
        await host.SaveAsync(message);
    }
}
