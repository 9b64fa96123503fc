using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcFold;
using Mapigate.Mapi.Wire.OxcFxics;
using Mapigate.Mapi.Wire.OxcMsg;
using Mapigate.Mapi.Wire.OxcPerm;
using Mapigate.Mapi.Wire.OxcPrpt;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.OxcStor;
using Mapigate.Mapi.Wire.OxoMsg;
using Mapigate.Mapi.Wire.OxoRule;
using Mapigate.MapiFrontend.Rops.OxcFold;
using Mapigate.MapiFrontend.Rops.OxcFxics;
using Mapigate.MapiFrontend.Rops.OxcMsg;
using Mapigate.MapiFrontend.Rops.OxcNotif;
using Mapigate.MapiFrontend.Rops.OxcPrpt;
using Mapigate.MapiFrontend.Rops.OxcRops;
using Mapigate.MapiFrontend.Rops.OxcStor;
using Mapigate.MapiFrontend.Rops.OxcTabl;
using Mapigate.MapiFrontend.Rops.OxoMsg;
using Microsoft.Extensions.Logging;

namespace Mapigate.MapiFrontend.Rops;

/// <summary>
/// One line for each operation that a client can ask for, in numeric order: done by its handler, missing as yet, or refused for good and why. [MS-OXCROPS] 2.2.2
/// RopNotify, RopPending, RopBackoff and RopBufferTooSmall are responses only.
/// </summary>
internal sealed class RopTable
{
    private readonly RopEntry?[] _entries;

