using System.Text;
using Mapigate.Mapi.Client.Sessions;
using Mapigate.Mapi.Client.Stores;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcFold;
using Mapigate.Mapi.Wire.OxcMsg;
using Mapigate.Mapi.Wire.OxcPrpt;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.OxcStor;
using Mapigate.Mapi.Wire.OxcTabl;
using Mapigate.Mapi.Wire.OxProps;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Client.Tests.Stores;

public class MapiStoreTests
{
    private static readonly Guid Replica = new("11111111-2222-3333-4444-555555555555");
    private static readonly FolderId Inbox = new(1, new GlobalCounter(5));

    [Fact]
    public async Task Roles_come_from_the_logon_and_from_the_pointers_of_the_inbox()
    {
        await using var mailbox = await StartAsync();
        var foreign = Guid.NewGuid();
        var opened = new List<FolderId>();
        mailbox.OnOpen<RopOpenFolderRequest>(RopId.OpenFolder, (request, writer) =>
        {
            opened.Add(request.FolderId);
            new RopOpenFolderResponse(false, null).Write(writer);
        });
        mailbox.OnCall<RopGetPropertiesSpecificRequest>(RopId.GetPropertiesSpecific, (request, writer) =>
        {
            var values = request.PropertyTags.Select(tag => tag switch
            {
                _ when tag == PidTag.IpmDraftsEntryId => EntryId(Replica, 0x40),
                _ when tag == PidTag.IpmAppointmentEntryId => EntryId(foreign, 0x41),
                _ when tag == PidTag.IpmNoteEntryId => new byte[3],
                _ when tag == PidTag.AdditionalRenEntryIds => new byte[][] { [], [], [], [], EntryId(Replica, 0x42) },
                _ => (object?)null,
            });
            PropertyRow.Write(writer, request.PropertyTags, [.. values]);
        });
        mailbox.OnCall<RopIdFromLongTermIdRequest>(RopId.IdFromLongTermId, (request, writer) =>
        {
            Assert.Equal(new LongTermId(foreign, new GlobalCounter(0x41)), request.LongTermId);
            new RopIdFromLongTermIdResponse(new FolderId(9, new GlobalCounter(0x41)).Value).Write(writer);
        });
        await using var session = await mailbox.ConnectAsync();
        var store = await MapiStore.LogonAsync(session, "/o=Org/cn=alice", default);
        var special = await store.SpecialFoldersAsync(default);
        Assert.Equal(Inbox, special[SpecialFolder.Inbox]);
        Assert.Equal(new FolderId(1, new GlobalCounter(0x40)), special[SpecialFolder.Drafts]);
        Assert.Equal(new FolderId(9, new GlobalCounter(0x41)), special[SpecialFolder.Calendar]);
        Assert.Equal(new FolderId(1, new GlobalCounter(0x42)), special[SpecialFolder.Junk]);
        Assert.Null(special[SpecialFolder.Notes]);
        Assert.Equal(SpecialFolder.Junk, special.RoleOf(new FolderId(1, new GlobalCounter(0x42))));

        // What the Inbox did not tell was sought in the root.
        Assert.Equal([Inbox, new FolderId(1, new GlobalCounter(1))], opened);
    }

