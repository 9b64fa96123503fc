namespace Mapigate.Gateway.Core.Index;

/// <summary>
/// The parts of a 48-bit counter: a 16-bit slot and a 32-bit number. A slot below <see cref="FirstDrawnSlot"/> stands for one (folder, UIDVALIDITY)
/// and the number is the UID, so that the ids of the largest folder are a few ranges. Everything else is drawn from the slots above.
/// </summary>
public static class ItemIds
{
    public const ushort FirstDrawnSlot = 0x8000;

    /// <summary>The first slot above those of the well-known folders.</summary>
    public const ulong FirstDrawn = ((ulong)FirstDrawnSlot << 32) + 0x1000;

    /// <summary>Change numbers of changes begin here, above those of untouched messages.</summary>
    public const ulong FirstChange = 0x8000_0000_0000;

    public static ulong Mail(ushort slot, uint uid) => ((ulong)slot << 32) | uid;

    /// <summary>A well-known folder: its ids are the same in every mailbox and outlive the state.</summary>
    public static ulong WellKnown(SpecialFolder folder) => ((ulong)FirstDrawnSlot << 32) + (uint)folder;
}
