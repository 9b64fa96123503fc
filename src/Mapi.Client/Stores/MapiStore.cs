using Mapigate.Mapi.Client.Sessions;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcFold;
using Mapigate.Mapi.Wire.OxcNotif;
using Mapigate.Mapi.Wire.OxcPrpt;
using Mapigate.Mapi.Wire.OxcStor;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Client.Stores;

/// <summary>A mailbox that the session is logged on to. [MS-OXCSTOR]</summary>
public sealed class MapiStore : MapiObject
{
    private readonly RopLogonResponse _logon;
    private SpecialFolders? _special;

    private MapiStore(MapiSession session, byte logonId, uint handle, RopLogonResponse logon)
        : base(session, logonId, handle) => _logon = logon;

    public Guid MailboxGuid => _logon.MailboxGuid;

    /// <summary>The short id of <see cref="ReplicaGuid"/> in this logon.</summary>
    public ushort ReplicaId => _logon.ReplId;

    /// <summary>The replica that the mailbox's own ids belong to.</summary>
    public Guid ReplicaGuid => _logon.ReplGuid;

    public LogonResponseFlags ResponseFlags => _logon.ResponseFlags;

    /// <summary>Logs on to a mailbox. [MS-OXCSTOR] 3.1.4.1</summary>
    /// <param name="session">The session.</param>
    /// <param name="mailboxDn">The mailbox's distinguished name: the user's own or another's.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <exception cref="MapiException">The mailbox does not exist, or the user has no right to it.</exception>
    public static async Task<MapiStore> LogonAsync(MapiSession session, string mailboxDn, CancellationToken cancellation)
    {
        var logonId = session.NextLogonId();
        var batch = new RopBatch();
        var slot = batch.Output();
        var request = new RopLogonRequest(LogonFlags.Private, LogonOpenFlags.HomeLogon | LogonOpenFlags.TakeOwnership | LogonOpenFlags.NoMail | LogonOpenFlags.UsePerMdbReplidMapping, 0, mailboxDn);
        var call = batch.Add<RopLogonRequest, RopLogonResponse>(logonId, slot, request);
        await session.ExecuteAsync(batch, cancellation).ConfigureAwait(false);
        return new MapiStore(session, logonId, batch.HandleAt(slot), call.Response);
    }

    /// <summary>The folder that the logon named for a role.</summary>
    public FolderId Folder(LogonFolder folder) => _logon.FolderIds[(int)folder];

    /// <summary>The roles of the mailbox's folders.</summary>
    public async Task<SpecialFolders> SpecialFoldersAsync(CancellationToken cancellation) =>
        _special ??= await SpecialFolders.FindAsync(this, cancellation).ConfigureAwait(false);

    /// <summary>Opens a folder. [MS-OXCFOLD] 2.2.1.1</summary>
    public async Task<MapiFolder> OpenFolderAsync(FolderId id, CancellationToken cancellation)
    {
        var batch = new RopBatch();
        var slot = batch.Output();
        var call = batch.Add<RopOpenFolderRequest, RopOpenFolderResponse>(LogonId, batch.Input(this), new RopOpenFolderRequest(slot, id, OpenFolderFlags.None));
        await Session.ExecuteAsync(batch, cancellation).ConfigureAwait(false);
        call.RequireSuccess();
        return new MapiFolder(this, batch.HandleAt(slot), id);
    }

    /// <summary>Opens the folder that has a role.</summary>
    /// <exception cref="MapiException">NotFound: no folder has the role.</exception>
    public async Task<MapiFolder> OpenFolderAsync(SpecialFolder role, CancellationToken cancellation)
    {
        var special = await SpecialFoldersAsync(cancellation).ConfigureAwait(false);
        var id = special[role] ?? throw new MapiException($"Opening {role}", ErrorCode.NotFound);
        return await OpenFolderAsync(id, cancellation).ConfigureAwait(false);
    }

    /// <summary>Every folder below another, in the order of the server, children behind their parent.</summary>
    public async Task<IReadOnlyList<FolderInfo>> HierarchyAsync(FolderId top, CancellationToken cancellation)
    {
        using var folder = await OpenFolderAsync(top, cancellation).ConfigureAwait(false);
        return await folder.SubfoldersAsync(deep: true, cancellation).ConfigureAwait(false);
    }

