using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Conversion;

/// <summary>An attachment as MAPI sees it.</summary>
/// <param name="Properties">Its properties without PidTagAttachDataBinary and PidTagAttachDataObject.</param>
/// <param name="OpenContent">Opens the content anew at each call, decoded as it is read; null where the attachment is an embedded message.</param>
/// <param name="Embedded">The embedded message, converted when asked for; null where there is content.</param>
public sealed record ConvertedAttachment(PropertyBag Properties, Func<Stream>? OpenContent, Lazy<ConvertedItem>? Embedded);
