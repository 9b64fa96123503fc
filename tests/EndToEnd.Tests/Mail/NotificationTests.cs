using System.Diagnostics;
using Mapigate.EndToEnd.Tests.Gateways;
using Mapigate.EndToEnd.Tests.Servers;
using Mapigate.Mapi.Client.Sessions;
using Mapigate.Mapi.Client.Stores;
using Mapigate.Mapi.Wire.OxcFold;
using Mapigate.Mapi.Wire.OxcNotif;
using Mapigate.Mapi.Wire.OxcStor;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.EndToEnd.Tests.Mail;

[Collection(SharedGateway.Collection)]
public sealed class NotificationTests(SharedGateway gateway)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    [Trait("Operation", "RopRegisterNotification")]
    [Trait("Operation", "RopNotify")]
    [Trait("Operation", "NotificationWait")]
    [Trait("Requirement", "MS-OXCNOTIF R11")]
    [Trait("Requirement", "MS-OXCNOTIF R41")]
    [Trait("Requirement", "MS-OXCNOTIF R103")]
    [Trait("Requirement", "MS-OXCNOTIF R223")]
    [Trait("Requirement", "MS-OXCMAPIHTTP R1371")]
    [Trait("Requirement", "MS-OXCMAPIHTTP R318")]
    public async Task New_mail_is_told_within_two_seconds()
    {
        await using var mailbox = await gateway.OpenNewAsync();
        Assert.Empty(await mailbox.SubjectsAsync(SpecialFolder.Inbox));
        using var subscription = await mailbox.Store.SubscribeAsync(NotificationTypes.NewMail, default);
        // The first arrival finds the watch of the mail server set up, however slow this machine is.
        await DeliverAndWaitAsync(mailbox, subscription, "First");

        var elapsed = await DeliverAndWaitAsync(mailbox, subscription, "Second");

        Assert.True(elapsed < TimeSpan.FromSeconds(2), $"It took {elapsed.TotalMilliseconds:0} ms");
    }

    [Fact]
    [Trait("Operation", "RopNotify")]
    [Trait("Operation", "RopGetContentsTable")]
    public async Task Row_of_new_mail_is_told_to_an_open_table()
    {
        await using var mailbox = await gateway.OpenNewAsync();
        using var inbox = await mailbox.OpenAsync(SpecialFolder.Inbox);
        using var table = await inbox.ContentsAsync(ContentsTableFlags.None, default);
        await table.SetColumnsAsync([PidTag.Mid, PidTag.Subject], default);
        Assert.Empty(await table.QueryRowsAsync(10, default));

        await Delivery.DeliverAsync(gateway.Stack, mailbox.User, Letter.Plain("Row"));

        using var patience = new CancellationTokenSource(Patience);
        Assert.True(await WaitAsync(mailbox, patience.Token));
        await mailbox.Session.ExecuteAsync(new RopBatch(), patience.Token);
        await table.SeekAsync(Mapi.Wire.OxcTabl.BookmarkOrigin.Beginning, 0, default);
        var row = Assert.Single(await table.QueryRowsAsync(10, default));
        Assert.Equal("Row", row.Get<string>(PidTag.Subject));
    }

    [Fact]
    [Trait("Operation", "RopRegisterNotification")]
    public async Task Change_and_deletion_by_another_session_are_told()
    {
        await using var mailbox = await gateway.OpenNewAsync();
        await Delivery.DeliverAsync(gateway.Stack, mailbox.User, Letter.Plain("Watched"));
        var id = await mailbox.FindAsync(SpecialFolder.Inbox, "Watched");
        await using var other = await gateway.OpenAsync(mailbox.User);
        using var subscription = await mailbox.Store.SubscribeAsync(
            NotificationTypes.ObjectModified | NotificationTypes.ObjectDeleted, mailbox.Store.Folder(LogonFolder.Inbox), default);
        using var inbox = await other.OpenAsync(SpecialFolder.Inbox);

        await inbox.SetReadFlagsAsync([id], Mapi.Wire.OxcMsg.ReadFlags.SuppressReceipt, default);
        Assert.Equal(NotificationTypes.ObjectModified, (await NextAsync(subscription, id)).Type);

        await inbox.DeleteMessagesAsync([id], default);
        Assert.Equal(NotificationTypes.ObjectDeleted, (await NextAsync(subscription, id)).Type);
    }

    [Fact]
    [Trait("Operation", "NotificationWait")]
    public async Task Wait_beside_other_requests_leaves_them_alone()
    {
        await using var mailbox = await gateway.OpenNewAsync();
        using var subscription = await mailbox.Store.SubscribeAsync(NotificationTypes.NewMail, default);
        using var patience = new CancellationTokenSource(Patience);
        var next = subscription.NextAsync(patience.Token);

        for (var i = 0; i < 10; i++)
            Assert.Empty(await mailbox.SubjectsAsync(SpecialFolder.Drafts));
        await Delivery.DeliverAsync(gateway.Stack, mailbox.User, Letter.Plain("Meanwhile"));

        Assert.IsType<NewMailNotification>((await next).Data);
    }

    private async Task<TimeSpan> DeliverAndWaitAsync(Mailbox mailbox, Subscription subscription, string subject)
    {
        using var patience = new CancellationTokenSource(Patience);
        var next = subscription.NextAsync(patience.Token);
        await Delivery.DeliverAsync(gateway.Stack, mailbox.User, Letter.Plain(subject));
        var watch = Stopwatch.StartNew();
        var mail = Assert.IsType<NewMailNotification>((await next).Data);
        var elapsed = watch.Elapsed;

        Assert.Equal(mailbox.Store.Folder(LogonFolder.Inbox), mail.FolderId);
        Assert.Equal("IPM.Note", mail.MessageClass);
        using var inbox = await mailbox.OpenAsync(SpecialFolder.Inbox);
        using var message = await inbox.OpenMessageAsync(mail.MessageId, default);
        Assert.Equal(subject, (await message.GetAsync([PidTag.Subject], default)).Get<string>(PidTag.Subject));
        return elapsed;
    }

    private static async Task<bool> WaitAsync(Mailbox mailbox, CancellationToken cancellation) => await mailbox.Session.WaitAsync(cancellation);

    /// <summary>The next event about a message; those about its folder's counts are passed over.</summary>
    private static async Task<ObjectNotification> NextAsync(Subscription subscription, Mapi.Wire.OxcData.MessageId id)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            if ((await subscription.NextAsync(patience.Token)).Data is ObjectNotification { MessageId: { } message } data)
            {
                Assert.Equal(id, message);
                return data;
            }
        }
    }
}
