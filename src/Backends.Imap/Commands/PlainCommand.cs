using Mapigate.Backends.Imap.Wire;

namespace Mapigate.Backends.Imap.Commands;

/// <summary>A command whose tagged answer is all that matters: NOOP, CREATE, SUBSCRIBE, UID STORE.</summary>
/// <param name="name">Its name.</param>
/// <param name="write">Writes what follows the name, the space included; null for nothing.</param>
internal sealed class PlainCommand(string name, Action<CommandWriter>? write = null) : ImapCommand
{
    public override string Name => name;

    public static PlainCommand OfMailbox(string name, string path) => new(name, writer => writer.Raw(" "u8).Mailbox(path));

    public override void Write(CommandWriter writer)
    {
        writer.Raw(name);
        write?.Invoke(writer);
    }
}
