using Mapigate.Backends.Mail;

namespace Mapigate.Backends.TestKit.Mail;

/// <summary>A folder as somebody knows it who only follows its changes.</summary>
internal sealed class MailMirror
{
    private MailMirror(MailFolderState state) => State = state;

    public MailFolderState State { get; private set; }

    public SortedDictionary<uint, MailFlags> Flags { get; } = [];

    public UidSet Known => UidSet.From(Flags.Keys);

    public static MailMirror Of(MailFolderChanges first)
    {
        Assert.True(first.IsReset);
        var mirror = new MailMirror(first.State);
        mirror.Follow(first);
        return mirror;
    }

    public void Follow(MailFolderChanges changes)
    {
        if (changes.IsReset)
            Flags.Clear();
        foreach (var uid in changes.Vanished)
            Assert.True(Flags.Remove(uid), $"{uid} vanished, but nobody knew it");
        Assert.Equal(changes.Flags.Count, changes.Flags.DistinctBy(m => m.Uid).Count());
        foreach (var message in changes.Flags)
            Flags[message.Uid] = message.Flags;
        State = changes.State;
        Assert.Equal(State.Messages, Flags.Count);
        Assert.Equal(State.Unseen, Flags.Values.Count(f => (f.System & MailSystemFlags.Seen) == 0));
    }

    /// <summary>A look from scratch finds the same.</summary>
    public void IsEqualTo(MailFolderChanges fromScratch)
    {
        Assert.True(fromScratch.IsReset);
        Assert.Equal(fromScratch.Flags.OrderBy(m => m.Uid).Select(m => (m.Uid, m.Flags)), Flags.Select(m => (m.Key, m.Value)));
        Assert.Equal(fromScratch.State, State);
    }
}
