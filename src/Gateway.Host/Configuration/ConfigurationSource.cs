using System.Collections;

namespace Mapigate.Gateway.Host.Configuration;

/// <summary>Which configuration file counts.</summary>
/// <param name="Path">The file.</param>
/// <param name="IsEmbeddedDefault">None was named: the file is that of the embedded default, and may not be there yet.</param>
internal sealed record ConfigurationSource(string Path, bool IsEmbeddedDefault)
{
    public const string FileName = "gateway.json";

    /// <param name="named">The file that the command line names, or null.</param>
    /// <param name="environment">Environment variables.</param>
    public static ConfigurationSource Find(string? named, IDictionary environment) =>
        named is not null ? new ConfigurationSource(named, IsEmbeddedDefault: false)
        : new ConfigurationSource(System.IO.Path.Combine(DataFolder.Of(environment), FileName), IsEmbeddedDefault: true);
}