    /// <summary>The identifiers of names in this mailbox; zero for a name that has none. [MS-OXCPRPT] 2.2.12</summary>
    /// <param name="names">At most some thousands.</param>
    /// <param name="create">Gives an identifier to each name that has none.</param>
    /// <param name="cancellation">Ends the request.</param>
    public async Task<IReadOnlyList<ushort>> PropertyIdsAsync(IReadOnlyList<PropertyName> names, bool create, CancellationToken cancellation)
    {
        var request = new RopGetPropertyIdsFromNamesRequest(create ? PropertyIdFlags.Create : PropertyIdFlags.GetOnly, [.. names]);
        var batch = new RopBatch();
        var call = batch.Add<RopGetPropertyIdsFromNamesRequest, RopGetPropertyIdsFromNamesResponse>(LogonId, batch.Input(this), request);
        await Session.ExecuteAsync(batch, cancellation).ConfigureAwait(false);
        return call.Response.PropertyIds;
    }

    /// <summary>The names of identifiers; null for one that has none. [MS-OXCPRPT] 2.2.13</summary>
    public async Task<IReadOnlyList<PropertyName?>> PropertyNamesAsync(IReadOnlyList<ushort> ids, CancellationToken cancellation)
    {
        var response = await Session.ExecuteAsync<RopGetNamesFromPropertyIdsRequest, RopGetNamesFromPropertyIdsResponse>(
            this, new RopGetNamesFromPropertyIdsRequest([.. ids]), cancellation).ConfigureAwait(false);
        return response.PropertyNames;
    }

    /// <summary>A folder of this session's mailbox as a PtypServerId value. [MS-OXCDATA] 2.11.1.4</summary>
    public static byte[] ToServerId(FolderId id)
    {
        using var writer = new WireWriter();
        writer.WriteByte(1);
        writer.WriteUInt64(id.Value);
        writer.WriteUInt64(0);
        writer.WriteUInt32(0);
        return writer.ToArray();
    }

    /// <summary>The entry id of a folder, as properties that point to folders hold it. [MS-OXCDATA] 2.2.4.1</summary>
    public async Task<byte[]> ToEntryIdAsync(FolderId id, CancellationToken cancellation) =>
        FolderEntryId.ToBytes(MailboxGuid, await ToLongTermIdAsync(id.Value, cancellation).ConfigureAwait(false));

    /// <summary>The id that holds outside the session. [MS-OXCSTOR] 2.2.1.8</summary>
    public async Task<LongTermId> ToLongTermIdAsync(ulong id, CancellationToken cancellation)
    {
        var response = await Session.ExecuteAsync<RopLongTermIdFromIdRequest, RopLongTermIdFromIdResponse>(this, new RopLongTermIdFromIdRequest(id), cancellation).ConfigureAwait(false);
        return response.LongTermId;
    }

    /// <summary>The short id of this logon. [MS-OXCSTOR] 2.2.1.9</summary>
    public async Task<ulong> ToShortIdAsync(LongTermId id, CancellationToken cancellation)
    {
        var response = await Session.ExecuteAsync<RopIdFromLongTermIdRequest, RopIdFromLongTermIdResponse>(this, new RopIdFromLongTermIdRequest(id), cancellation).ConfigureAwait(false);
        return response.ObjectId;
    }

    /// <summary>Registers for events of the whole mailbox. [MS-OXCNOTIF] 2.2.1.2.1</summary>
    public Task<Subscription> SubscribeAsync(NotificationTypes types, CancellationToken cancellation) =>
        Subscription.RegisterAsync(this, types, wholeStore: true, default, default, cancellation);

    /// <summary>Registers for events of one folder. [MS-OXCNOTIF] 2.2.1.2.1</summary>
    public Task<Subscription> SubscribeAsync(NotificationTypes types, FolderId folder, CancellationToken cancellation) =>
        Subscription.RegisterAsync(this, types, wholeStore: false, folder, default, cancellation);
}
