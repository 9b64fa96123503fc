using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Mailboxes;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcFold;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.OxcTabl;
using Mapigate.Mapi.Wire.OxProps;
using Mapigate.Mapi.Wire.Primitives;
using Microsoft.Extensions.DependencyInjection;

namespace Mapigate.MapiFrontend.Tests.Rops;

/// <summary>A client that is logged on to Alice's mailbox and opens tables in it.</summary>
internal sealed class TableSession : IAsyncDisposable
{
    private TableSession(RopSession session, uint logon)
    {
        Session = session;
        Logon = logon;
    }

    public RopSession Session { get; }

    public uint Logon { get; }

    /// <summary>Alice's mail server.</summary>
    public MemoryMailStore Mail => ((MemoryMailBackend)Session.Host.Services.GetRequiredService<MailboxBackends>().Mail)[FrontendHost.Alice.Address];

    public static async Task<TableSession> StartAsync()
    {
        var session = await RopSession.StartAsync();
        return new TableSession(session, await session.LogOnAsync());
    }

    public async Task<uint> OpenFolderAsync(SpecialFolder folder) =>
        await OpenAsync(new RopOpenFolderRequest(1, MailboxIdentity.FolderId(ItemIds.WellKnown(folder)), OpenFolderFlags.None), Logon);

    public async Task<uint> OpenContentsAsync(SpecialFolder folder = SpecialFolder.Inbox, ContentsTableFlags flags = ContentsTableFlags.None, params PropertyTag[] columns)
    {
        var table = await OpenAsync(new RopGetContentsTableRequest(1, flags), await OpenFolderAsync(folder));
        await CallAsync<RopSetColumnsRequest, RopSetColumnsResponse>(table, new RopSetColumnsRequest(TableOperationFlags.None, columns.Length > 0 ? columns : [PidTag.Subject]));
        return table;
    }

    /// <summary>Does an operation that makes an object; gives its handle.</summary>
    public async Task<uint> OpenAsync<TRequest>(TRequest request, uint handle)
        where TRequest : struct, IRopRequest<TRequest>
    {
        var output = await Session.ExecuteAsync([handle, RopBuffer.NoHandle], RopSession.Rop(request));
        Assert.Equal(ErrorCode.Success, Header(output).ReturnValue);
        return output.Handles[1];
    }

    /// <summary>Does an operation that is to succeed.</summary>
    public async Task<TResponse> CallAsync<TRequest, TResponse>(uint handle, TRequest request)
        where TRequest : struct, IRopRequest<TRequest>
        where TResponse : struct, IRopResponse<TResponse>
    {
        var output = await Session.ExecuteAsync([handle, RopBuffer.NoHandle], RopSession.Rop(request));
        var reader = new WireReader(output.Rops.Span);
        Assert.Equal(ErrorCode.Success, RopResponseHeader.Read(ref reader).ReturnValue);
        return TResponse.Read(ref reader);
    }

    /// <summary>Does an operation that works on two objects; the second has index 1.</summary>
    public async Task<RopTransferResponse> TransferAsync<TRequest>(uint source, uint target, TRequest request)
        where TRequest : struct, IRopRequest<TRequest>
    {
        var output = await Session.ExecuteAsync([source, target], RopSession.Rop(request));
        var reader = new WireReader(output.Rops.Span);
        Assert.Equal(ErrorCode.Success, RopResponseHeader.Read(ref reader).ReturnValue);
        return RopTransferResponse.Read(ref reader);
    }

    /// <summary>Does an operation that is to fail.</summary>
    public async Task<ErrorCode> FailAsync<TRequest>(uint handle, TRequest request, int bodySize = 0)
        where TRequest : struct, IRopRequest<TRequest>
    {
        var output = await Session.ExecuteAsync([handle, RopBuffer.NoHandle], RopSession.Rop(request));
        Assert.Equal(6 + bodySize, output.Rops.Length);
        return Header(output).ReturnValue;
    }

    public async Task<RopQueryRowsResponse> QueryRowsAsync(uint table, PropertyTag[] columns, ushort count = 100, bool forward = true, QueryRowsFlags flags = QueryRowsFlags.Advance)
    {
        var output = await Session.ExecuteAsync([table], RopSession.Rop(new RopQueryRowsRequest(flags, forward, count)));
        var reader = new WireReader(output.Rops.Span);
        Assert.Equal(ErrorCode.Success, RopResponseHeader.Read(ref reader).ReturnValue);
        return RopQueryRowsResponse.Read(ref reader, columns);
    }

    /// <summary>The first column, a string, of the rows from the cursor on.</summary>
    public async Task<string[]> ReadAsync(uint table, params PropertyTag[] columns)
    {
        columns = columns.Length > 0 ? columns : [PidTag.Subject];
        var response = await QueryRowsAsync(table, columns);
        return PropertyRow.ReadMany(response.RowData.Span, response.RowCount, columns).Select(r => r.Get<string>(columns[0]) ?? "-").ToArray();
    }

    /// <summary>Delivers messages by their subjects.</summary>
    public void Deliver(params string[] subjects)
    {
        foreach (var subject in subjects)
            Mail.Deliver("INBOX", $"From: bob@example.test\nSubject: {subject}\nMessage-ID: <{subject}@example.test>\nDate: Mon, 5 Jan 2026 09:00:00 +0000\n\nText\n");
    }

    public ValueTask DisposeAsync() => Session.DisposeAsync();

    public static RopResponseHeader Header(RopBuffer output)
    {
        var reader = new WireReader(output.Rops.Span);
        return RopResponseHeader.Read(ref reader);
    }
}
