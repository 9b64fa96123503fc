using System.Text.Json;

namespace Mapigate.Bench.Servers;

/// <summary>What tests/stack/up told about the servers that it started.</summary>
internal sealed class StackDescription
{
    private readonly JsonElement _json;

    private StackDescription(JsonElement json) => _json = json;

    /// <summary>The configuration file of a gateway in front of them.</summary>
    public string ConfigPath => _json.GetProperty("config").GetString()!;

    public Uri Gateway => new(_json.GetProperty("gateway").GetString()!);

    public int Imaps => _json.GetProperty("imaps").GetInt32();

    public string CertificateAuthority => _json.GetProperty("ca").GetString()!;

    public string Folder => _json.GetProperty("folder").GetString()!;

    /// <summary>Where that gateway keeps its state.</summary>
    public string StateFolder => Path.Combine(Folder, "state");

    /// <summary>The user whose mailbox is measured; nobody else uses it.</summary>
    public (string Address, string Password) User
    {
        get
        {
            var user = _json.GetProperty("users").EnumerateArray().Last();
            return (user.GetProperty("address").GetString()!, user.GetProperty("password").GetString()!);
        }
    }

    public static StackDescription Read()
    {
        var text = Environment.GetEnvironmentVariable("MAPIGATE_STACK_JSON") ?? throw new InvalidOperationException("MAPIGATE_STACK_JSON is not set; use bench/run");
        using var document = JsonDocument.Parse(text);
        return new StackDescription(document.RootElement.Clone());
    }
}
