using Mapigate.Bench.Mails;
using Mapigate.Bench.Measuring;
using Mapigate.Bench.Servers;
using Mapigate.Mapi.Client.Sessions;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcFold;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.OxcTabl;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Bench.Lines;

/// <summary>
/// Opens the folder as a client does that shows its list: folder, table, columns, order, position and the first rows in one request, and lets both objects go.
/// By IMAP: SELECT, then the envelopes and flags of the newest messages.
/// </summary>
internal sealed class FolderOpening(GatewayProcess gateway, MapiPeer mapi, ImapPeer imap, FolderId folder)
{
    private const int Rows = 50;

    private static readonly PropertyTag[] Columns =
    [
        PidTag.FolderId, PidTag.Mid, PidTag.InstID, PidTag.InstanceNum, PidTag.MessageClass, PidTag.MessageFlags, PidTag.MessageStatus, PidTag.HasAttachments, PidTag.Importance,
        PidTag.Sensitivity, PidTag.IconIndex, PidTag.FlagStatus, PidTag.SentRepresentingName, PidTag.Subject, PidTag.MessageDeliveryTime, PidTag.MessageSize,
    ];

    private static readonly SortOrder[] NewestFirst = [new(PidTag.MessageDeliveryTime, SortDirection.Descending)];

    public async Task<Line> MeasureAsync(string name, int warmUp, int count, CancellationToken cancellationToken)
    {
        for (var i = 0; i < warmUp; i++)
        {
            await OpenAsync(cancellationToken);
            await SelectAsync(cancellationToken);
        }

        var (byMapi, byImap) = (new Samples(), new Samples());
        var before = gateway.ProcessorTime;
        for (var i = 0; i < count; i++)
        {
            await byMapi.MeasureAsync(() => OpenAsync(cancellationToken));
            await byImap.MeasureAsync(() => SelectAsync(cancellationToken));
        }

        return new Line(name, byMapi, byImap, (gateway.ProcessorTime - before).TotalMilliseconds / count, Goal.Below(6, byMapi.Median));
    }

    /// <summary>Opens it through the gateway and sees to it that the rows are those asked for.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        var store = mapi.Store;
        var batch = new RopBatch();
        var opened = batch.Output();
        var table = batch.Output();
        batch.Add<RopOpenFolderRequest, RopOpenFolderResponse>(store.LogonId, batch.Input(store), new RopOpenFolderRequest(opened, folder, OpenFolderFlags.None));
        batch.Add<RopGetContentsTableRequest, RopGetContentsTableResponse>(store.LogonId, opened, new RopGetContentsTableRequest(table, ContentsTableFlags.UseUnicode));
        batch.Add<RopSetColumnsRequest, RopSetColumnsResponse>(store.LogonId, table, new RopSetColumnsRequest(TableOperationFlags.None, Columns));
        batch.Add<RopSortTableRequest, RopSortTableResponse>(store.LogonId, table, new RopSortTableRequest(TableOperationFlags.None, 0, 0, NewestFirst));
        var position = batch.Add<RopQueryPositionRequest, RopQueryPositionResponse>(store.LogonId, table, default);
        var query = batch.AddRows<RopQueryRowsRequest, RopQueryRowsResponse>(store.LogonId, table, new RopQueryRowsRequest(QueryRowsFlags.Advance, ForwardRead: true, Rows), Columns);
        batch.Add(store.LogonId, table, default(RopReleaseRequest));
        batch.Add(store.LogonId, opened, default(RopReleaseRequest));
        await mapi.Session.ExecuteAsync(batch, cancellationToken);

        if (position.Response.Denominator != Mailbox.Count || query.Response.RowCount != Rows)
            throw new InvalidOperationException($"The table has {position.Response.Denominator} rows and gave {query.Response.RowCount}");
    }

    /// <summary>Whether the rows are in order and have what lists show.</summary>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        using var opened = await mapi.Store.OpenFolderAsync(folder, cancellationToken);
        using var table = await opened.ContentsAsync(ContentsTableFlags.UseUnicode, cancellationToken);
        await table.SetColumnsAsync(Columns, cancellationToken);
        await table.SortAsync(NewestFirst, cancellationToken);
        var rows = await table.QueryRowsAsync(Rows, cancellationToken);
        var times = rows.Select(row => row.Get<FileTime>(PidTag.MessageDeliveryTime)).ToList();
        if (!times.SequenceEqual(times.OrderDescending()) || times.Exists(time => time == default)
            || rows.Any(row => row.Get<string>(PidTag.Subject) is null || row.Get<int>(PidTag.MessageSize) == 0))
            throw new InvalidOperationException("The rows are not in order or lack values");
    }

    private async Task SelectAsync(CancellationToken cancellationToken)
    {
        var lines = 0;
        await imap.RunAsync($"SELECT \"{Mailbox.Folder}\"", null, cancellationToken);
        await imap.RunAsync($"FETCH {Mailbox.Count - Rows + 1}:{Mailbox.Count} (UID FLAGS ENVELOPE)", line => lines += line.StartsWith("* "u8) ? 1 : 0, cancellationToken);
        if (lines < Rows)
            throw new InvalidOperationException($"FETCH gave {lines} messages");
    }
}
