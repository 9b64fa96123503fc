using System.Text;
using Mapigate.Backends.Imap.Commands;
using Mapigate.Backends.Imap.Connections;
using Mapigate.Backends.Imap.Wire;

namespace Mapigate.Backends.Imap.Folders;

/// <summary>Annotations of folders and of the server. RFC 5464</summary>
internal static class FolderMetadata
{
    public static async Task<string?> GetAsync(ImapConnection connection, string path, string entry, CancellationToken cancellationToken)
    {
        Require(connection, path, entry);
        var command = new GetMetadataCommand(path, entry);
        await RunAsync(connection, command, path, cancellationToken);
        return command.Value;
    }

    public static async Task SetAsync(ImapConnection connection, string path, string entry, string? value, CancellationToken cancellationToken)
    {
        Require(connection, path, entry);
        if (value?.Contains('\0') == true)
        {
            throw new BackendException(BackendError.NotSupported, "The value holds a NUL, which an annotation of text cannot.");
        }

        await RunAsync(connection, new PlainCommand("SETMETADATA", Write), path, cancellationToken);

        void Write(CommandWriter writer)
        {
            writer.Raw(" "u8).Mailbox(path).Raw(" ("u8).Text(Encoding.ASCII.GetBytes(entry)).Raw(" "u8);
            if (value is null)
            {
                writer.Raw("NIL)"u8);
            }
            else
            {
                writer.Text(Encoding.UTF8.GetBytes(value)).Raw(")"u8);
            }
        }
    }

    private static void Require(ImapConnection connection, string path, string entry)
    {
        if (!(path.Length == 0 ? connection.Capabilities.MetadataServer : connection.Capabilities.Metadata))
        {
            throw ImapFault.NotOffered("METADATA");
        }

        var isName = entry.Split('/') is ["", "private" or "shared", _, ..] && !entry.EndsWith('/') && !entry.AsSpan().ContainsAnyExceptInRange('!', '~') && !entry.AsSpan().ContainsAny('*', '%');
        if (!isName)
        {
            throw new ArgumentException($"\"{entry}\" names no annotation.", nameof(entry));
        }
    }

    private static async Task RunAsync(ImapConnection connection, ImapCommand command, string path, CancellationToken cancellationToken)
    {
        await connection.SendAsync([command], cancellationToken);
        var answer = await command.EndAsync(cancellationToken);
        if (!answer.IsOk)
        {
            throw path.Length == 0 ? ImapFault.From(command.Name, answer) : await AbsentFolder.ExplainAsync(connection, command.Name, answer, path, cancellationToken);
        }
    }
}
