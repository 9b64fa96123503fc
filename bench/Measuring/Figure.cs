namespace Mapigate.Bench.Measuring;

/// <summary>A line of the table that is no time.</summary>
/// <param name="Name">What was counted.</param>
/// <param name="Value">How much.</param>
/// <param name="Unit">Of what.</param>
/// <param name="Goal">What it shall be; null where the line is for information.</param>
internal sealed record Figure(string Name, double Value, string Unit, Goal? Goal = null);
