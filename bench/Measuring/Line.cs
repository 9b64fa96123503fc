namespace Mapigate.Bench.Measuring;

/// <summary>One line of the table.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Mapi">Through the gateway.</param>
/// <param name="Imap">The same by plain IMAP, measured in turns with it; null where there is no such thing.</param>
/// <param name="ProcessorTime">What the gateway's process used of the processors for each, in milliseconds, whatever it did beside.</param>
/// <param name="Target">Median in milliseconds below which the gateway shall be; null where the line is for information.</param>
internal sealed record Line(string Name, Samples Mapi, Samples? Imap, double ProcessorTime, double? Target = null);
