namespace Mapigate.Bench.Measuring;

/// <summary>One line of the table and the yardstick's below it.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Ours">Through the gateway or one of its parts.</param>
/// <param name="Plain">The same by plain IMAP, measured in turns with it.</param>
/// <param name="ProcessorTime">What the gateway's process used of the processors for each, in milliseconds, whatever it did beside; null where no gateway was asked.</param>
/// <param name="Goal">What it shall be; null where the line is for information.</param>
internal sealed record Line(string Name, Samples Ours, Samples Plain, double? ProcessorTime, Goal? Goal = null)
{
    public double Ratio => Ours.Median / Plain.Median;
}
