using Mapigate.Gateway.Core.Items;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcPrpt;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcPrpt;

/// <summary>[MS-OXCPRPT] 3.2.5.11</summary>
internal sealed class RopOpenStreamHandler : IRopHandler<RopOpenStreamRequest, RopOpenStreamResponse>
{
    public async ValueTask<RopResult<RopOpenStreamResponse>> HandleAsync(RopOpenStreamRequest request, RopContext context, CancellationToken cancellationToken)
    {
        if (!context.TryGet<IPropertyHolder>(out var target, out var error))
            return error;
        var tag = request.PropertyTag;
        if (tag.Type == PropertyType.Object && target is AttachmentServerObject)
            tag = tag.WithType(PropertyType.Binary);
        if (tag.Type is not (PropertyType.String or PropertyType.String8 or PropertyType.Binary) || target is LogonObject)
            return ErrorCode.NotSupported;
        var writable = request.OpenModeFlags is OpenStreamFlags.ReadWrite or OpenStreamFlags.Create or OpenStreamFlags.BestAccess;
        var isReadOnly = target is MessageServerObject { IsReadOnly: true } or AttachmentServerObject { Message.IsReadOnly: true };
        if (writable && isReadOnly && request.OpenModeFlags != OpenStreamFlags.BestAccess)
            return ErrorCode.AccessDenied;
        writable &= !isReadOnly;

        var value = request.OpenModeFlags == OpenStreamFlags.Create ? Stream.Null : target.Properties.OpenValue(tag);
        if (value is null)
            return ErrorCode.NotFound;

        // Clients seek in what they read, so a value that is decoded as it is read goes to a spool first.
        var content = writable || !value.CanSeek ? await CopyAsync(value, cancellationToken) : value;
        context.Output = new StreamServerObject((ServerObject)target, tag, content, writable);
        return new RopOpenStreamResponse((uint)Math.Min(content.Length, uint.MaxValue));
    }

    private static async Task<SpooledStream> CopyAsync(Stream value, CancellationToken cancellationToken)
    {
        var copy = new SpooledStream();
        await using (value)
            await value.CopyToAsync(copy, cancellationToken);
        copy.Position = 0;
        return copy;
    }
}
