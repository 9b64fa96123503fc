using System.ComponentModel;

namespace Mapigate.Gateway.Host.Configuration;

/// <summary><c>backends.local</c></summary>
internal sealed record LocalSettings
{
    [Description("Folder that holds a folder for each user: his mail as Maildir, his calendars and address books as files.")]
    public string Folder { get; init; } = "";

    [Description("Who has a mailbox.")]
    public IReadOnlyList<LocalUserSettings> Users { get; init; } = [];
}
