using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Mirroring;

namespace Mapigate.Gateway.Core.Tests.Mirroring;

/// <summary>A server that shows less than it has for a moment takes nothing from its clients.</summary>
public sealed class RemovalGuardTests
{
    private const string Calendar = "/alice/calendar/";

    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(20, 20, false)]
    [InlineData(21, 21, true)]
    [InlineData(21, 84, false)]
    [InlineData(22, 84, true)]
    [InlineData(0, 0, false)]
    public void Large_share_and_more_than_a_handful_needs_confirmation(int removed, int of, bool expected) =>
        Assert.Equal(expected, RemovalGuard.NeedsConfirmation(removed, of));

    [Fact]
    public async Task Messages_that_are_missing_in_one_answer_only_stay()
    {
        await using var host = await MailboxHost.OpenAsync(h =>
        {
            for (var i = 0; i < 60; i++)
                h.Mail.Deliver("INBOX", MailboxHost.Message($"Letter {i}"));
        });
        var before = await host.RefreshAsync(SpecialFolder.Inbox);
        host.Events.Clear();
        var answers = 0;
        host.Mail.Hidden = uid => uid > 30 && answers == 1;
        host.Mail.Fault = (operation, path) =>
        {
            answers += path == "INBOX" && operation == "CHANGES" ? 1 : 0;
            return null;
        };
        host.Mail.Deliver("INBOX", MailboxHost.Message("New"));
        var after = await host.RefreshAsync(SpecialFolder.Inbox);
        Assert.Equal(2, answers);
        Assert.Equal(before.Rows, after.Rows.Take(60));
        Assert.Equal(61, after.Count);
        Assert.Empty(host.Events.OfType<Core.Changes.ItemRemoved>());
        Assert.Equal(1, host.Logs.Count(3013));
    }

    [Fact]
    public async Task Messages_that_are_missing_in_both_answers_go()
    {
        await using var host = await MailboxHost.OpenAsync(h =>
        {
            for (var i = 0; i < 60; i++)
                h.Mail.Deliver("INBOX", MailboxHost.Message($"Letter {i}"));
        });
        await host.RefreshAsync(SpecialFolder.Inbox);
        for (var uid = 1u; uid <= 40; uid++)
            host.Mail.Remove("INBOX", uid);
        Assert.Equal(20, (await host.RefreshAsync(SpecialFolder.Inbox)).Count);
        Assert.Equal(20, host.Folder(SpecialFolder.Inbox).Messages);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Items_that_are_missing_in_one_answer_only_stay(bool hasTokens)
    {
        await using var host = await MailboxHost.OpenAsync(h =>
        {
            h.Items.HasTokens = hasTokens;
            h.Items.AddCollection(Calendar, "Calendar", isDefault: true);
            for (var i = 0; i < 60; i++)
                h.Items.Set($"{Calendar}{i:D2}.ics", MailboxHost.Event($"{i}", $"Event {i}"));
        });
        var before = await host.RefreshAsync(SpecialFolder.Calendar);
        Assert.Equal(60, before.Count);
        host.Items.ForgetTokens();
        var answers = 0;
        host.Items.Hidden = href => string.CompareOrdinal(href, $"{Calendar}30.ics") > 0 && answers == 1;
        host.Items.Fault = (operation, _) =>
        {
            answers += operation == "CHANGES" ? 1 : 0;
            return null;
        };
        var after = await host.RefreshAsync(SpecialFolder.Calendar);
        Assert.Equal(2, answers);
        Assert.Equal(before.Rows, after.Rows);
        Assert.Equal(1, host.Logs.Count(3014));
    }
}
