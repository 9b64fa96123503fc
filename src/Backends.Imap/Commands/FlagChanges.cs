using Mapigate.Backends.Imap.Wire;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Commands;

/// <summary>Flags and disappearances that the server reports. RFC 7162 3.2.10</summary>
internal sealed class FlagChanges
{
    private readonly Dictionary<uint, MailMessageFlags> _flags = [];
    private readonly List<(uint First, uint Last)> _vanished = [];

    /// <summary>One entry a message, the last that was told.</summary>
    public IReadOnlyCollection<MailMessageFlags> Flags => _flags.Values;

    public UidSet Vanished => UidSet.FromRanges(_vanished);

    public bool Accept(in UntaggedResponse response, TextCache cache)
    {
        if (response.Is("FETCH"u8))
        {
            var data = FetchData.Read(response.Arguments, cache);
            if (data.Uid != 0 && data.Flags is not null)
            {
                Check(_flags.Count, ImapLimits.Messages);
                _flags[data.Uid] = new MailMessageFlags(data.Uid, data.Flags, data.ModSeq);
            }

            return true;
        }

        if (!response.Is("VANISHED"u8))
        {
            return false;
        }

        // Both kinds count: what vanishes while the answer is under way is gone as well.
        var reader = new ResponseReader(response.Arguments);
        if (reader.TryPeekAfterSpaces((byte)'('))
        {
            reader.SkipValue();
        }

        var ranges = UidRanges.Parse(reader.ReadAtom());
        Check(_vanished.Count + ranges.Count, ImapLimits.Messages);
        _vanished.AddRange(ranges);
        return true;
    }

    private static void Check(int count, int limit)
    {
        if (count >= limit)
        {
            throw new ImapProtocolException($"The server reports more than {limit} messages of one folder.");
        }
    }
}
