using Mapigate.Mapi.Client.Sessions;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcFold;
using Mapigate.Mapi.Wire.OxcMsg;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Mapi.Client.Stores;

/// <summary>A folder. [MS-OXCFOLD]</summary>
public sealed class MapiFolder : MapiObject
{
    private const ushort LogonCodePage = 0x0FFF;

    private static readonly PropertyTag[] HierarchyColumns =
    [
        PidTag.FolderId, PidTag.ParentFolderId, PidTag.DisplayName, PidTag.Depth, PidTag.ContainerClass, PidTag.ContentCount, PidTag.ContentUnreadCount, PidTag.AttributeHidden,
        PidTag.Subfolders,
    ];

    internal MapiFolder(MapiStore store, uint handle, FolderId id)
        : base(store.Session, store.LogonId, handle)
    {
        Store = store;
        Id = id;
    }

    public MapiStore Store { get; }

    public FolderId Id { get; }

    /// <summary>The table of messages. [MS-OXCFOLD] 2.2.1.14</summary>
    public async Task<MapiTable> ContentsAsync(ContentsTableFlags flags, CancellationToken cancellation)
    {
        var batch = new RopBatch();
        var slot = batch.Output();
        var call = batch.Add<RopGetContentsTableRequest, RopGetContentsTableResponse>(LogonId, batch.Input(this), new RopGetContentsTableRequest(slot, flags));
        await Session.ExecuteAsync(batch, cancellation).ConfigureAwait(false);
        return new MapiTable(Session, LogonId, batch.HandleAt(slot), call.Response.RowCount);
    }

    /// <summary>The table of subfolders. [MS-OXCFOLD] 2.2.1.13</summary>
    public async Task<MapiTable> HierarchyAsync(HierarchyTableFlags flags, CancellationToken cancellation)
    {
        var batch = new RopBatch();
        var slot = batch.Output();
        var call = batch.Add<RopGetHierarchyTableRequest, RopGetHierarchyTableResponse>(LogonId, batch.Input(this), new RopGetHierarchyTableRequest(slot, flags));
        await Session.ExecuteAsync(batch, cancellation).ConfigureAwait(false);
        return new MapiTable(Session, LogonId, batch.HandleAt(slot), call.Response.RowCount);
    }

    /// <summary>The subfolders, in the order of the server.</summary>
    /// <param name="deep">Those below them too.</param>
    /// <param name="cancellation">Ends the request.</param>
    public async Task<IReadOnlyList<FolderInfo>> SubfoldersAsync(bool deep, CancellationToken cancellation)
    {
        using var table = await HierarchyAsync(deep ? HierarchyTableFlags.Depth : HierarchyTableFlags.None, cancellation).ConfigureAwait(false);
        await table.SetColumnsAsync(HierarchyColumns, cancellation).ConfigureAwait(false);
        var folders = new List<FolderInfo>();
        await foreach (var row in table.RowsAsync(cancellation).ConfigureAwait(false))
        {
            folders.Add(new FolderInfo(
                new FolderId((ulong)row.Get<long>(PidTag.FolderId)),
                new FolderId((ulong)row.Get<long>(PidTag.ParentFolderId)),
                row.Get<string>(PidTag.DisplayName) ?? string.Empty,
                row.Get<int>(PidTag.Depth),
                row.Get<string>(PidTag.ContainerClass) ?? string.Empty,
                row.Get<int>(PidTag.ContentCount),
                row.Get<int>(PidTag.ContentUnreadCount),
                row.Get<bool>(PidTag.AttributeHidden),
                row.Get<bool>(PidTag.Subfolders)));
        }

        return folders;
    }

    /// <summary>Opens a message. [MS-OXCMSG] 2.2.3.1</summary>
    public async Task<MapiMessage> OpenMessageAsync(MessageId id, CancellationToken cancellation, OpenModeFlags mode = OpenModeFlags.BestAccess)
    {
        var batch = new RopBatch();
        var slot = batch.Output();
        var call = batch.Add<RopOpenMessageRequest, RopOpenMessageResponse>(LogonId, batch.Input(this), new RopOpenMessageRequest(slot, LogonCodePage, Id, mode, id));
        await Session.ExecuteAsync(batch, cancellation).ConfigureAwait(false);
        return new MapiMessage(Session, LogonId, batch.HandleAt(slot), id, call.Response.Message.RecipientColumns);
    }

