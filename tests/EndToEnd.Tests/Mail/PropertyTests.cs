using Mapigate.EndToEnd.Tests.Gateways;
using Mapigate.EndToEnd.Tests.Servers;
using Mapigate.Mapi.Client;
using Mapigate.Mapi.Client.Stores;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcFold;
using Mapigate.Mapi.Wire.OxcPrpt;
using Mapigate.Mapi.Wire.OxcStor;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.EndToEnd.Tests.Mail;

[Collection(SharedGateway.Collection)]
public sealed class PropertyTests(SharedGateway gateway)
{
    private static readonly Guid OwnSet = new("0e2b0ba4-3d34-4b57-9a3a-51b2dbf6a5a1");

    [Fact]
    [Trait("Operation", "RopGetPropertyIdsFromNames")]
    [Trait("Operation", "RopGetNamesFromPropertyIds")]
    [Trait("Requirement", "MS-OXCPRPT R198")]
    [Trait("Requirement", "MS-OXCPRPT R20704")]
    [Trait("Requirement", "MS-OXCPRPT R628")]
    [Trait("Requirement", "MS-OXCPRPT R216")]
    public async Task Names_of_properties_keep_their_ids_in_every_session()
    {
        var user = gateway.Stack.NewUser();
        PropertyName[] names = [PropertyName.String(OwnSet, "Colour"), PropertyName.Numeric(OwnSet, 0x1234), PidLid.AppointmentStartWhole.Name];
        IReadOnlyList<ushort> first;
        await using (var mailbox = await gateway.OpenAsync(user))
        {
            first = await mailbox.Store.PropertyIdsAsync(names, create: true, default);
            Assert.All(first, id => Assert.InRange(id, 0x8000, 0xFFFE));
            Assert.Equal(names.Length, first.Distinct().Count());
            Assert.Equal(first, await mailbox.Store.PropertyIdsAsync(names, create: true, default));
            Assert.Equal(names.Select(name => (PropertyName?)name), await mailbox.Store.PropertyNamesAsync(first, default));
        }

        await using var other = await gateway.OpenAsync(user);
        Assert.Equal(first, await other.Store.PropertyIdsAsync(names, create: false, default));
        Assert.Equal([0], await other.Store.PropertyIdsAsync([PropertyName.String(OwnSet, "Unknown")], create: false, default));
    }

    [Fact]
    [Trait("Operation", "RopLongTermIdFromId")]
    [Trait("Operation", "RopIdFromLongTermId")]
    [Trait("Requirement", "MS-OXCSTOR R69742")]
    [Trait("Requirement", "MS-OXCSTOR R59721")]
    [Trait("Requirement", "MS-OXCSTOR R458")]
    [Trait("Requirement", "MS-OXCSTOR R459")]
    [Trait("Requirement", "MS-OXCSTOR R947")]
    public async Task Long_term_ids_lead_back_to_their_short_ones()
    {
        await using var mailbox = await gateway.OpenNewAsync();
        await Delivery.DeliverAsync(gateway.Stack, mailbox.User, Letter.Plain("Long"));
        var message = await mailbox.FindAsync(SpecialFolder.Inbox, "Long");
        var inbox = mailbox.Store.Folder(LogonFolder.Inbox);

        foreach (var id in new[] { message.Value, inbox.Value })
        {
            var longTerm = await mailbox.Store.ToLongTermIdAsync(id, default);
            Assert.Equal(mailbox.Store.ReplicaGuid, longTerm.ReplicaGuid);
            Assert.Equal(id, await mailbox.Store.ToShortIdAsync(longTerm, default));
        }

        var stranger = new LongTermId(Guid.NewGuid(), new GlobalCounter(5));
        var fault = await Assert.ThrowsAsync<MapiException>(() => mailbox.Store.ToShortIdAsync(stranger, default));
        Assert.Equal(ErrorCode.NotFound, fault.Code);
    }

    [Theory]
    [InlineData("", "", true)]
    [InlineData("IPM.Contact", "IPM", true)]
    [InlineData("IPC.Anything", "IPC", false)]
    [InlineData("REPORT.IPM.Note.NDR", "REPORT.IPM", true)]
    [Trait("Operation", "RopGetReceiveFolder")]
    [Trait("Requirement", "MS-OXCSTOR R847")]
    [Trait("Requirement", "MS-OXCSTOR R1224")]
    public async Task Receive_folder_of_a_class_is_the_longest_matching_rows(string messageClass, string matching, bool isInbox)
    {
        await using var mailbox = await gateway.OpenNewAsync();
        var response = await mailbox.Session.ExecuteAsync<RopGetReceiveFolderRequest, RopGetReceiveFolderResponse>(mailbox.Store, new RopGetReceiveFolderRequest(messageClass), default);

        Assert.Equal(matching, response.ExplicitMessageClass, ignoreCase: true);
        Assert.Equal(mailbox.Store.Folder(isInbox ? LogonFolder.Inbox : LogonFolder.Root), response.FolderId);
    }

    [Fact]
    [Trait("Operation", "RopGetReceiveFolderTable")]
    public async Task Receive_folder_table_has_the_rows_that_clients_expect()
    {
        await using var mailbox = await gateway.OpenNewAsync();
        var response = await mailbox.Session.ExecuteAsync<RopGetReceiveFolderTableRequest, RopGetReceiveFolderTableResponse>(mailbox.Store, default, default);

        var rows = response.Rows.ToDictionary(row => row.MessageClass.ToUpperInvariant(), row => row.FolderId);
        Assert.Equal(mailbox.Store.Folder(LogonFolder.Inbox), rows[""]);
        Assert.Equal(mailbox.Store.Folder(LogonFolder.Inbox), rows["IPM"]);
        Assert.Equal(mailbox.Store.Folder(LogonFolder.Inbox), rows["REPORT.IPM"]);
        Assert.Equal(mailbox.Store.Folder(LogonFolder.Root), rows["IPC"]);
    }

