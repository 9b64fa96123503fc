using Mapigate.Backends;
using Mapigate.Backends.Mail;
using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Tests.Items;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Tests.Journal;

public sealed class SaveJournalTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task Draft_that_is_saved_again_and_dies_anywhere_is_there_once_with_its_id(bool hasUidPlus)
    {
        ulong id = 0;
        return Death.AtEveryStepAsync(
            async () =>
            {
                var host = await OpenAsync(hasUidPlus);
                id = (await host.SaveAsync(host.Compose(SpecialFolder.Drafts, "first"))).RowId;
                return host;
            },
            async host =>
            {
                var draft = await host.OpenAsync((await host.RefreshAsync(SpecialFolder.Drafts)).Rows[0]);
                draft.Set(PidTag.Subject, "second");
                draft.Set(PidTag.IconIndex, 7);
                await host.SaveAsync(draft);
            },
            async (host, isAnswered) =>
            {
                var row = Assert.Single((await host.RefreshAsync(SpecialFolder.Drafts)).Rows, IsPresent);
                Assert.Single(host.Mail.Messages("Drafts"), m => (m.Flags.System & MailSystemFlags.Deleted) == 0);
                var isSecond = row.Get(PidTag.Subject) is "second";
                Assert.Equal((id, isSecond ? 7 : null), (row.RowId, row.Get(PidTag.IconIndex)));
                Assert.True(isSecond || !isAnswered);
            });
    }

    [Fact]
    public Task New_message_that_dies_anywhere_is_there_once_with_all_that_was_set_or_not_at_all() => Death.AtEveryStepAsync(
        () => OpenAsync(),
        async host =>
        {
            var message = host.Compose(SpecialFolder.Drafts, "new");
            message.Set(PidTag.IconIndex, 7);
            await host.SaveAsync(message);
        },
        async (host, isAnswered) =>
        {
            var rows = (await host.RefreshAsync(SpecialFolder.Drafts)).Rows;
            Assert.InRange(rows.Count, isAnswered ? 1 : 0, 1);
            Assert.All(rows, row => Assert.Equal(("new", 7), (row.Get(PidTag.Subject), row.Get(PidTag.IconIndex))));
        });

    [Theory]
    [InlineData(BackendError.Unavailable)]
    [InlineData(BackendError.Timeout)]
    public async Task Append_whose_answer_is_lost_is_found_again_instead_of_repeated(BackendError error)
    {
        await using var host = await OpenAsync();
        host.Mail.Lost = (operation, _) => operation == "APPEND" ? new BackendException(error, "the connection broke") : null;
        var row = await host.SaveAsync(host.Compose(SpecialFolder.Drafts, "kept"));
        Assert.Equal(row.Record.Uid, Assert.Single(host.Mail.Messages("Drafts")).Uid);
        Assert.Equal(1, host.Mail.Calls("APPEND"));
        Assert.Empty(host.Mailbox.Index.Journal);
    }

    [Fact]
    public async Task Append_whose_answer_is_lost_for_long_gives_way_to_what_the_client_saved_since()
    {
        await using var host = await OpenAsync();
        var draft = host.Compose(SpecialFolder.Drafts, "twice");
        host.Mail.Lost = (operation, _) => operation == "APPEND" ? new BackendException(BackendError.Unavailable, "the connection broke") : null;
        host.Mail.Fault = (operation, _) => operation == "SEARCH" ? new BackendException(BackendError.Unavailable, "down") : null;
        await Assert.ThrowsAsync<BackendException>(() => host.SaveAsync(draft));
        (host.Mail.Lost, host.Mail.Fault) = (null, null);
        var saved = await host.SaveAsync(draft);
        Assert.Equal(2, host.Mail.Messages("Drafts").Count);
        await host.Mailbox.Journal.RecoverAsync(default);
        Assert.Equal(saved.Record.Uid, Assert.Single(host.Mail.Messages("Drafts")).Uid);
        Assert.Empty(host.Mailbox.Index.Journal);
    }

    [Fact]
    public async Task Refused_append_leaves_nothing_behind()
    {
        await using var host = await OpenAsync();
        host.Mail.Fault = (operation, _) => operation == "APPEND" ? new BackendException(BackendError.QuotaExceeded, "full") : null;
        Assert.Equal(BackendError.QuotaExceeded, (await Assert.ThrowsAsync<BackendException>(() => host.SaveAsync(host.Compose(SpecialFolder.Drafts)))).Error);
        Assert.Empty(host.Mailbox.Index.Journal);
    }

    private static bool IsPresent(ItemRow row) => (row.Record.Flags.System & MailSystemFlags.Deleted) == 0;

    private static Task<MailboxHost> OpenAsync(bool hasUidPlus = true) => MailboxHost.OpenAsync(h =>
    {
        if (!hasUidPlus)
            h.Mail.Capabilities &= ~MailCapabilities.UidPlus;
    });
}
