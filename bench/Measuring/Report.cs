namespace Mapigate.Bench.Measuring;

/// <summary>Prints lines as a table; times are milliseconds.</summary>
internal static class Report
{
    public static void Head(TextWriter output)
    {
        output.WriteLine($"{Environment.ProcessorCount} processors, load {Load()} before");
        output.WriteLine();
        output.WriteLine($"{"",-52} {"n",4} {"median",8} {"p95",8} {"min",8} {"of IMAP",8} {"cpu",8}  target");
    }

    public static void Write(TextWriter output, Line line)
    {
        output.WriteLine($"{Row(line.Name, line.Ours)} {line.Ratio,8:0.00} {line.ProcessorTime,8:0.00}  {line.Goal}".TrimEnd());
        output.WriteLine(Row("  plain IMAP", line.Plain));
    }

    public static void Write(TextWriter output, Figure figure) =>
        output.WriteLine($"{figure.Name,-52} {"",4} {figure.Value,8:0.00} {figure.Unit,-35}  {figure.Goal}".TrimEnd());

    public static void Foot(TextWriter output)
    {
        output.WriteLine();
        output.WriteLine($"load {Load()} after");
    }

    private static string Row(string name, Samples samples) =>
        $"{name,-52} {samples.Count,4} {samples.Median,8:0.00} {samples.Percentile95,8:0.00} {samples.Min,8:0.00}";

    private static string Load() => string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3]);
}
