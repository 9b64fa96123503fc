namespace Mapigate.Gateway.Core.SideStore;

/// <summary>One thing that only the gateway knows. Of several records with one key the last counts.</summary>
/// <param name="Key">What it is about; see <see cref="SideKeys"/>.</param>
/// <param name="Content">As <see cref="SideContent"/> encodes it; null where it is known no more.</param>
public sealed record SideRecord(string Key, ReadOnlyMemory<byte>? Content);
