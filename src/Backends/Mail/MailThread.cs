using System.Collections.Immutable;

namespace Mapigate.Backends.Mail;

/// <summary>Messages of one conversation, each behind the one that it answers. RFC 5256 4</summary>
public sealed record MailThread(ImmutableArray<MailThreadMember> Members);
