using System.ComponentModel;

namespace Mapigate.Gateway.Host.Configuration;

/// <summary><c>backends</c></summary>
internal sealed record BackendsSettings
{
    [Description("Where mail lies.")]
    public MailServerSettings? Imap { get; init; }

    [Description("Where mail is submitted.")]
    public SubmissionSettings? Smtp { get; init; }

    [Description("Where calendars, tasks and contacts lie. Without it there are none.")]
    public DavSettings? Dav { get; init; }
}
