using Mapigate.Gateway.Host.Configuration;

namespace Mapigate.Gateway.Host.Commands;

/// <summary>Whether the folder of local mailboxes can be written.</summary>
internal static class LocalFolderCheck
{
    public static ServerGreeting Run(LocalSettings local)
    {
        const string Key = "backends.local";
        try
        {
            Directory.CreateDirectory(local.Folder);
            var probe = Path.Combine(local.Folder, $".check-{Guid.NewGuid():N}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return new ServerGreeting(Key, local.Folder, null, $"can be written, {local.Users.Count} {(local.Users.Count == 1 ? "user" : "users")}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ServerGreeting(Key, local.Folder, $"cannot be written: {e.Message}");
        }
    }
}