    [Fact]
    public async Task Rows_of_a_table_are_read_page_by_page()
    {
        await using var mailbox = await StartAsync();
        mailbox.OnOpen<RopGetContentsTableRequest>(RopId.GetContentsTable, (_, writer) => new RopGetContentsTableResponse(450).Write(writer));
        PropertyTag[] columns = [];
        mailbox.OnCall<RopSetColumnsRequest>(RopId.SetColumns, (request, writer) =>
        {
            columns = request.PropertyTags;
            new RopSetColumnsResponse(TableStatus.Complete).Write(writer);
        });
        var row = 0;
        mailbox.OnCall<RopQueryRowsRequest>(RopId.QueryRows, (request, writer) =>
        {
            // A server answers with as many rows as it likes.
            var count = Math.Min(Math.Min(70, (int)request.RowCount), 450 - row);
            using var rows = new WireWriter();
            for (var i = 0; i < count; i++)
                PropertyRow.Write(rows, columns, [(long)row, row++ % 3 == 0 ? null : "é"]);
            new RopQueryRowsResponse(BookmarkOrigin.Current, (ushort)count, rows.ToArray()).Write(writer);
        });
        await using var session = await mailbox.ConnectAsync();
        using var folder = await (await MapiStore.LogonAsync(session, "/o=Org/cn=alice", default)).OpenFolderAsync(Inbox, default);
        using var table = await folder.ContentsAsync(ContentsTableFlags.None, default);
        await table.SetColumnsAsync([PidTag.Mid, PidTag.Subject], default);
        var ids = new List<long>();
        await foreach (var item in table.RowsAsync())
        {
            ids.Add(item.Get<long>(PidTag.Mid));
            Assert.Equal(ids[^1] % 3 == 0 ? null : "é", item.Get<string>(PidTag.Subject));
        }

        Assert.Equal(450u, table.RowCount);
        Assert.Equal(Enumerable.Range(0, 450).Select(i => (long)i), ids);
    }

    [Fact]
    public async Task Row_that_is_not_found_is_null()
    {
        await using var mailbox = await StartAsync();
        mailbox.OnOpen<RopGetContentsTableRequest>(RopId.GetContentsTable, (_, writer) => new RopGetContentsTableResponse(1).Write(writer));
        mailbox.OnCall<RopSetColumnsRequest>(RopId.SetColumns, (_, writer) => new RopSetColumnsResponse(TableStatus.Complete).Write(writer));
        mailbox.On(RopId.FindRow, static (ref WireReader reader, WireWriter writer, FakeMailbox.Rop _) =>
        {
            var request = RopFindRowRequest.Read(ref reader);
            if (request.Origin == BookmarkOrigin.Beginning)
                return ErrorCode.NotFound;
            new RopFindRowResponse(false, new PropertyRow([PidTag.Mid], [7L])).Write(writer);
            return ErrorCode.Success;
        });
        await using var session = await mailbox.ConnectAsync();
        using var folder = await (await MapiStore.LogonAsync(session, "/o=Org/cn=alice", default)).OpenFolderAsync(Inbox, default);
        using var table = await folder.ContentsAsync(ContentsTableFlags.None, default);
        await table.SetColumnsAsync([PidTag.Mid], default);
        Assert.Null(await table.FindRowAsync(new ExistRestriction(PidTag.Subject), BookmarkOrigin.Beginning, default));
        Assert.Equal(7L, (await table.FindRowAsync(new ExistRestriction(PidTag.Subject), BookmarkOrigin.Current, default))!.Get<long>(PidTag.Mid));
    }

    [Fact]
    public async Task Stream_is_read_and_written_in_pieces()
    {
        await using var mailbox = await StartAsync();
        var content = Enumerable.Range(0, 100_000).Select(i => (byte)(i * 7)).ToArray();
        var at = 0;
        using var written = new MemoryStream();
        var committed = false;
        mailbox.OnOpen<RopOpenStreamRequest>(RopId.OpenStream, (_, writer) => new RopOpenStreamResponse((uint)content.Length).Write(writer));
        mailbox.OnCall<RopReadStreamRequest>(RopId.ReadStream, (request, writer) =>
        {
            var count = (int)Math.Min(request.Limit, content.Length - at);
            new RopReadStreamResponse(content.AsMemory(at, count)).Write(writer);
            at += count;
        });
        mailbox.OnCall<RopWriteStreamRequest>(RopId.WriteStream, (request, writer) =>
        {
            // Less than was offered.
            var taken = Math.Min(request.Data.Length, 20_000);
            written.Write(request.Data.Span[..taken]);
            new RopWriteStreamResponse((ushort)taken).Write(writer);
        });
        mailbox.OnCall<RopCommitStreamRequest>(RopId.CommitStream, (_, _) => committed = true);
        await using var session = await mailbox.ConnectAsync();
        using var folder = await (await MapiStore.LogonAsync(session, "/o=Org/cn=alice", default)).OpenFolderAsync(Inbox, default);
        Assert.Equal(content, await folder.ReadStreamAsync(PidTag.Comment, default));
        await folder.WriteStreamAsync(PidTag.Comment, content, default);
        Assert.Equal(content, written.ToArray());
        Assert.True(committed);
    }

