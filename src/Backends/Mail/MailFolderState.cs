namespace Mapigate.Backends.Mail;

/// <summary>What tells whether a folder changed: equal values, unchanged folder (with mod-sequences; without, flags may have changed).</summary>
/// <param name="UidValidity">Names the numbering; another value voids all UIDs.</param>
/// <param name="UidNext">Smallest UID that a new message can get; zero where not told.</param>
/// <param name="HighestModSeq">Zero where the server has no mod-sequences.</param>
/// <param name="Messages">Number of messages.</param>
/// <param name="Unseen">Number of messages without \Seen.</param>
public sealed record MailFolderState(uint UidValidity, uint UidNext, ulong HighestModSeq, int Messages, int Unseen);
