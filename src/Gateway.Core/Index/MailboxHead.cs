namespace Mapigate.Gateway.Core.Index;

/// <summary>A mailbox's counters.</summary>
/// <param name="Generation">See <see cref="MailboxIdentity.Generation"/>.</param>
/// <param name="NextSlot">The next free slot for a (folder, UIDVALIDITY).</param>
/// <param name="NextDrawn">The next free id of the upper slots.</param>
/// <param name="LastChange">The largest change number given.</param>
public sealed record MailboxHead(uint Generation, ushort NextSlot, ulong NextDrawn, ulong LastChange);
