using Mapigate.Gateway.Core.Index;

namespace Mapigate.Gateway.Core.Mirroring;

/// <summary>What the gateway knows of a message that it has just put into a folder itself.</summary>
/// <param name="Id">The id that it shall have; null for the one that follows from its UID.</param>
/// <param name="Side">Side-store properties, as a <see cref="PropertyBlob"/>.</param>
/// <param name="MovedFrom">Where it lay before, when it was moved.</param>
internal sealed record OwnMessage(ulong? Id, ReadOnlyMemory<byte> Side, ItemRow? MovedFrom = null);
