using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcPrpt;
using Mapigate.MapiFrontend.Sessions;

namespace Mapigate.MapiFrontend.Rops.OxcPrpt;

/// <summary>[MS-OXCPRPT] 3.2.5.2</summary>
internal sealed class RopGetPropertiesAllHandler : IRopHandler<RopGetPropertiesAllRequest, RopGetPropertiesAllResponse>
{
    private const int TagSize = 4;

    public ValueTask<RopResult<RopGetPropertiesAllResponse>> HandleAsync(RopGetPropertiesAllRequest request, RopContext context, CancellationToken cancellationToken) => new(GetAll(request, context));

    private static RopResult<RopGetPropertiesAllResponse> GetAll(RopGetPropertiesAllRequest request, RopContext context)
    {
        if (!context.TryGet<IPropertyHolder>(out var target, out var error))
            return error;
        var tags = target.Properties.Tags.Where(t => t.Type != PropertyType.Object).OrderBy(t => t).ToList();
        var room = context.Room - (tags.Count * (TagSize * 2)) - 2;
        var values = new List<PropertyValue>(tags.Count);
        foreach (var tag in tags)
        {
            if (target.Properties.Get(tag) is not { } value)
                continue;
            var fitting = PropertySizes.Fit(value, request.PropertySizeLimit, ref room);
            var type = fitting is ErrorCode ? PropertyType.ErrorCode : request.WantUnicode != 0 ? tag.Type : PropertyValues.String8Of(tag.Type);
            values.Add(new PropertyValue(tag.WithType(type), fitting));
        }

        return new RopGetPropertiesAllResponse(values.ToArray());
    }
}