    [Fact]
    public async Task Property_without_value_has_no_stream()
    {
        await using var mailbox = await StartAsync();
        mailbox.On(RopId.OpenStream, static (ref WireReader reader, WireWriter _, FakeMailbox.Rop rop) =>
        {
            rop.ResponseIndex = RopOpenStreamRequest.Read(ref reader).OutputHandleIndex;
            return ErrorCode.NotFound;
        });
        await using var session = await mailbox.ConnectAsync();
        using var folder = await (await MapiStore.LogonAsync(session, "/o=Org/cn=alice", default)).OpenFolderAsync(Inbox, default);
        Assert.Null(await folder.ReadStreamAsync(PidTag.Comment, default));
    }

    [Fact]
    public async Task Message_is_composed_with_recipients_and_attachment_and_sent()
    {
        await using var mailbox = await StartAsync();
        ModifyRecipientRow[] recipients = [];
        PropertyValue[] properties = [];
        mailbox.OnOpen<RopCreateMessageRequest>(RopId.CreateMessage, (request, writer) =>
        {
            Assert.Equal(Inbox, request.FolderId);
            new RopCreateMessageResponse(null).Write(writer);
        });
        mailbox.OnCall<RopSetPropertiesRequest>(RopId.SetProperties, (request, writer) =>
        {
            properties = request.PropertyValues;
            new RopSetPropertiesResponse([]).Write(writer);
        });
        mailbox.OnCall<RopRemoveAllRecipientsRequest>(RopId.RemoveAllRecipients);
        mailbox.OnCall<RopModifyRecipientsRequest>(RopId.ModifyRecipients, (request, _) => recipients = request.RecipientRows);
        mailbox.OnOpen<RopCreateAttachmentRequest>(RopId.CreateAttachment, (_, writer) => new RopCreateAttachmentResponse(3).Write(writer));
        uint saved = 0;
        uint owner = 0;
        mailbox.On(RopId.SaveChangesAttachment, (ref WireReader reader, WireWriter _, FakeMailbox.Rop rop) =>
        {
            saved = rop.Handles[RopSaveChangesAttachmentRequest.Read(ref reader).InputHandleIndex];
            owner = rop.Handles[rop.Header.HandleIndex];
            return ErrorCode.Success;
        });
        mailbox.OnCall<RopSaveChangesMessageRequest>(RopId.SaveChangesMessage, (request, writer) => new RopSaveChangesMessageResponse(request.InputHandleIndex, new MessageId(77)).Write(writer));
        var submitted = false;
        mailbox.OnCall<Wire.OxoMsg.RopSubmitMessageRequest>(RopId.SubmitMessage, (_, _) => submitted = true);

        await using var session = await mailbox.ConnectAsync();
        using var folder = await (await MapiStore.LogonAsync(session, "/o=Org/cn=alice", default)).OpenFolderAsync(Inbox, default);
        using var message = await folder.CreateMessageAsync(default);
        await message.SetAsync([new(PidTag.Subject, "Grüße")], default);
        await message.SetRecipientsAsync(
            [new(RecipientType.To, "Bob", "bob@example.org"), new(RecipientType.Cc, "Carol", "/o=Org/cn=carol") { AddressType = "EX", SmtpAddress = "carol@example.org" }], default);
        using var attachment = await message.CreateAttachmentAsync(default);
        await attachment.SaveAsync(default);
        await message.SaveAsync(default);
        await message.SubmitAsync(default);

        Assert.Equal("Grüße", Assert.Single(properties).Value);
        Assert.Equal([RecipientType.To, RecipientType.Cc], recipients.Select(row => row.RecipientType));
        Assert.Equal("bob@example.org", recipients[0].Row!.EmailAddress);
        Assert.Equal(RecipientAddressType.Smtp, recipients[0].Row!.Type);
        Assert.Equal("/o=Org/cn=carol", recipients[1].Row!.X500Dn);
        Assert.Equal("carol@example.org", recipients[1].Row!.Properties.Get<string>(PidTag.SmtpAddress));
        Assert.Equal(3u, attachment.Number);
        Assert.Equal((attachment.Handle, message.Handle), (saved, owner));
        Assert.Equal(new MessageId(77), message.Id);
        Assert.True(submitted);
    }