    public RopTable(ILoggerFactory loggers, TimeProvider time)
    {
        _entries = new RopEntry?[256];
        Done(RopId.Release, new RopReleaseHandler());
        Done(RopId.OpenFolder, new RopOpenFolderHandler(), lacks: "rights: every user owns what he sees");
        Done(RopId.OpenMessage, new RopOpenMessageHandler(), lacks: "RTF bodies; meeting classes");
        Done(RopId.GetHierarchyTable, new RopGetHierarchyTableHandler());
        Done(RopId.GetContentsTable, new RopGetContentsTableHandler());
        Done(RopId.CreateMessage, new RopCreateMessageHandler());
        DoneRows(RopId.GetPropertiesSpecific, new RopGetPropertiesSpecificHandler());
        Done(RopId.GetPropertiesAll, new RopGetPropertiesAllHandler());
        Done(RopId.GetPropertiesList, new RopGetPropertiesListHandler());
        Done(RopId.SetProperties, new RopSetPropertiesHandler());
        Done(RopId.DeleteProperties, new RopDeletePropertiesHandler());
        Done(RopId.SaveChangesMessage, new RopSaveChangesMessageHandler(), r => r.InputHandleIndex, lacks: "changed content of received messages");
        Done(RopId.RemoveAllRecipients, new RopRemoveAllRecipientsHandler());
        Done(RopId.ModifyRecipients, new RopModifyRecipientsHandler());
        DoneRows(RopId.ReadRecipients, new RopReadRecipientsHandler());
        Done(RopId.ReloadCachedInformation, new RopReloadCachedInformationHandler());
        Done(RopId.SetMessageReadFlag, new RopSetMessageReadFlagHandler(), r => r.InputHandleIndex, lacks: "read receipts");
        Done(RopId.SetColumns, new RopSetColumnsHandler());
        Done(RopId.SortTable, new RopSortTableHandler());
        Done(RopId.Restrict, new RopRestrictHandler());
        DoneRows(RopId.QueryRows, new RopQueryRowsHandler());
        Done(RopId.GetStatus, new RopGetStatusHandler());
        Done(RopId.QueryPosition, new RopQueryPositionHandler());
        Done(RopId.SeekRow, new RopSeekRowHandler());
        Done(RopId.SeekRowBookmark, new RopSeekRowBookmarkHandler());
        Done(RopId.SeekRowFractional, new RopSeekRowFractionalHandler());
        Done(RopId.CreateBookmark, new RopCreateBookmarkHandler());
        Done(RopId.CreateFolder, new RopCreateFolderHandler(), lacks: "search folders; folders below calendars and address books");
        Done(RopId.DeleteFolder, new RopDeleteFolderHandler(), lacks: "Recoverable Items for folders: of mail folders the messages can be had back, calendars and address books are deleted for good");
        Done(RopId.DeleteMessages, new RopDeleteMessagesHandler());
        Done(RopId.GetMessageStatus, new RopGetMessageStatusHandler());
        Done(RopId.SetMessageStatus, new RopSetMessageStatusHandler());
        Done(RopId.GetAttachmentTable, new RopGetAttachmentTableHandler());
        Done(RopId.OpenAttachment, new RopOpenAttachmentHandler());
        Done(RopId.CreateAttachment, new RopCreateAttachmentHandler());
        Done(RopId.DeleteAttachment, new RopDeleteAttachmentHandler());
        Done(RopId.SaveChangesAttachment, new RopSaveChangesAttachmentHandler(), r => r.InputHandleIndex);
        Missing<RopSetReceiveFolderRequest, RopEmptyResponse>(RopId.SetReceiveFolder);
        Done(RopId.GetReceiveFolder, new RopGetReceiveFolderHandler(), lacks: "rows that clients have set");
        Done(RopId.RegisterNotification, new RopRegisterNotificationHandler(), lacks: "search folders");
        Done(RopId.OpenStream, new RopOpenStreamHandler());
        Done(RopId.ReadStream, new RopReadStreamHandler());
        Done(RopId.WriteStream, new RopWriteStreamHandler());
        Done(RopId.SeekStream, new RopSeekStreamHandler());
        Done(RopId.SetStreamSize, new RopSetStreamSizeHandler());
        Missing<RopSetSearchCriteriaRequest, RopEmptyResponse>(RopId.SetSearchCriteria);
        Missing<RopGetSearchCriteriaRequest, RopGetSearchCriteriaResponse>(RopId.GetSearchCriteria);
        Done(RopId.SubmitMessage, new RopSubmitMessageHandler(loggers), lacks: "send-as and on-behalf; deferred sending");
        Done(RopId.MoveCopyMessages, new RopMoveCopyMessagesHandler());
        Done(RopId.AbortSubmit, new RopAbortSubmitHandler());
        Done(RopId.MoveFolder, new RopMoveFolderHandler(), lacks: "answers while it goes on (RopProgress)");
        Done(RopId.CopyFolder, new RopCopyFolderHandler(), lacks: "answers while it goes on (RopProgress)");
        Done(RopId.QueryColumnsAll, new RopQueryColumnsAllHandler());
        Done(RopId.Abort, new RopAbortHandler());
        Missing<RopCopyToRequest, RopCopyResponse>(RopId.CopyTo);
        Missing<RopCopyToStreamRequest, RopCopyToStreamResponse>(RopId.CopyToStream);
        Missing<RopCloneStreamRequest, RopEmptyResponse>(RopId.CloneStream);
        Missing<RopGetPermissionsTableRequest, RopEmptyResponse>(RopId.GetPermissionsTable);
        Missing<RopGetRulesTableRequest, RopEmptyResponse>(RopId.GetRulesTable);
        Missing<RopModifyPermissionsRequest, RopEmptyResponse>(RopId.ModifyPermissions);
        Missing<RopModifyRulesRequest, RopEmptyResponse>(RopId.ModifyRules);
        NotSupported<RopGetOwningServersRequest, RopGetOwningServersResponse>(RopId.GetOwningServers, "there are no public folders");
        Done(RopId.LongTermIdFromId, new RopLongTermIdFromIdHandler());
        Done(RopId.IdFromLongTermId, new RopIdFromLongTermIdHandler());
        NotSupported<RopPublicFolderIsGhostedRequest, RopPublicFolderIsGhostedResponse>(RopId.PublicFolderIsGhosted, "there are no public folders");
        Done(RopId.OpenEmbeddedMessage, new RopOpenEmbeddedMessageHandler());
        Done(RopId.SetSpooler, new RopSetSpoolerHandler());
        Missing<RopSpoolerLockMessageRequest, RopEmptyResponse>(RopId.SpoolerLockMessage);
        Done(RopId.GetAddressTypes, new RopGetAddressTypesHandler());
        Done(RopId.TransportSend, new RopTransportSendHandler(loggers, time), lacks: "send-as and on-behalf; deferred sending");
        Missing<RopFastTransferSourceCopyMessagesRequest, RopEmptyResponse>(RopId.FastTransferSourceCopyMessages);
        Missing<RopFastTransferSourceCopyFolderRequest, RopEmptyResponse>(RopId.FastTransferSourceCopyFolder);
        Missing<RopFastTransferSourceCopyToRequest, RopEmptyResponse>(RopId.FastTransferSourceCopyTo);
        Missing<RopFastTransferSourceGetBufferRequest, RopFastTransferSourceGetBufferResponse>(RopId.FastTransferSourceGetBuffer);
        DoneRows(RopId.FindRow, new RopFindRowHandler());
        Missing<RopProgressRequest, RopProgressResponse>(RopId.Progress);
        Missing<RopTransportNewMailRequest, RopEmptyResponse>(RopId.TransportNewMail);
        NotSupported<RopGetValidAttachmentsRequest, RopGetValidAttachmentsResponse>(RopId.GetValidAttachments, "reserved; clients read the attachment table", ErrorCode.NotImplemented);
        Missing<RopFastTransferDestinationConfigureRequest, RopEmptyResponse>(RopId.FastTransferDestinationConfigure);
        Missing<RopFastTransferDestinationPutBufferRequest, RopFastTransferDestinationPutBufferResponse>(RopId.FastTransferDestinationPutBuffer);
        Done(RopId.GetNamesFromPropertyIds, new RopGetNamesFromPropertyIdsHandler());
        Done(RopId.GetPropertyIdsFromNames, new RopGetPropertyIdsFromNamesHandler());
        Missing<RopUpdateDeferredActionMessagesRequest, RopEmptyResponse>(RopId.UpdateDeferredActionMessages);
        Done(RopId.EmptyFolder, new RopEmptyFolderHandler(), lacks: "Recoverable Items for subfolders: of mail folders the messages can be had back, calendars and address books are deleted for good");
        DoneRows(RopId.ExpandRow, new RopExpandRowHandler());
        Done(RopId.CollapseRow, new RopCollapseRowHandler());
        Missing<RopLockRegionStreamRequest, RopEmptyResponse>(RopId.LockRegionStream);
        Missing<RopUnlockRegionStreamRequest, RopEmptyResponse>(RopId.UnlockRegionStream);
        Done(RopId.CommitStream, new RopCommitStreamHandler());
        Done(RopId.GetStreamSize, new RopGetStreamSizeHandler());
        Done(RopId.QueryNamedProperties, new RopQueryNamedPropertiesHandler());
        NotSupported<RopGetPerUserLongTermIdsRequest, RopGetPerUserLongTermIdsResponse>(RopId.GetPerUserLongTermIds, "there are no public folders");
        NotSupported<RopGetPerUserGuidRequest, RopGetPerUserGuidResponse>(RopId.GetPerUserGuid, "there are no public folders");
        NotSupported<RopReadPerUserInformationRequest, RopReadPerUserInformationResponse>(RopId.ReadPerUserInformation, "there are no public folders");
        NotSupported<RopWritePerUserInformationRequest, RopEmptyResponse>(RopId.WritePerUserInformation, "there are no public folders");
        Done(RopId.SetReadFlags, new RopSetReadFlagsHandler(), lacks: "read receipts");
        Missing<RopCopyPropertiesRequest, RopCopyResponse>(RopId.CopyProperties);
        Done(RopId.GetReceiveFolderTable, new RopGetReceiveFolderTableHandler(), lacks: "rows that clients have set");
        Missing<RopFastTransferSourceCopyPropertiesRequest, RopEmptyResponse>(RopId.FastTransferSourceCopyProperties);
        Done(RopId.GetCollapseState, new RopGetCollapseStateHandler());
        Done(RopId.SetCollapseState, new RopSetCollapseStateHandler());
        Done(RopId.GetTransportFolder, new RopGetTransportFolderHandler());
        Done(RopId.OptionsData, new RopOptionsDataHandler());
        Missing<RopSynchronizationConfigureRequest, RopEmptyResponse>(RopId.SynchronizationConfigure);
        Missing<RopSynchronizationImportMessageChangeRequest, RopSynchronizationImportMessageChangeResponse>(RopId.SynchronizationImportMessageChange);
        Missing<RopSynchronizationImportHierarchyChangeRequest, RopSynchronizationImportHierarchyChangeResponse>(RopId.SynchronizationImportHierarchyChange);
        Missing<RopSynchronizationImportDeletesRequest, RopEmptyResponse>(RopId.SynchronizationImportDeletes);
        Missing<RopSynchronizationUploadStateStreamBeginRequest, RopEmptyResponse>(RopId.SynchronizationUploadStateStreamBegin);
        Missing<RopSynchronizationUploadStateStreamContinueRequest, RopEmptyResponse>(RopId.SynchronizationUploadStateStreamContinue);
        Missing<RopSynchronizationUploadStateStreamEndRequest, RopEmptyResponse>(RopId.SynchronizationUploadStateStreamEnd);
        Missing<RopSynchronizationImportMessageMoveRequest, RopSynchronizationImportMessageMoveResponse>(RopId.SynchronizationImportMessageMove);
        Done(RopId.SetPropertiesNoReplicate, new RopSetPropertiesNoReplicateHandler());
        Done(RopId.DeletePropertiesNoReplicate, new RopDeletePropertiesNoReplicateHandler());
        NotSupported<RopGetStoreStateRequest, RopGetStoreStateResponse>(RopId.GetStoreState, "servers no longer answer it", ErrorCode.NotImplemented);
        Missing<RopSynchronizationOpenCollectorRequest, RopEmptyResponse>(RopId.SynchronizationOpenCollector);
        Done(RopId.GetLocalReplicaIds, new RopGetLocalReplicaIdsHandler());
        Missing<RopSynchronizationImportReadStateChangesRequest, RopEmptyResponse>(RopId.SynchronizationImportReadStateChanges);
        Done(RopId.ResetTable, new RopResetTableHandler());
        Missing<RopSynchronizationGetTransferStateRequest, RopEmptyResponse>(RopId.SynchronizationGetTransferState);
        Missing<RopTellVersionRequest, RopEmptyResponse>(RopId.TellVersion);
        Done(RopId.FreeBookmark, new RopFreeBookmarkHandler());
        Done(RopId.WriteAndCommitStream, new RopWriteAndCommitStreamHandler());
        Done(RopId.HardDeleteMessages, new RopHardDeleteMessagesHandler());
        Done(RopId.HardDeleteMessagesAndSubfolders, new RopHardDeleteMessagesAndSubfoldersHandler());
        Missing<RopSetLocalReplicaMidsetDeletedRequest, RopEmptyResponse>(RopId.SetLocalReplicaMidsetDeleted);
        Missing<RopFastTransferDestinationPutBufferExtendedRequest, RopFastTransferDestinationPutBufferExtendedResponse>(RopId.FastTransferDestinationPutBufferExtended);
        Done(RopId.WriteStreamExtended, new RopWriteStreamExtendedHandler());
        Done(RopId.Logon, new RopLogonHandler(time), lacks: "public folders, mailboxes of others");
    }

