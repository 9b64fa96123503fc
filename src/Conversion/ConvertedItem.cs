using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Conversion;

/// <summary>An open object as MAPI sees it. Properties that have a name stand in <see cref="PropertyBag.Named"/>: only a mailbox knows their ids.</summary>
/// <param name="Properties">The message's properties.</param>
/// <param name="Recipients">One bag a recipient, in row order; each has at least PidTagRecipientType, PidTagDisplayName, PidTagAddressType and PidTagEmailAddress.</param>
/// <param name="Attachments">Attachments in order of their numbers.</param>
public sealed record ConvertedItem(PropertyBag Properties, IReadOnlyList<PropertyBag> Recipients, IReadOnlyList<ConvertedAttachment> Attachments);