    [Fact]
    public async Task Property_that_is_refused_is_an_exception()
    {
        await using var mailbox = await StartAsync();
        mailbox.OnCall<RopSetPropertiesRequest>(RopId.SetProperties, (_, writer) => new RopSetPropertiesResponse([new(0, PidTag.MessageSize, ErrorCode.Computed)]).Write(writer));
        await using var session = await mailbox.ConnectAsync();
        using var folder = await (await MapiStore.LogonAsync(session, "/o=Org/cn=alice", default)).OpenFolderAsync(Inbox, default);
        var fault = await Assert.ThrowsAsync<MapiException>(() => folder.SetAsync([new(PidTag.MessageSize, 1)], default));
        Assert.Equal(ErrorCode.Computed, fault.Code);
    }

    [Fact]
    public async Task Recipients_are_read_to_the_last()
    {
        await using var mailbox = await StartAsync();
        PropertyTag[] columns = [PidTag.SmtpAddress];
        mailbox.OnOpen<RopOpenMessageRequest>(RopId.OpenMessage, (_, writer) => new RopOpenMessageResponse(new OpenedMessage(false, null, "S", 3, columns, [])).Write(writer));
        mailbox.On(RopId.ReadRecipients, (ref WireReader reader, WireWriter writer, FakeMailbox.Rop _) =>
        {
            var request = RopReadRecipientsRequest.Read(ref reader);
            if (request.RowId > 4)
                return ErrorCode.NotFound;
            ReadRecipientRow[] rows = request.RowId == 0
                ? [Row(0, RecipientType.To, "ann@x"), Row(2, RecipientType.Cc, "bob@x")]
                : [new ReadRecipientRow(4, RecipientType.Bcc, 1252, new RecipientRow
                {
                    Flags = (RecipientFlags)RecipientAddressType.X500Dn | RecipientFlags.Unicode | RecipientFlags.HasDisplayName,
                    AddressPrefixUsed = 6, X500Dn = "/cn=carol", DisplayName = "Carol", Properties = new PropertyRow(columns, ["carol@x"]),
                })];
            new RopReadRecipientsResponse(rows).Write(writer);
            return ErrorCode.Success;
        });
        await using var session = await mailbox.ConnectAsync();
        using var folder = await (await MapiStore.LogonAsync(session, "/o=Org/cn=alice", default)).OpenFolderAsync(Inbox, default);
        using var message = await folder.OpenMessageAsync(new MessageId(5), default);
        var recipients = await message.RecipientsAsync(default);
        Assert.Equal(["ann@x", "bob@x", "/o=Org/cn=carol"], recipients.Select(r => r.Address));
        Assert.Equal(["ann@x", "bob@x", "carol@x"], recipients.Select(r => r.SmtpAddress));
        Assert.Equal(["SMTP", "SMTP", "EX"], recipients.Select(r => r.AddressType));
        Assert.Equal([RecipientType.To, RecipientType.Cc, RecipientType.Bcc], recipients.Select(r => r.Type));

        ReadRecipientRow Row(uint id, RecipientType type, string address) => new(id, type, 1252, new RecipientRow
        {
            Flags = (RecipientFlags)RecipientAddressType.Smtp | RecipientFlags.Unicode | RecipientFlags.HasDisplayName | RecipientFlags.HasEmailAddress,
            EmailAddress = address, DisplayName = address, Properties = new PropertyRow(columns, [null]),
        });
    }

    [Fact]
    public async Task Part_that_was_left_undone_is_an_exception()
    {
        await using var mailbox = await StartAsync();
        mailbox.OnCall<RopDeleteMessagesRequest>(RopId.DeleteMessages, (_, writer) => new RopPartialCompletionResponse(true).Write(writer));
        await using var session = await mailbox.ConnectAsync();
        using var folder = await (await MapiStore.LogonAsync(session, "/o=Org/cn=alice", default)).OpenFolderAsync(Inbox, default);
        var fault = await Assert.ThrowsAsync<MapiException>(() => folder.DeleteMessagesAsync([new MessageId(1)], default));
        Assert.Equal(ErrorCode.PartialCompletion, fault.Code);
    }

