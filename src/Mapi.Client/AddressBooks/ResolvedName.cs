using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Mapi.Client.AddressBooks;

/// <summary>What a name stands for.</summary>
/// <param name="Name">As it was asked.</param>
/// <param name="IsAmbiguous">Several objects match.</param>
/// <param name="Properties">Of the one object that matches, in the order of the columns; null where there is not exactly one.</param>
public sealed record ResolvedName(string Name, bool IsAmbiguous, IReadOnlyList<PropertyValue>? Properties);
