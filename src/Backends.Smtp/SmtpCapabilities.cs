using System.Globalization;

namespace Mapigate.Backends.Smtp;

/// <summary>What a server offered in its answer to EHLO (RFC 5321 4.1.1.1).</summary>
internal sealed record SmtpCapabilities
{
    /// <summary>A server that knows only HELO.</summary>
    public static SmtpCapabilities None { get; } = new();

    public bool StartTls { get; private init; }

    public bool Pipelining { get; private init; }

    public bool EightBitMime { get; private init; }

    public bool SmtpUtf8 { get; private init; }

    /// <summary>BDAT takes the place of DATA (RFC 3030 2).</summary>
    public bool Chunking { get; private init; }

    /// <summary>Content that is no text may come as it is (RFC 3030 3).</summary>
    public bool BinaryMime { get; private init; }

    /// <summary>Reports may be asked for (RFC 3461).</summary>
    public bool Reports { get; private init; }

    /// <summary>Longest time in seconds that the server keeps a message back; 0 where it keeps none (RFC 4865 4).</summary>
    public long LongestHold { get; private init; }

    /// <summary>SIZE is offered, so that MAIL may declare the size (RFC 1870).</summary>
    public bool Size { get; private init; }

    /// <summary>Largest message in bytes; 0 where the server names no limit.</summary>
    public long SizeLimit { get; private init; }

    /// <summary>SASL mechanisms, upper case.</summary>
    public IReadOnlySet<string> Mechanisms { get; private init; } = new HashSet<string>();

    public static SmtpCapabilities Read(SmtpReply ehlo)
    {
        var offered = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var mechanisms = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in ehlo.Lines.Skip(1))
        {
            // "AUTH=LOGIN" is how servers before RFC 2554 wrote it; some still say both.
            var end = line.AsSpan().IndexOfAny(" =");
            var (keyword, rest) = end < 0 ? (line, "") : (line[..end], line[(end + 1)..]);
            offered[keyword] = rest;
            if (keyword.Equals("AUTH", StringComparison.OrdinalIgnoreCase))
            {
                mechanisms.UnionWith(rest.ToUpperInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries));
            }
        }

        return new SmtpCapabilities
        {
            StartTls = offered.ContainsKey("STARTTLS"),
            Pipelining = offered.ContainsKey("PIPELINING"),
            EightBitMime = offered.ContainsKey("8BITMIME"),
            SmtpUtf8 = offered.ContainsKey("SMTPUTF8"),
            Chunking = offered.ContainsKey("CHUNKING"),
            BinaryMime = offered.ContainsKey("BINARYMIME"),
            Reports = offered.ContainsKey("DSN"),
            LongestHold = offered.TryGetValue("FUTURERELEASE", out var hold) ? Number(hold.Split(' ')[0]) : 0,
            Size = offered.TryGetValue("SIZE", out var size),
            SizeLimit = Number(size),
            Mechanisms = mechanisms,
        };
    }

    private static long Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
