using Mapigate.Backends.Mail;

namespace Mapigate.Backends.TestKit.Mail;

/// <summary>Mail as it should be: folders and what lies in them, the messages known by the octets that they hold.</summary>
internal sealed class MailModel(bool canExpunge, bool hasKeywords)
{
    public SortedDictionary<string, List<Message>> Folders { get; } = new(StringComparer.Ordinal) { ["INBOX"] = [] };

    public void Append(string folder, uint uid, byte[] content, MailFlags flags) => Folders[folder].Add(new Message(uid, content, Kept(flags)));

    public void SetFlags(string folder, UidSet uids, MailFlags add, MailFlags remove)
    {
        foreach (var message in Folders[folder].Where(m => uids.Contains(m.Uid)))
        {
            message.Flags = Kept(new MailFlags(
                (message.Flags.System | add.System) & ~remove.System,
                [.. message.Flags.Keywords.Union(add.Keywords).Except(remove.Keywords).Order(StringComparer.OrdinalIgnoreCase)]));
        }
    }

    public void Expunge(string folder, UidSet uids)
    {
        if (canExpunge)
            Folders[folder].RemoveAll(m => uids.Contains(m.Uid));
        else
            SetFlags(folder, uids, new MailFlags(MailSystemFlags.Deleted, []), MailFlags.None);
    }

    private MailFlags Kept(MailFlags flags) => hasKeywords ? flags : flags with { Keywords = [] };

    public sealed class Message(uint uid, byte[] content, MailFlags flags)
    {
        public uint Uid { get; } = uid;

        public byte[] Content { get; } = content;

        public MailFlags Flags { get; set; } = flags;
    }
}
