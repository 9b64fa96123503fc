using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcPrpt;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcPrpt;

/// <summary>[MS-OXCPRPT] 3.2.5.18</summary>
internal sealed class RopSeekStreamHandler : IRopHandler<RopSeekStreamRequest, RopSeekStreamResponse>
{
    public ValueTask<RopResult<RopSeekStreamResponse>> HandleAsync(RopSeekStreamRequest request, RopContext context, CancellationToken cancellationToken) => new(Seek(request, context));

    private static RopResult<RopSeekStreamResponse> Seek(RopSeekStreamRequest request, RopContext context)
    {
        if (!context.TryGet<StreamServerObject>(out var stream, out var error))
            return error;
        long? origin = request.Origin switch
        {
            StreamOrigin.Beginning => 0,
            StreamOrigin.Current => stream.Content.Position,
            StreamOrigin.End => stream.Content.Length,
            _ => null,
        };
        if (origin is not { } from)
            return ErrorCode.StreamInvalidParameter;
        if (request.Offset > StreamServerObject.MaxSize || request.Offset < -StreamServerObject.MaxSize || from + request.Offset is < 0 or > StreamServerObject.MaxSize)
            return ErrorCode.StreamSeekError;
        stream.Content.Position = from + request.Offset;
        return new RopSeekStreamResponse((ulong)stream.Content.Position);
    }
}
