using Mapigate.Backends.Imap.Wire;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Commands;

/// <summary>The items of STATUS that make a <see cref="MailFolderState"/>. RFC 3501 6.3.10, RFC 7162 3.1.7</summary>
internal static class StatusItems
{
    public static string For(ImapCapabilities capabilities) =>
        capabilities.CondStore ? "(MESSAGES UIDNEXT UIDVALIDITY UNSEEN HIGHESTMODSEQ)" : "(MESSAGES UIDNEXT UIDVALIDITY UNSEEN)";

    /// <summary>Reads "INBOX (MESSAGES 3 ...)".</summary>
    public static MailFolderState Read(ReadOnlySpan<byte> arguments, MailboxNames names, out string path)
    {
        var reader = new ResponseReader(arguments);
        path = names.Decode(reader.ReadString(out _));
        if (path.Length == 0)
        {
            throw new ImapProtocolException("A STATUS response names no folder.");
        }

        uint uidValidity = 0, uidNext = 0;
        ulong highestModSeq = 0;
        int messages = 0, unseen = 0;
        reader.TryTakeAfterSpaces((byte)'(');
        while (!reader.TryPeekAfterSpaces((byte)')') && !reader.AtEnd)
        {
            var item = reader.ReadAtom();
            if (item.IsEmpty)
            {
                throw new ImapProtocolException("A STATUS response holds something that is no item.");
            }

            var value = reader.ReadNumber();
            if (Ascii.Is(item, "MESSAGES"u8))
            {
                messages = (int)Math.Min(value, int.MaxValue);
            }
            else if (Ascii.Is(item, "UNSEEN"u8))
            {
                unseen = (int)Math.Min(value, int.MaxValue);
            }
            else if (Ascii.Is(item, "UIDNEXT"u8))
            {
                uidNext = (uint)Math.Min(value, uint.MaxValue);
            }
            else if (Ascii.Is(item, "UIDVALIDITY"u8))
            {
                uidValidity = (uint)Math.Min(value, uint.MaxValue);
            }
            else if (Ascii.Is(item, "HIGHESTMODSEQ"u8))
            {
                highestModSeq = value;
            }
        }

        return new MailFolderState(uidValidity, uidNext, highestModSeq, messages, unseen);
    }
}
