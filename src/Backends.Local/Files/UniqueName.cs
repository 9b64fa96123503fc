using System.Globalization;

namespace Mapigate.Backends.Local.Files;

/// <summary>Names that no other process and no other moment gives: time, process, counter and host, as Maildir asks for.</summary>
internal static class UniqueName
{
    private static readonly string Host = Clean(Environment.MachineName);
    private static long _counter;

    public static string Next(DateTimeOffset now) => string.Create(
        CultureInfo.InvariantCulture,
        $"{now.ToUnixTimeSeconds()}.M{now.Ticks / 10 % 1_000_000}P{Environment.ProcessId}Q{Interlocked.Increment(ref _counter)}.{Host}");

    /// <summary>Slash, colon and comma have a meaning in a Maildir.</summary>
    private static string Clean(string host)
    {
        var clean = string.Concat(host.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.').Take(64));
        return clean.Length > 0 ? clean : "localhost";
    }
}
