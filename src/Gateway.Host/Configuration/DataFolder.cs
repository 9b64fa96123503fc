using System.Collections;

namespace Mapigate.Gateway.Host.Configuration;

/// <summary>Where the embedded default keeps everything, its configuration included.</summary>
internal static class DataFolder
{
    /// <summary>The environment variable that names it.</summary>
    public const string Variable = "MAPIGATE_DATA";

    /// <summary>As the variable says, else beside the other data of the user's programs (XDG Base Directory Specification).</summary>
    public static string Of(IDictionary environment) =>
        environment[Variable] is string { Length: > 0 } given ? Path.GetFullPath(given)
        : environment["XDG_DATA_HOME"] is string { Length: > 0 } data && Path.IsPathRooted(data) ? Path.Combine(data, "mapigate")
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify), ".local", "share", "mapigate");
}
