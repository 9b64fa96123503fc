using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Gateway.Core.Items;

/// <summary>A recipient of a message. [MS-OXCMSG] 2.2.3.5</summary>
/// <param name="RowId">Names the recipient while the message is open.</param>
/// <param name="Properties">PidTagRecipientType, display name, address and what else the client gave.</param>
public sealed record RecipientEntry(uint RowId, PropertyBag Properties);
