using Mapigate.Gateway.Core.Index;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMsg;
using Mapigate.Mapi.Wire.OxcTabl;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.MapiFrontend.Tests.Rops.OxcMsg;

public sealed class AttachmentTableTests
{
    private const string Message = """
        From: bob@example.test
        Subject: files
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: text/plain

        Text
        --b
        Content-Type: application/octet-stream
        Content-Disposition: attachment; filename=one.bin

        1
        --b
        Content-Type: application/octet-stream
        Content-Disposition: attachment; filename=two.bin

        22
        --b--

        """;

    [Fact]
    public async Task Attachments_are_rows_in_their_order()
    {
        await using var client = await TableSession.StartAsync();
        client.Mail.Deliver("INBOX", Message);
        PropertyTag[] ids = [PidTag.FolderId, PidTag.Mid];
        var contents = await client.OpenContentsAsync(columns: ids);
        var row = PropertyRow.ReadMany((await client.QueryRowsAsync(contents, ids)).RowData.Span, 1, ids).Single();
        var message = await client.OpenAsync(
            new RopOpenMessageRequest(1, 0, new FolderId((ulong)row.Get<long>(PidTag.FolderId)), OpenModeFlags.ReadOnly, new MessageId((ulong)row.Get<long>(PidTag.Mid))), client.Logon);

        PropertyTag[] columns = [PidTag.AttachLongFilename, PidTag.AttachNumber, PidTag.AttachDataBinary];
        var table = await client.OpenAsync(new RopGetAttachmentTableRequest(1, AttachmentTableFlags.Unicode), message);
        await client.CallAsync<RopSetColumnsRequest, RopSetColumnsResponse>(table, new RopSetColumnsRequest(TableOperationFlags.None, columns));
        var read = await client.QueryRowsAsync(table, columns);
        var rows = PropertyRow.ReadMany(read.RowData.Span, read.RowCount, columns);
        Assert.Equal(["one.bin", "two.bin"], rows.Select(r => r.Values[0]));
        Assert.Equal(2, rows.Select(r => r.Get<int>(PidTag.AttachNumber)).Distinct().Count());
        Assert.Equal([ErrorCode.NotEnoughMemory, ErrorCode.NotEnoughMemory], rows.Select(r => r.Values[2]));
        Assert.Equal(ErrorCode.NotSupported, await client.FailAsync(table, new RopAbortRequest()));
        Assert.Equal(ErrorCode.NullObject, await client.FailAsync(await client.OpenFolderAsync(SpecialFolder.Inbox), new RopGetAttachmentTableRequest(1, AttachmentTableFlags.None)));
    }
}
