using Mapigate.Gateway.Core.Index;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcStor;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcStor;

/// <summary>Logs on to the user's own mailbox. [MS-OXCSTOR] 3.2.5.1</summary>
internal sealed class RopLogonHandler(TimeProvider time) : IRopHandler<RopLogonRequest, RopLogonResponse>
{
    private const LogonFlags Echoed = LogonFlags.Private | LogonFlags.Undercover | LogonFlags.Ghosted;

    /// <summary>The folders of the response, in its order. [MS-OXCSTOR] 2.2.1.1.3</summary>
    private static readonly SpecialFolder[] Folders =
    [
        SpecialFolder.Root, SpecialFolder.DeferredAction, SpecialFolder.SpoolerQueue, SpecialFolder.IpmSubtree, SpecialFolder.Inbox, SpecialFolder.Outbox, SpecialFolder.SentItems,
        SpecialFolder.DeletedItems, SpecialFolder.CommonViews, SpecialFolder.Schedule, SpecialFolder.Finder, SpecialFolder.Views, SpecialFolder.Shortcuts,
    ];

    public ValueTask<RopResult<RopLogonResponse>> HandleAsync(RopLogonRequest request, RopContext context, CancellationToken cancellationToken) => new(LogOn(request, context));

    private RopResult<RopLogonResponse> LogOn(RopLogonRequest request, RopContext context)
    {
        var session = context.Session;
        var mailbox = session.Mailbox;

        // Public folders are offered by no server behind this gateway yet.
        if ((request.LogonFlags & LogonFlags.Private) == 0)
            return ErrorCode.LoginPerm;
        if ((request.OpenFlags & LogonOpenFlags.Public) != 0)
            return ErrorCode.InvalidParameter;
        if ((request.OpenFlags & LogonOpenFlags.UseAdminPrivilege) != 0 && !session.IsAdministrator)
            return ErrorCode.LoginPerm;
        if (!request.Essdn.Equals(mailbox.User.LegacyDn, StringComparison.OrdinalIgnoreCase))
            return mailbox.Options.AddressOf(request.Essdn) is null ? ErrorCode.UnknownUser : ErrorCode.LoginPerm;

        var logon = new LogonObject(context.LogonId, mailbox, session.String8);
        context.Output = logon;
        var identity = mailbox.Identity;
        var now = time.GetUtcNow();
        return new RopLogonResponse(
            request.LogonFlags & Echoed,
            Array.ConvertAll(Folders, f => MailboxIdentity.FolderId(mailbox.Folders[f].Id)),
            LogonResponseFlags.Reserved | LogonResponseFlags.OwnerRight | LogonResponseFlags.SendAsRight,
            identity.MailboxGuid,
            MailboxIdentity.ReplicaId,
            identity.ReplicaGuid,
            new LogonTime((byte)now.Second, (byte)now.Minute, (byte)now.Hour, (byte)now.DayOfWeek, (byte)now.Day, (byte)now.Month, (ushort)now.Year),
            FileTime.From(DateTimeOffset.FromUnixTimeSeconds(identity.Generation)),
            StoreState: 0,
            PerUserGuid: default);
    }
}
