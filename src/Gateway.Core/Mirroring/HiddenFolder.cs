using Mapigate.Backends;
using Mapigate.Backends.Mail;

namespace Mapigate.Gateway.Core.Mirroring;

/// <summary>A folder of the gateway's own on the mail server: beside the user's folders, known by its name, not subscribed to, in no list of folders that MAPI shows.</summary>
internal sealed class HiddenFolder
{
    /// <summary>Holds the mirror of the side-store.</summary>
    public const string State = "Mapigate-State";

    /// <summary>Holds what was deleted softly.</summary>
    public const string RecoverableItems = "Recoverable Items";

    private readonly string? _other;

    private HiddenFolder(string path, string? other, bool exists)
    {
        Path = path;
        _other = other;
        Exists = exists;
    }

    public string Path { get; private set; }

    public bool Exists { get; private set; }

    /// <summary>Where the folder of that name lies, or would lie: on the top level, but below INBOX where a server keeps all of a user's folders there.</summary>
    public static HiddenFolder Of(IReadOnlyList<MailFolder> folders, string name)
    {
        var delimiter = folders.FirstOrDefault(f => f.Path.Equals("INBOX", StringComparison.OrdinalIgnoreCase))?.Delimiter;
        var below = delimiter is null ? null : $"INBOX{delimiter}{name}";
        if (folders.FirstOrDefault(f => Is(f, name)) is { } there)
            return new HiddenFolder(there.Path, null, exists: there.CanHoldMessages);
        var others = folders.Where(f => f.Namespace == MailNamespace.Personal && !f.Path.Equals("INBOX", StringComparison.OrdinalIgnoreCase)).ToList();
        return below is not null && others.Count > 0 && others.TrueForAll(f => f.Path.StartsWith($"INBOX{delimiter}", StringComparison.Ordinal))
            ? new HiddenFolder(below, name, exists: false)
            : new HiddenFolder(name, below, exists: false);
    }

    /// <summary>The folder is the one of that name.</summary>
    public static bool Is(MailFolder folder, string name) => folder.Path == name || (folder.Delimiter is { } delimiter && folder.Path == $"INBOX{delimiter}{name}");

    /// <summary>The path is that folder's, or lies below it.</summary>
    public static bool Holds(string path, char? delimiter, string name) =>
        IsOrLiesBelow(path, name, delimiter) || (delimiter is not null && IsOrLiesBelow(path, $"INBOX{delimiter}{name}", delimiter));

    /// <exception cref="BackendException">AccessDenied where a folder that a user makes or renames would become one of the gateway's own.</exception>
    public static void CheckFree(string path, char? delimiter)
    {
        if (Holds(path, delimiter, State) || Holds(path, delimiter, RecoverableItems))
            throw new BackendException(BackendError.AccessDenied, $"The name {path} is the gateway's own");
    }

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