    [Fact]
    [Trait("Operation", "RopOpenStream")]
    [Trait("Operation", "RopWriteStream")]
    [Trait("Operation", "RopReadStream")]
    [Trait("Operation", "RopCommitStream")]
    [Trait("Operation", "RopSeekStream")]
    [Trait("Operation", "RopSetStreamSize")]
    [Trait("Operation", "RopGetStreamSize")]
    [Trait("Requirement", "MS-OXCPRPT R251")]
    [Trait("Requirement", "MS-OXCPRPT R277")]
    [Trait("Requirement", "MS-OXCPRPT R297")]
    [Trait("Requirement", "MS-OXCPRPT R308")]
    [Trait("Requirement", "MS-OXCPRPT R322")]
    public async Task Stream_is_written_sought_cut_and_read()
    {
        var tag = PidTag.Html;
        var content = Composition.Utf8("<html><body>" + string.Concat(Enumerable.Repeat("<p>Paragraph</p>", 20_000)) + "</body></html>");
        await using var mailbox = await gateway.OpenNewAsync();
        using var message = await Composition.NewAsync(mailbox, SpecialFolder.Drafts, "Streams", "x");
        using (var stream = await message.OpenStreamAsync(tag, OpenStreamFlags.Create, default))
        {
            await stream.WriteAsync(content, default);
            await stream.WriteAsync(Composition.Utf8("rubbish"), default);
            await mailbox.Session.ExecuteAsync(stream, new RopSetStreamSizeRequest((ulong)content.Length), default);
            var sought = await mailbox.Session.ExecuteAsync<RopSeekStreamRequest, RopSeekStreamResponse>(stream, new RopSeekStreamRequest(StreamOrigin.Beginning, 6), default);
            Assert.Equal(6ul, sought.NewPosition);
            Assert.Equal(content[6..], await stream.ReadToEndAsync(default));
            var size = await mailbox.Session.ExecuteAsync<RopGetStreamSizeRequest, RopGetStreamSizeResponse>(stream, default, default);
            Assert.Equal((uint)content.Length, size.StreamSize);
            await stream.CommitAsync(default);
        }

        await message.SaveAsync(default);
        using var again = await mailbox.OpenAsync(SpecialFolder.Drafts, "Streams");
        Assert.Equal(content, await again.HtmlAsync(default));
    }

    [Fact]
    [Trait("Operation", "RopCreateMessage")]
    [Trait("Operation", "RopGetContentsTable")]
    public async Task Associated_message_is_found_again_and_hidden_from_the_list()
    {
        var settings = Letter.Content(3000);
        await using var mailbox = await gateway.OpenNewAsync();
        using (var inbox = await mailbox.OpenAsync(SpecialFolder.Inbox))
        using (var message = await inbox.CreateMessageAsync(default, associated: true))
        {
            await message.SetAsync([new(PidTag.MessageClass, "IPM.Configuration.Test"), new(PidTag.Subject, "IPM.Configuration.Test"), new(PidTag.RoamingDictionary, settings)], default);
            await message.SaveAsync(default);
        }

        await using var other = await gateway.OpenAsync(mailbox.User);
        using var folder = await other.OpenAsync(SpecialFolder.Inbox);
        var row = Assert.Single(await Mailbox.RowsAsync(folder, [PidTag.Mid, PidTag.MessageClass], ContentsTableFlags.Associated), row => row.Get<string>(PidTag.MessageClass) == "IPM.Configuration.Test");
        using var found = await folder.OpenMessageAsync(new MessageId((ulong)row.Get<long>(PidTag.Mid)), default);
        Assert.Equal(settings, await found.ReadStreamAsync(PidTag.RoamingDictionary, default));

        Assert.Empty(await other.SubjectsAsync(SpecialFolder.Inbox));
        await using var imap = await ImapConnection.LogInAsync(gateway.Stack, mailbox.User);
        Assert.Empty(await imap.SearchAsync("INBOX"));
    }

    [Fact]
    [Trait("Operation", "RopDeleteProperties")]
    [Trait("Requirement", "MS-OXCPRPT R113")]
    public async Task Deleted_property_is_gone_once_the_message_is_saved()
    {
        await using var mailbox = await gateway.OpenNewAsync();
        await Delivery.DeliverAsync(gateway.Stack, mailbox.User, Letter.Plain("Shed"));
        var colour = new PropertyTag((await mailbox.Store.PropertyIdsAsync([PropertyName.String(OwnSet, "Colour")], create: true, default))[0], PropertyType.String);
        using (var message = await mailbox.OpenAsync(SpecialFolder.Inbox, "Shed"))
        {
            await message.SetAsync([new(colour, "green")], default);
            await message.SaveAsync(default);
        }

        using (var message = await mailbox.OpenAsync(SpecialFolder.Inbox, "Shed"))
        {
            Assert.Equal("green", (await message.GetAsync([colour], default)).Get<string>(colour));
            await message.DeleteAsync([colour], default);
            await message.SaveAsync(default);
        }

        using var again = await mailbox.OpenAsync(SpecialFolder.Inbox, "Shed");
        Assert.False((await again.GetAsync([colour], default)).Contains(colour.Id));
    }
}
