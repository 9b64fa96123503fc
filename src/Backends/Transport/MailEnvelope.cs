namespace Mapigate.Backends.Transport;

/// <summary>Who sends to whom. Addresses are bare, "local@domain"; an empty sender is the null reverse-path.</summary>
public sealed record MailEnvelope(string Sender, IReadOnlyList<string> Recipients);
