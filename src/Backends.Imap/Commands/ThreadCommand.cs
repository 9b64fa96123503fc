using System.Collections.Immutable;
using Mapigate.Backends.Imap.Connections;
using Mapigate.Backends.Imap.Wire;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Commands;

/// <summary>UID THREAD. RFC 5256 3, 4</summary>
/// <param name="algorithm">REFERENCES or ORDEREDSUBJECT.</param>
/// <param name="query">Which messages.</param>
internal sealed class ThreadCommand(string algorithm, MailQuery query) : ImapCommand
{
    private const int MostLevels = 10_000;

    private readonly List<MailThread> _threads = [];
    private long _messages;

    public override string Name => "UID THREAD";

    public IReadOnlyList<MailThread> Threads => _threads;

    public override void Write(CommandWriter writer) => SearchKeys.Write(writer.Raw("UID THREAD "u8).Raw(algorithm).Raw(" UTF-8 "u8), query);

    public override bool Accept(in UntaggedResponse response, ImapConnection connection)
    {
        if (!response.Is("THREAD"u8))
        {
            return false;
        }

        var reader = new ResponseReader(response.Arguments);
        while (reader.TryTakeAfterSpaces((byte)'('))
        {
            _threads.Add(ReadThread(ref reader));
        }

        return true;
    }

    /// <summary>"3 6 (4 23)(44 7 96))": a number answers the one before it, a list the number before the list. Chains are long, so nothing here calls itself.</summary>
    private MailThread ReadThread(ref ResponseReader reader)
    {
        var members = ImmutableArray.CreateBuilder<MailThreadMember>();
        var branches = new Stack<uint?>();
        uint? last = null;
        while (true)
        {
            if (reader.TryPeekNumberAfterSpaces())
            {
                if (++_messages > ImapLimits.Messages)
                {
                    throw new ImapProtocolException($"The server gathers more than {ImapLimits.Messages} messages of one folder.");
                }

                var uid = (uint)Math.Min(reader.ReadNumber(), uint.MaxValue);
                members.Add(new MailThreadMember(uid, last));
                last = uid;
            }
            else if (branches.Count < MostLevels && reader.TryTake((byte)'('))
            {
                branches.Push(last);
            }
            else if (!reader.TryTake((byte)')'))
            {
                throw new ImapProtocolException("A conversation has no end, or too many branches.");
            }
            else if (!branches.TryPop(out last))
            {
                return new MailThread(members.ToImmutable());
            }
        }
    }
}
