namespace Mapigate.Bench.Measuring;

/// <summary>What a figure shall be, and whether it is.</summary>
/// <param name="Text">The bound as it is printed.</param>
/// <param name="IsMet">Whether this run keeps it.</param>
internal sealed record Goal(string Text, bool IsMet)
{
    public static Goal Below(double bound, double value, string unit = "") => new($"< {bound:0.##}{unit}", value < bound);

    public static Goal AtLeast(double bound, double value, string unit = "") => new($">= {bound:0.##}{unit}", value >= bound);

    public override string ToString() => $"{Text} {(IsMet ? "met" : "MISSED")}";
}
