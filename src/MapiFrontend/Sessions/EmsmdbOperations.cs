using Mapigate.Gateway.Core.AddressBook;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMapiHttp;
using Mapigate.Mapi.Wire.OxcRpc;
using Mapigate.Mapi.Wire.OxNspi;
using Mapigate.Mapi.Wire.Primitives;
using Mapigate.MapiFrontend.Http;
using Microsoft.Extensions.Logging;

namespace Mapigate.MapiFrontend.Sessions;

/// <summary>The request types of the mailbox endpoint. [MS-OXCMAPIHTTP] 2.2.4; their meaning is that of the EMSMDB methods, [MS-OXCRPC] 3.1.4</summary>
internal sealed partial class EmsmdbOperations(MapiFrontendOptions options, GlobalAddressList list, TimeProvider time, ILogger<EmsmdbOperations> logger)
{
    /// <summary>Bit of <see cref="ConnectRequest.Flags"/>: administrative privilege. [MS-OXCRPC] 3.1.4.1</summary>
    private const uint UseAdminPrivilege = 1;

    private const uint RetryCount = 6;
    private const uint RetryDelayMilliseconds = 10_000;

    /// <summary>Days for which a client keeps unsent performance reports.</summary>
    private const uint ReportExpiryMilliseconds = 7 * 24 * 60 * 60 * 1000;

    /// <summary>What the client learns about the server. Absent organization information would mean that there are public folders. [MS-OXCRPC] 3.1.4.1.2.1</summary>
    private static readonly byte[] Topology = WriteTopology();

    public async Task<ConnectResponse> ConnectAsync(ConnectRequest request, MapiHttpCall call, CancellationToken cancellationToken)
    {
        var error = Check(request, call);
        if (error == ErrorCode.Success)
        {
            var session = new MapiSession(call.Mailbox, call.Client, StringEncodings.Of(request.DefaultCodePage), options, time)
            {
                IsAdministrator = (request.Flags & UseAdminPrivilege) != 0,
            };
            if (!call.Context!.TryAttach(session))
            {
                await session.DisposeAsync();
                throw new OperationCanceledException(call.Context.Ended);
            }

            Log.Connected(logger, call.User.Address, call.Client);
        }
        else
        {
            Log.Refused(logger, call.User.Address, error);
        }

        return new ConnectResponse(
            error,
            PollsMax: (uint)options.Poll.TotalMilliseconds,
            RetryCount,
            RetryDelayMilliseconds,
            DnPrefix: "",
            error == ErrorCode.Success ? call.User.DisplayName : "",
            error == ErrorCode.Success ? Topology : []);
    }

    public static Task<DisconnectResponse> DisconnectAsync(DisconnectRequest request, MapiHttpCall call, CancellationToken cancellationToken) =>
        Task.FromResult(new DisconnectResponse(ErrorCode.Success, AuxiliaryBuffer: []));

    public async Task<NotificationWaitResponse> NotificationWaitAsync(NotificationWaitRequest request, MapiHttpCall call, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, call.ClientGone);
        var pending = await call.Session<MapiSession>().Notifications.WaitAsync(options.NotificationWait, either.Token);
        return new NotificationWaitResponse(ErrorCode.Success, pending, AuxiliaryBuffer: []);
    }

    private ErrorCode Check(ConnectRequest request, MapiHttpCall call)
    {
        if (request.UserDn.Length == 0)
            return ErrorCode.AccessDenied;
        if (!request.UserDn.Equals(call.User.LegacyDn, StringComparison.OrdinalIgnoreCase))
            return list.ViewFor(call.User).FindByDn(request.UserDn) is null ? ErrorCode.UnknownUser : ErrorCode.AccessDenied;
        if ((request.Flags & UseAdminPrivilege) != 0 && !options.Administrators.Contains(call.User.Address, StringComparer.OrdinalIgnoreCase))
            return ErrorCode.LoginPerm;
        return request.DefaultCodePage == NspiProvider.UnicodeCodePage ? ErrorCode.InvalidCodepage : ErrorCode.Success;
    }

    private static byte[] WriteTopology()
    {
        using var blocks = new WireWriter(64);
        AuxiliaryBlock.OrganizationInfo(OrganizationFlags.None).Write(blocks);
        AuxiliaryBlock.ClientControl(ClientControlFlags.EnableCompression | ClientControlFlags.EnableHttpTunneling, ReportExpiryMilliseconds).Write(blocks);
        AuxiliaryBlock.EndpointCapabilities(EndpointCapabilityFlags.SingleEndpoint).Write(blocks);
        using var buffer = new WireWriter(64);
        ExtendedBuffer.Write(buffer, blocks.Written, ExtendedBufferFlags.Last);
        return buffer.ToArray();
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{User} connected with {Client}")]
        public static partial void Connected(ILogger logger, string user, ClientApplication client);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{User} is refused a session: {Error}")]
        public static partial void Refused(ILogger logger, string user, ErrorCode error);
    }
}
