using Mapigate.Backends.Imap.Connections;
using Mapigate.Backends.Imap.Wire;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Commands;

/// <summary>NAMESPACE. RFC 2342</summary>
internal sealed class NamespaceCommand : ImapCommand
{
    private const int MostPrefixes = 1_000;

    public override string Name => "NAMESPACE";

    /// <summary>Prefix of folder names, with its separator, to what lies under it.</summary>
    public List<(string Prefix, MailNamespace Namespace)> Prefixes { get; } = [];

    public override void Write(CommandWriter writer) => writer.Raw("NAMESPACE"u8);

    public override bool Accept(in UntaggedResponse response, ImapConnection connection)
    {
        if (!response.Is("NAMESPACE"u8))
        {
            return false;
        }

        var reader = new ResponseReader(response.Arguments);
        foreach (var kind in (ReadOnlySpan<MailNamespace>)[MailNamespace.Personal, MailNamespace.Shared, MailNamespace.Public])
        {
            if (!reader.TryTakeAfterSpaces((byte)'('))
            {
                // NIL: there is none of this kind.
                reader.SkipValue();
                continue;
            }

            while (reader.TryTakeAfterSpaces((byte)'(') && Prefixes.Count < MostPrefixes)
            {
                Prefixes.Add((connection.Names.Decode(reader.ReadString(out _)), kind));
                while (!reader.TryTakeAfterSpaces((byte)')') && !reader.AtEnd)
                {
                    reader.SkipValue();
                }
            }

            reader.TryTakeAfterSpaces((byte)')');
        }

        return true;
    }
}