    /// <summary>Makes a new message, which is there once it is saved. [MS-OXCMSG] 2.2.3.2</summary>
    public async Task<MapiMessage> CreateMessageAsync(CancellationToken cancellation, bool associated = false)
    {
        var batch = new RopBatch();
        var slot = batch.Output();
        var call = batch.Add<RopCreateMessageRequest, RopCreateMessageResponse>(LogonId, batch.Input(this), new RopCreateMessageRequest(slot, LogonCodePage, Id, associated));
        await Session.ExecuteAsync(batch, cancellation).ConfigureAwait(false);
        call.RequireSuccess();
        return new MapiMessage(Session, LogonId, batch.HandleAt(slot), call.Response.MessageId ?? default);
    }

    /// <summary>Deletes messages, softly. [MS-OXCFOLD] 2.2.1.11</summary>
    /// <exception cref="MapiException">PartialCompletion: some are left.</exception>
    public async Task DeleteMessagesAsync(IReadOnlyList<MessageId> ids, CancellationToken cancellation)
    {
        var response = await Session.ExecuteAsync<RopDeleteMessagesRequest, RopPartialCompletionResponse>(
            this, new RopDeleteMessagesRequest(false, false, [.. ids]), cancellation).ConfigureAwait(false);
        RequireWhole("RopDeleteMessages", response.PartialCompletion);
    }

    /// <summary>Moves or copies messages to another folder. [MS-OXCFOLD] 2.2.1.6</summary>
    /// <exception cref="MapiException">PartialCompletion: some are left.</exception>
    public async Task MoveCopyMessagesAsync(IReadOnlyList<MessageId> ids, MapiFolder destination, bool copy, CancellationToken cancellation)
    {
        var batch = new RopBatch();
        var source = batch.Input(this);
        var request = new RopMoveCopyMessagesRequest(batch.Input(destination), [.. ids], false, copy);
        var call = batch.Add<RopMoveCopyMessagesRequest, RopTransferResponse>(LogonId, source, request);
        await Session.ExecuteAsync(batch, cancellation).ConfigureAwait(false);
        RequireWhole("RopMoveCopyMessages", call.Response.PartialCompletion);
    }

    /// <summary>Marks messages as read or unread; none named means all. [MS-OXCMSG] 2.2.3.10</summary>
    /// <exception cref="MapiException">PartialCompletion: some are as before.</exception>
    public async Task SetReadFlagsAsync(IReadOnlyList<MessageId> ids, ReadFlags flags, CancellationToken cancellation)
    {
        var response = await Session.ExecuteAsync<RopSetReadFlagsRequest, RopPartialCompletionResponse>(
            this, new RopSetReadFlagsRequest(false, flags, [.. ids]), cancellation).ConfigureAwait(false);
        RequireWhole("RopSetReadFlags", response.PartialCompletion);
    }

    /// <summary>Makes a subfolder, or opens the one of that name. [MS-OXCFOLD] 2.2.1.2</summary>
    public async Task<MapiFolder> CreateFolderAsync(string name, string comment, bool openExisting, CancellationToken cancellation)
    {
        var batch = new RopBatch();
        var slot = batch.Output();
        var request = new RopCreateFolderRequest(slot, FolderType.Generic, true, openExisting, 0, name, comment);
        var call = batch.Add<RopCreateFolderRequest, RopCreateFolderResponse>(LogonId, batch.Input(this), request);
        await Session.ExecuteAsync(batch, cancellation).ConfigureAwait(false);
        return new MapiFolder(Store, batch.HandleAt(slot), call.Response.FolderId);
    }

    /// <summary>Deletes a subfolder with all that is in it. [MS-OXCFOLD] 2.2.1.3</summary>
    /// <exception cref="MapiException">PartialCompletion: something is left.</exception>
    public async Task DeleteFolderAsync(FolderId id, CancellationToken cancellation)
    {
        var flags = DeleteFolderFlags.DeleteMessages | DeleteFolderFlags.DeleteFolders;
        var response = await Session.ExecuteAsync<RopDeleteFolderRequest, RopPartialCompletionResponse>(this, new RopDeleteFolderRequest(flags, id), cancellation).ConfigureAwait(false);
        RequireWhole("RopDeleteFolder", response.PartialCompletion);
    }

    private static void RequireWhole(string operation, bool partial)
    {
        if (partial)
            throw new MapiException(operation, ErrorCode.PartialCompletion);
    }
}