    /// <summary>Another table with some lines replaced.</summary>
    public RopTable(RopTable other, params ReadOnlySpan<RopEntry> lines)
    {
        _entries = [.. other._entries];
        foreach (var line in lines)
            _entries[(byte)line.RopId] = line;
    }

    /// <summary>Null for a value that is no request.</summary>
    public RopEntry? this[RopId id] => _entries[(byte)id];

    public IEnumerable<RopEntry> Entries => _entries.OfType<RopEntry>();

    /// <param name="id">The operation.</param>
    /// <param name="handler">Does it.</param>
    /// <param name="target">Place of the object that it works on, where that is not the header's index.</param>
    /// <param name="lacks">What it does not do yet.</param>
    private void Done<TRequest, TResponse>(RopId id, IRopHandler<TRequest, TResponse> handler, Func<TRequest, byte>? target = null, string? lacks = null)
        where TRequest : struct, IRopRequest<TRequest>
        where TResponse : struct, IRopResponse<TResponse> =>
        Add(id, new RopEntry<TRequest, TResponse>(handler, static (writer, response) => response.Write(writer), TResponse.IsAlwaysPresent, target) { Lacks = lacks });

    private void DoneRows<TRequest, TResponse>(RopId id, IRopHandler<TRequest, TResponse> handler)
        where TRequest : struct, IRopRequest<TRequest>
        where TResponse : struct, IRopRowResponse<TResponse> =>
        Add(id, new RopEntry<TRequest, TResponse>(handler, static (writer, response) => response.Write(writer), isAlwaysPresent: false, target: null));

    private void Missing<TRequest, TResponse>(RopId id)
        where TRequest : struct, IRopRequest<TRequest>
        where TResponse : struct, IRopResponse<TResponse> => NotSupported<TRequest, TResponse>(id, RopEntry.MissingAsYet);

    private void NotSupported<TRequest, TResponse>(RopId id, string because, ErrorCode error = ErrorCode.NotSupported)
        where TRequest : struct, IRopRequest<TRequest>
        where TResponse : struct, IRopResponse<TResponse> =>
        Add(id, new RopEntry<TRequest, TResponse>(
            new NotSupportedHandler<TRequest, TResponse>(error), static (writer, response) => response.Write(writer), TResponse.IsAlwaysPresent, target: null)
        {
            NotSupportedBecause = because,
        });

    private void Add(RopId id, RopEntry entry)
    {
        if (entry.RopId != id || _entries[(byte)id] is not null)
            throw new InvalidOperationException($"The line of {id} is wrong");
        _entries[(byte)id] = entry;
    }
}
