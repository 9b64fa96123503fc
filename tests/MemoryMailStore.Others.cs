using System.Text;
using Mapigate.Backends.Mail;

namespace Mapigate.Tests;

/// <content>What happens to the mail behind the gateway's back.</content>
internal sealed partial class MemoryMailStore
{
    /// <summary>Delivers a message as a mail server would.</summary>
    public uint Deliver(string path, string message)
    {
        uint uid;
        lock (_lock)
            uid = Add(this[path], Encoding.UTF8.GetBytes(message.ReplaceLineEndings("\r\n")), MailFlags.None, new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero));
        Tell(path);
        return uid;
    }

    /// <summary>Another client sets a message's flags.</summary>
    public void SetFlags(string path, uint uid, MailFlags flags)
    {
        lock (_lock)
            Change(this[path], this[path].Messages[uid], flags);
        Tell(path);
    }

    /// <summary>Another client removes a message.</summary>
    public void Remove(string path, uint uid)
    {
        lock (_lock)
        {
            this[path].Messages.Remove(uid);
            this[path].ModSeq = ++_modSeq;
        }

        Tell(path);
    }

    /// <summary>The server numbers the folder anew.</summary>
    public void Renumber(string path)
    {
        lock (_lock)
        {
            var folder = new MemoryMailFolder(_validity++);
            foreach (var message in this[path].Messages.Values)
                Add(folder, message.Content, message.Flags, message.Received);
            _folders[path] = folder;
        }

        Tell(path);
    }

    /// <summary>The server has lost its index and counts changes from one again.</summary>
    public void ModSequencesGoBack(string path)
    {
        lock (_lock)
        {
            _modSeq = this[path].ModSeq = 1;
            foreach (var message in this[path].Messages.Values)
                message.ModSeq = 1;
        }
    }
}
