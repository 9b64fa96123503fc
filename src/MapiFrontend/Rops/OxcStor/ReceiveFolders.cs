using Mapigate.Gateway.Core.Index;

namespace Mapigate.MapiFrontend.Rops.OxcStor;

/// <summary>Where messages of a class are delivered. [MS-OXCSTOR] 3.2.5.2</summary>
internal static class ReceiveFolders
{
    private const int MaxClassLength = 254;

    /// <summary>Every configured class with its folder; the empty class stands for all others.</summary>
    public static readonly (string MessageClass, SpecialFolder Folder)[] All =
    [
        ("", SpecialFolder.Inbox), ("IPC", SpecialFolder.Root), ("IPM", SpecialFolder.Inbox), ("IPM.Note", SpecialFolder.Inbox), ("REPORT.IPM", SpecialFolder.Inbox),
    ];

    /// <summary>The longest configured class that is the given one or stands before it.</summary>
    public static (string MessageClass, SpecialFolder Folder) Find(string messageClass) => All
        .Where(r => r.MessageClass.Length == 0 || messageClass.Equals(r.MessageClass, StringComparison.OrdinalIgnoreCase)
            || messageClass.StartsWith(r.MessageClass + ".", StringComparison.OrdinalIgnoreCase))
        .MaxBy(r => r.MessageClass.Length);

    /// <summary>[MS-OXCSTOR] 2.2.1.2.1; the empty class is allowed.</summary>
    public static bool IsValid(string messageClass) =>
        messageClass.Length <= MaxClassLength
        && !messageClass.AsSpan().ContainsAnyExceptInRange(' ', '~')
        && !messageClass.StartsWith('.')
        && !messageClass.EndsWith('.')
        && !messageClass.Contains("..", StringComparison.Ordinal);
}
