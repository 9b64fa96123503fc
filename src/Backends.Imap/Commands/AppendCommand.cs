using Mapigate.Backends.Imap.Connections;
using Mapigate.Backends.Imap.Wire;
using Mapigate.Backends.Mail;

namespace Mapigate.Backends.Imap.Commands;

/// <summary>APPEND. RFC 3501 6.3.11, RFC 4315 3 (APPENDUID), RFC 6855 4 (UTF8)</summary>
internal sealed class AppendCommand(string path, Stream content, long length, MailFlags flags, DateTimeOffset? internalDate) : ImapCommand
{
    private readonly string _flags = FlagList.Format(flags);

    public override string Name => "APPEND";

    /// <summary>Where the message lies; null where the server does not say.</summary>
    public MailLocation? Location { get; private set; }

    public override void Write(CommandWriter writer)
    {
        writer.Raw("APPEND "u8).Mailbox(path).Raw(" "u8).Raw(_flags).Raw(" "u8);
        if (internalDate is { } date)
        {
            writer.Raw($"\"{InternalDate.Format(date)}\" ");
        }

        writer.Message(content, length);
    }

    public override void OnEnded(StatusResponse? status, BackendException? fault, ImapConnection connection)
    {
        if (status is { IsOk: true, Code: "APPENDUID" } && status.Arguments.Split(' ') is [var validity, var uid]
            && uint.TryParse(validity, out var uidValidity) && uint.TryParse(uid, out var number))
        {
            Location = new MailLocation(uidValidity, number);
        }
    }
}