    [Fact]
    public async Task Move_names_both_folders()
    {
        await using var mailbox = await StartAsync();
        (uint Source, uint Destination) moved = default;
        mailbox.On(RopId.MoveCopyMessages, (ref WireReader reader, WireWriter writer, FakeMailbox.Rop rop) =>
        {
            moved = (rop.Handles[rop.Header.HandleIndex], rop.Handles[RopMoveCopyMessagesRequest.Read(ref reader).DestHandleIndex]);
            new RopTransferResponse(false).Write(writer);
            return ErrorCode.Success;
        });
        await using var session = await mailbox.ConnectAsync();
        var store = await MapiStore.LogonAsync(session, "/o=Org/cn=alice", default);
        using var source = await store.OpenFolderAsync(Inbox, default);
        using var destination = await store.OpenFolderAsync(new FolderId(8), default);
        await source.MoveCopyMessagesAsync([new MessageId(1)], destination, copy: false, default);
        Assert.Equal((source.Handle, destination.Handle), moved);
    }

    [Fact]
    public async Task Text_is_utf16_whatever_its_length()
    {
        await using var mailbox = await StartAsync();
        var text = string.Concat(Enumerable.Repeat("Äöü 😀 ", 5000));
        var bytes = Encoding.Unicode.GetBytes(text);
        var at = 0;
        mailbox.OnOpen<RopOpenMessageRequest>(RopId.OpenMessage, (_, writer) => new RopOpenMessageResponse(new OpenedMessage(false, null, null, 0, [], [])).Write(writer));
        mailbox.OnOpen<RopOpenStreamRequest>(RopId.OpenStream, (request, writer) =>
        {
            Assert.Equal(PidTag.Body, request.PropertyTag);
            new RopOpenStreamResponse((uint)bytes.Length).Write(writer);
        });
        mailbox.OnCall<RopReadStreamRequest>(RopId.ReadStream, (request, writer) =>
        {
            var count = (int)Math.Min(Math.Min(request.Limit, 4095u), bytes.Length - at);
            new RopReadStreamResponse(bytes.AsMemory(at, count)).Write(writer);
            at += count;
        });
        await using var session = await mailbox.ConnectAsync();
        using var folder = await (await MapiStore.LogonAsync(session, "/o=Org/cn=alice", default)).OpenFolderAsync(Inbox, default);
        using var message = await folder.OpenMessageAsync(new MessageId(5), default);
        Assert.Equal(text, await message.TextAsync(default));
    }

    private static async Task<FakeMailbox> StartAsync()
    {
        var mailbox = await FakeMailbox.StartAsync();
        mailbox.On(RopId.Logon, static (ref WireReader reader, WireWriter writer, FakeMailbox.Rop rop) =>
        {
            RopLogonRequest.Read(ref reader);
            rop.Handles[rop.Header.HandleIndex] = 7;
            FolderId[] folders = [.. Enumerable.Range(1, 13).Select(i => new FolderId(1, new GlobalCounter((ulong)i)))];
            new RopLogonResponse(LogonFlags.Private, folders, LogonResponseFlags.Reserved, Guid.NewGuid(), 1, Replica, default, default, 0, default).Write(writer);
            return ErrorCode.Success;
        });
        mailbox.OnOpen<RopOpenFolderRequest>(RopId.OpenFolder, (_, writer) => new RopOpenFolderResponse(false, null).Write(writer));
        return mailbox;
    }

    private static byte[] EntryId(Guid replica, ulong counter)
    {
        // Laid out by hand from [MS-OXCDATA] 2.2.4.1: flags, provider, type, database GUID, counter, padding.
        using var writer = new WireWriter();
        writer.WriteUInt32(0);
        writer.WriteGuid(Guid.NewGuid());
        writer.WriteUInt16(1);
        writer.WriteGuid(replica);
        writer.WriteBytes([0, 0, 0, 0, 0, (byte)counter]);
        writer.WriteUInt16(0);
        return writer.ToArray();
    }
}
