using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcPrpt;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcPrpt;

/// <summary>[MS-OXCPRPT] 3.2.5.1</summary>
internal sealed class RopGetPropertiesSpecificHandler : IRopHandler<RopGetPropertiesSpecificRequest, RopGetPropertiesSpecificResponse>
{
    /// <summary>Bytes that the flags of one value take.</summary>
    private const int ValueOverhead = 5;

    public ValueTask<RopResult<RopGetPropertiesSpecificResponse>> HandleAsync(RopGetPropertiesSpecificRequest request, RopContext context, CancellationToken cancellationToken) => new(Get(request, context));

    private static RopResult<RopGetPropertiesSpecificResponse> Get(RopGetPropertiesSpecificRequest request, RopContext context)
    {
        if (!context.TryGet<IPropertyHolder>(out var target, out var error))
            return error;
        var tags = request.PropertyTags;
        var values = new object?[tags.Length];
        var room = context.Room - (tags.Length * ValueOverhead) - 1;
        for (var i = 0; i < tags.Length; i++)
            values[i] = Value(target, tags[i], request, ref room);
        return new RopGetPropertiesSpecificResponse(new PropertyRow(tags, values));
    }

    private static object Value(IPropertyHolder target, PropertyTag tag, RopGetPropertiesSpecificRequest request, ref int room)
    {
        if (tag.Type == PropertyType.Object || target.Properties.Get(tag) is not { } value)
            return ErrorCode.NotFound;
        var fitting = PropertySizes.Fit(value, request.PropertySizeLimit, ref room);
        if (tag.Type != PropertyType.Unspecified || fitting is ErrorCode)
            return fitting;
        var type = PropertyValues.TypeOf(target.Properties, tag.Id, value);
        return new PropertyValue(new PropertyTag(tag.Id, request.WantUnicode != 0 ? type : PropertyValues.String8Of(type)), value);
    }
}
