using System.ComponentModel;

namespace Mapigate.Gateway.Host.Configuration;

/// <summary><c>backends</c></summary>
internal sealed record BackendsSettings
{
    [Description("Mailboxes of the gateway's own, in the place of servers: mail, calendars and contacts in files. Phones and other CalDAV and CardDAV clients reach them at /dav/.")]
    public LocalSettings? Local { get; init; }

    [Description("Where mail lies.")]
    public MailServerSettings? Imap { get; init; }

    [Description("Where mail is submitted.")]
    public SubmissionSettings? Smtp { get; init; }

    [Description("Where calendars, tasks and contacts lie. Without it there are none.")]
    public DavSettings? Dav { get; init; }
}
