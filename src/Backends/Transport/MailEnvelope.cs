namespace Mapigate.Backends.Transport;

/// <summary>Who sends to whom. Addresses are bare, "local@domain"; an empty sender is the null reverse-path.</summary>
public sealed record MailEnvelope(string Sender, IReadOnlyList<string> Recipients)
{
    /// <summary>Comes back in reports on the delivery (ENVID of RFC 3461 4.4): up to 100 printable ASCII characters; null for none.</summary>
    public string? EnvelopeId { get; init; }

    /// <summary>When a report is wanted, by recipient as in <see cref="Recipients"/>; the server's custom for those without an entry (NOTIFY of RFC 3461 4.1).</summary>
    public IReadOnlyDictionary<string, DeliveryNotices> Notices { get; init; } = new Dictionary<string, DeliveryNotices>();

    /// <summary>A report of a failure brings back the whole message (true) or its header alone (false); null for the server's custom (RET of RFC 3461 4.3).</summary>
    public bool? ReturnsContent { get; init; }

    /// <summary>The server keeps the message back until then (RFC 4865); null to let it go at once.</summary>
    public DateTimeOffset? HoldUntil { get; init; }
}
