using System.Text;
using Mapigate.Backends.Imap.Commands;
using Mapigate.Backends.Imap.Connections;
using Mapigate.Backends.Imap.Wire;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Folders;

/// <summary>Who may do what with a folder, and how much room it has. RFC 4314, RFC 9208</summary>
internal static class FolderAccess
{
    public static async Task<MailRights> OwnAsync(ImapConnection connection, string path, CancellationToken cancellationToken)
    {
        if (!connection.Capabilities.Acl)
        {
            return RightsText.All;
        }

        var command = new MyRightsCommand(path);
        await RunAsync(connection, command, path, cancellationToken);
        return command.Rights ?? throw new BackendException(BackendError.Protocol, "The IMAP server gives no answer to MYRIGHTS.");
    }

    public static async Task<IReadOnlyList<MailAccess>> ListAsync(ImapConnection connection, string path, CancellationToken cancellationToken)
    {
        RequireAcl(connection);
        var command = new GetAclCommand(path);
        await RunAsync(connection, command, path, cancellationToken);
        return command.Access;
    }

    public static async Task SetAsync(ImapConnection connection, string path, MailAccess access, CancellationToken cancellationToken)
    {
        RequireAcl(connection);
        if (access.Identifier.Length == 0 || access.Identifier.Contains('\0'))
        {
            throw new BackendException(BackendError.Refused, "The identifier is empty, or holds what IMAP cannot carry.");
        }

        var rights = RightsText.Format(access.Rights, !connection.Capabilities.AclRights);
        var name = access.Rights == MailRights.None ? "DELETEACL" : "SETACL";
        await RunAsync(connection, new PlainCommand(name, Write), path, cancellationToken);

        void Write(CommandWriter writer)
        {
            writer.Raw(" "u8).Mailbox(path).Raw(" "u8).Text(Encoding.UTF8.GetBytes(access.Identifier), writer.IsUtf8);
            if (access.Rights != MailRights.None)
            {
                writer.Raw(" "u8).Raw(rights);
            }
        }
    }

    public static async Task<MailQuota?> QuotaAsync(ImapConnection connection, string path, CancellationToken cancellationToken)
    {
        if (!connection.Capabilities.Quota)
        {
            return null;
        }

        var command = new QuotaRootCommand(path);
        await connection.SendAsync([command], cancellationToken);
        var answer = await command.EndAsync(cancellationToken);

        // Another user's quota need not be told.
        return answer.IsOk || ImapFault.Error(answer) is BackendError.AccessDenied
            ? command.Quota
            : throw await AbsentFolder.ExplainAsync(connection, command.Name, answer, path, cancellationToken);
    }

    private static void RequireAcl(ImapConnection connection)
    {
        if (!connection.Capabilities.Acl)
        {
            throw ImapFault.NotOffered("ACL");
        }
    }

    private static async Task RunAsync(ImapConnection connection, ImapCommand command, string path, CancellationToken cancellationToken)
    {
        await connection.SendAsync([command], cancellationToken);
        var answer = await command.EndAsync(cancellationToken);
        if (!answer.IsOk)
        {
            throw await AbsentFolder.ExplainAsync(connection, command.Name, answer, path, cancellationToken);
        }
    }
}
