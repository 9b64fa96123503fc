using Mapigate.Backends.Items;
using Mapigate.Conversion;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Items;

/// <summary>Items of a collection as MAPI sees them.</summary>
internal static class StoredItems
{
    public static ConvertedItem Convert(StoredItem item)
    {
        var properties = new PropertyBag();
        properties[PidTag.MessageClass] = "IPM.Appointment";
        properties[PidTag.MessageSize] = item.Content.Length;
        return new ConvertedItem(properties, [], []);
    }
}
