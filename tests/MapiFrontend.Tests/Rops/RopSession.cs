using System.Text;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMapiHttp;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.OxcRpc;
using Mapigate.Mapi.Wire.OxcStor;
using Mapigate.Mapi.Wire.Primitives;
using Mapigate.MapiFrontend.Rops;
using Mapigate.MapiFrontend.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace Mapigate.MapiFrontend.Tests.Rops;

/// <summary>A connected session whose operations may be replaced by the test's own, spoken to by Execute requests over a real connection.</summary>
internal sealed class RopSession : IAsyncDisposable
{
    private RopSession(FrontendHost host, string cookies)
    {
        Host = host;
        Cookies = cookies;
    }

    public FrontendHost Host { get; }

    public string Cookies { get; set; }

    public static async Task<RopSession> StartAsync(params RopEntry[] lines) => await StartAsync(null, null, lines);

    public static async Task<RopSession> StartAsync(Func<MapiFrontendOptions, MapiFrontendOptions>? configure, TimeProvider? time, params RopEntry[] lines)
    {
        var host = await FrontendHost.StartAsync(configure, time, services: services => services.AddSingleton(new RopTable(new RopTable(Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance, TimeProvider.System), [Logon, .. lines])));
        return new RopSession(host, (await host.ConnectAsync()).Cookies);
    }

    /// <summary>A line of the table that does what the test says.</summary>
    public static RopEntry Line<TRequest, TResponse>(Func<TRequest, RopContext, CancellationToken, ValueTask<RopResult<TResponse>>> handle, Func<TRequest, TResponse, TRequest?>? next = null)
        where TRequest : struct, IRopRequest<TRequest>
        where TResponse : struct, IRopResponse<TResponse> => new RopEntry<TRequest, TResponse>(
            next is null ? new Handler<TRequest, TResponse>(handle) : new Chain<TRequest, TResponse>(handle, next),
            static (writer, response) => response.Write(writer),
            TResponse.IsAlwaysPresent,
            target: null);

    public static RopEntry Line<TRequest, TResponse>(Func<TRequest, RopContext, RopResult<TResponse>> handle)
        where TRequest : struct, IRopRequest<TRequest>
        where TResponse : struct, IRopResponse<TResponse> => Line<TRequest, TResponse>((request, context, _) => new(handle(request, context)));

    /// <summary>The bytes of one request.</summary>
    public static byte[] Rop<T>(T request, byte handleIndex = 0, byte logonId = 0)
        where T : struct, IRopRequest<T>
    {
        using var writer = new WireWriter();
        new RopRequestHeader(T.RopId, logonId, handleIndex).Write(writer);
        request.Write(writer);
        return writer.ToArray();
    }

    public static byte[] Body(uint[] handles, byte[] rops, uint maxRopOut = 0x10008, uint flags = 3)
    {
        using var payload = new WireWriter();
        new RopBuffer(rops, handles).Write(payload);
        using var buffer = new WireWriter();
        ExtendedBuffer.Write(buffer, payload.Written, ExtendedBufferFlags.Last);
        return FrontendHost.Bytes(new ExecuteRequest(flags, buffer.ToArray(), maxRopOut, []));
    }

    /// <summary>Sends a request and takes its cookies on.</summary>
    public async Task<MapiReply> SendAsync(byte[] body)
    {
        var reply = await Host.SendAsync(FrontendHost.Mailbox, "Execute", body, Cookies);
        if (reply.SetCookies.Count > 0)
            Cookies = reply.Cookies;
        return reply;
    }

    /// <summary>Executes operations that are to succeed as a whole; gives every payload.</summary>
    public async Task<List<RopBuffer>> ExecuteAllAsync(uint[] handles, byte[] rops, uint maxRopOut = 0x10008, uint flags = 3)
    {
        var reply = await SendAsync(Body(handles, rops, maxRopOut, flags));
        Assert.Equal(0, reply.Code);
        var response = reply.Read<ExecuteResponse>();
        Assert.Equal((ErrorCode.Success, 0u), (response.ErrorCode, response.Flags));
        return [.. ExtendedBuffer.Read(response.RopBuffer).Select(payload => RopBuffer.Read(payload))];
    }

    public async Task<RopBuffer> ExecuteAsync(uint[] handles, params byte[][] rops) => Assert.Single(await ExecuteAllAsync(handles, [.. rops.SelectMany(r => r)]));

    /// <summary>Executes what fails as a whole.</summary>
    public async Task<ErrorCode> FailAsync(uint[] handles, byte[] rops, uint maxRopOut = 0x10008)
    {
        var reply = await SendAsync(Body(handles, rops, maxRopOut));
        Assert.Equal(0, reply.Code);
        var response = reply.Read<ExecuteResponse>();
        Assert.Empty(response.RopBuffer);
        return response.ErrorCode;
    }

    /// <summary>Logs on; gives the handle.</summary>
    public async Task<uint> LogOnAsync(byte logonId = 0) =>
        (await ExecuteAsync([RopBuffer.NoHandle], Rop(new RopLogonRequest(default, default, 0, ""), logonId: logonId))).Handles[0];

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private static RopEntry Logon => Line<RopLogonRequest, RopLogonResponse>((_, context) =>
    {
        context.Output = new LogonObject(context.LogonId, context.Session.Mailbox, Encoding.Latin1);
        return new RopLogonResponse(default, new FolderId[RopLogonResponse.FolderCount], default, default, 1, default, default, default, 0, default);
    });

    private sealed class Handler<TRequest, TResponse>(Func<TRequest, RopContext, CancellationToken, ValueTask<RopResult<TResponse>>> handle) : IRopHandler<TRequest, TResponse>
        where TRequest : struct, IRopRequest<TRequest>
        where TResponse : struct
    {
        public ValueTask<RopResult<TResponse>> HandleAsync(TRequest request, RopContext context, CancellationToken cancellationToken) => handle(request, context, cancellationToken);
    }

    private sealed class Chain<TRequest, TResponse>(Func<TRequest, RopContext, CancellationToken, ValueTask<RopResult<TResponse>>> handle, Func<TRequest, TResponse, TRequest?> next)
        : IRopHandler<TRequest, TResponse>, IRopChain<TRequest, TResponse>
        where TRequest : struct, IRopRequest<TRequest>
        where TResponse : struct
    {
        public int LeastRoom => 0x2000;

        public ValueTask<RopResult<TResponse>> HandleAsync(TRequest request, RopContext context, CancellationToken cancellationToken) => handle(request, context, cancellationToken);

        public TRequest? Next(TRequest request, TResponse response, MapiSession session) => next(request, response);
    }
}

/// <summary>Something open that tells when it is let go.</summary>
internal sealed class TestObject(LogonObject logon) : ServerObject
{
    public override LogonObject Logon => logon;

    public bool IsDisposed { get; private set; }

    public override ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return base.DisposeAsync();
    }
}
