namespace Mapigate.Backends.Mail;

/// <summary>A message's flags and the mod-sequence of their last change (zero where the server has none).</summary>
public sealed record MailMessageFlags(uint Uid, MailFlags Flags, ulong ModSeq);
