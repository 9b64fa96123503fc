namespace Mapigate.Gateway.Core.Mirroring;

/// <summary>
/// A server that is being restored, or half started, may show less than it has. What would take a large part of a collection from its clients is read a second time before it does.
/// </summary>
internal static class RemovalGuard
{
    /// <summary>So few are believed at once.</summary>
    public const int Handful = 20;

    /// <summary>One in so many may go at once.</summary>
    public const int Share = 4;

    public static bool NeedsConfirmation(long removed, long of) => removed > Handful && removed > of / Share;
}
