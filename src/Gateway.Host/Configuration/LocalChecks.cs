using Mapigate.Backends.Local;

namespace Mapigate.Gateway.Host.Configuration;

/// <summary>Checks <c>backends.local</c>.</summary>
internal static class LocalChecks
{
    private const string Section = "backends.local";

    public static IEnumerable<ConfigurationFault> Run(LocalSettings local, IReadOnlyList<string> domains)
    {
        if (local.Folder.Length == 0)
            yield return new ConfigurationFault($"{Section}.folder", "is needed: the folder where mail, calendars and contacts are kept");
        if (local.Users.Count == 0)
            yield return new ConfigurationFault($"{Section}.users", "at least one user is needed");
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < local.Users.Count; i++)
        {
            foreach (var (key, message) in Judge(local.Users[i], domains, seen))
                yield return new ConfigurationFault($"{Section}.users[{i}].{key}", message);
        }
    }

    private static IEnumerable<(string Key, string Message)> Judge(LocalUserSettings user, IReadOnlyList<string> domains, HashSet<string> seen)
    {
        if (!LocalUser.IsAddress(user.Address))
            yield return ("address", $"'{user.Address}' is no plain mail address");
        else if (!domains.Contains(user.Address[(user.Address.IndexOf('@', StringComparison.Ordinal) + 1)..], StringComparer.OrdinalIgnoreCase))
            yield return ("address", $"'{user.Address}' is in none of domains");
        else if (!seen.Add(user.Address))
            yield return ("address", $"'{user.Address}' stands there twice");
        if (!LocalPassword.IsHash(user.Password))
            yield return ("password", "must be what ./mapigate password prints, not the password itself");
        if (user.Quota <= 0)
            yield return ("quota", "must be a number of bytes above 0");
    }
}
