using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Gateway.Core.Index;

/// <summary>The id that a name has in this mailbox, for good.</summary>
public sealed record NamedPropertyRecord(ushort Id, PropertyName Name);
