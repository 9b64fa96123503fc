namespace Mapigate.Gateway.Core.Index;

/// <summary>A mailbox's counters.</summary>
/// <param name="Generation">See <see cref="MailboxIdentity.Generation"/>.</param>
/// <param name="NextSlot">The next free slot for a (folder, UIDVALIDITY).</param>
/// <param name="NextDrawn">The next free id of the upper slots.</param>
/// <param name="LastChange">The largest change number given.</param>
/// <param name="Sequence">Number of the last commit that changed the side-store; zero before the first. It follows the clock and so compares between the states of two gateways.</param>
/// <param name="Mirrored">The last of these commits that the mirror holds.</param>
public sealed record MailboxHead(uint Generation, ushort NextSlot, ulong NextDrawn, ulong LastChange, ulong Sequence = 0, ulong Mirrored = 0);
