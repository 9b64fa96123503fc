using Mapigate.Backends;
using Mapigate.Backends.Mail;

namespace Mapigate.Gateway.Core.SideStore;

/// <summary>The folder of the mail server that holds the mirror: beside the user's own folders, not subscribed to, never shown through MAPI.</summary>
internal sealed class MirrorFolder
{
    public const string Name = "Mapigate-State";

    private readonly string? _other;

    private MirrorFolder(string path, string? other, bool exists)
    {
        Path = path;
        _other = other;
        Exists = exists;
    }

    public string Path { get; private set; }

    public bool Exists { get; private set; }

    /// <summary>Where it lies, or would lie: on the top level, but below INBOX where a server keeps all of a user's folders there.</summary>
    public static MirrorFolder Of(IReadOnlyList<MailFolder> folders)
    {
        var delimiter = folders.FirstOrDefault(f => f.Path.Equals("INBOX", StringComparison.OrdinalIgnoreCase))?.Delimiter;
        var below = delimiter is null ? null : $"INBOX{delimiter}{Name}";
        if (folders.FirstOrDefault(f => f.Path == Name || f.Path == below) is { } there)
            return new MirrorFolder(there.Path, null, exists: there.CanHoldMessages);
        var others = folders.Where(f => f.Namespace == MailNamespace.Personal && !f.Path.Equals("INBOX", StringComparison.OrdinalIgnoreCase)).ToList();
        return below is not null && others.Count > 0 && others.TrueForAll(f => f.Path.StartsWith($"INBOX{delimiter}", StringComparison.Ordinal))
            ? new MirrorFolder(below, Name, exists: false)
            : new MirrorFolder(Name, below, exists: false);
    }

    /// <summary>The folder is the mirror's, or lies below it.</summary>
    public static bool Holds(MailFolder folder) =>
        IsOrLiesBelow(folder.Path, Name, folder.Delimiter) || (folder.Delimiter is { } delimiter && IsOrLiesBelow(folder.Path, $"INBOX{delimiter}{Name}", delimiter));

    /// <summary>Makes the folder where it is missing; a server that wants it elsewhere gets it there.</summary>
    public async Task EnsureAsync(IMailStore store, CancellationToken cancellationToken)
    {
        if (Exists)
            return;
        try
        {
            await CreateAsync(store, Path, cancellationToken);
        }
        catch (BackendException refused) when (_other is not null && refused.Error is BackendError.Refused or BackendError.AccessDenied or BackendError.NotFound)
        {
            await CreateAsync(store, _other!, cancellationToken);
            Path = _other!;
        }

        Exists = true;
    }

    /// <summary>Somebody has removed it.</summary>
    public void Forget() => Exists = false;

    private static async Task CreateAsync(IMailStore store, string path, CancellationToken cancellationToken)
    {
        try
        {
            await store.CreateFolderAsync(path, cancellationToken);
        }
        catch (BackendException exists) when (exists.Error == BackendError.AlreadyExists)
        {
            // Made since the last list.
        }

        await store.SubscribeAsync(path, isSubscribed: false, cancellationToken);
    }

    private static bool IsOrLiesBelow(string path, string folder, char? delimiter) =>
        path.StartsWith(folder, StringComparison.Ordinal) && (path.Length == folder.Length || path[folder.Length] == delimiter);
}
