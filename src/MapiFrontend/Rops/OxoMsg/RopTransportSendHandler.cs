using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxoMsg;
using Mapigate.Mapi.Wire.OxProps;
using Mapigate.MapiFrontend.Sessions;
using Microsoft.Extensions.Logging;

namespace Mapigate.MapiFrontend.Rops.OxoMsg;

/// <summary>Answers with who sent and when. [MS-OXOMSG] 3.2.5.6</summary>
internal sealed class RopTransportSendHandler(ILoggerFactory loggers, TimeProvider time) : IRopHandler<RopTransportSendRequest, RopTransportSendResponse>
{
    /// <summary>PidTagProviderSubmitTime. [MS-OXOMSG] 2.2.3.8</summary>
    private static readonly PropertyTag ProviderSubmitTime = new(0x00480040);

    private static readonly PropertyTag[] Told =
    [
        PidTag.SenderName, PidTag.SenderAddressType, PidTag.SenderEmailAddress, PidTag.SenderSmtpAddress,
        PidTag.SentRepresentingName, PidTag.SentRepresentingAddressType, PidTag.SentRepresentingEmailAddress, PidTag.SentRepresentingSmtpAddress,
    ];

    public async ValueTask<RopResult<RopTransportSendResponse>> HandleAsync(RopTransportSendRequest request, RopContext context, CancellationToken cancellationToken)
    {
        if (!context.TryGet<MessageServerObject>(out var target, out var error))
            return error;
        error = await Submission.SendAsync(target, loggers, cancellationToken);
        if (error != ErrorCode.Success)
            return error;
        var values = Told.Select(tag => (Tag: tag, Value: target.Message.Get(tag)))
            .Where(p => p.Value is not null)
            .Select(p => new PropertyValue(p.Tag, p.Value!))
            .Append(new PropertyValue(ProviderSubmitTime, FileTime.From(time.GetUtcNow())));
        return new RopTransportSendResponse(values.ToArray());
    }
}
