using System.Security.Cryptography;
using Mapigate.Gateway.Host.Configuration;

namespace Mapigate.Gateway.Host.Composition;

/// <summary>The secret under which the gateway seals what it writes beside its users' mail: the configured one, or one that is made once and kept.</summary>
internal static class ExtensionKey
{
    /// <summary>Bytes.</summary>
    public const int Length = 32;

    public const string FileName = "extension.key";

    /// <summary>A key as it stands in the configuration.</summary>
    public static string New() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length));

    public static bool IsKey(string text) => Read(text) is not null;

    /// <exception cref="ConfigurationException">There is none, and none can be kept.</exception>
    public static byte[] Of(GatewayConfiguration configuration)
    {
        if (configuration.ExtensionKey is { } given)
            return Read(given)!;
        var path = PathFor(configuration);
        try
        {
            return File.Exists(path) ? Kept(path) : Make(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException([new ConfigurationFault("extensionKey", $"none is given, and none can be kept in {path}: {e.Message}")]);
        }
    }

    /// <summary>Beside the state folder: that one may be deleted.</summary>
    public static string PathFor(GatewayConfiguration configuration) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(configuration.State)) ?? "/", FileName);

    private static byte[] Kept(string path) =>
        Read(File.ReadAllText(path)) ?? throw new ConfigurationException([new ConfigurationFault("extensionKey", $"{path} does not hold {Length} bytes in base64; restore it, or delete it if nothing was written under it yet")]);

    private static byte[] Make(string path)
    {
        var key = New();
        PrivateFile.Write(path, key + "\n");
        Console.Error.WriteLine($"extensionKey: none was given; one was made and is kept in {path}. Keep that file with your backups: what Outlook alone knows of mail and appointments is sealed with it.");
        return Read(key)!;
    }

    private static byte[]? Read(string text)
    {
        var bytes = new byte[Length + 3];
        return Convert.TryFromBase64String(text.Trim(), bytes, out var length) && length == Length ? bytes[..Length] : null;
    }
}
