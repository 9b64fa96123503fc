using Mapigate.Tests;

namespace Mapigate.EndToEnd.Tests.Gateways;

/// <summary>A gateway with a port and a state folder of its own, which can be restarted with its state or without.</summary>
internal sealed class OwnGateway : IAsyncDisposable
{
    private readonly Stack _stack;
    private readonly string _state = Directory.CreateTempSubdirectory("mapigate-e2e-").FullName;
    private readonly Dictionary<string, string> _settings;
    private GatewayProcess _process;

    private OwnGateway(Stack stack, Dictionary<string, string> settings)
    {
        _stack = stack;
        _settings = settings;
        _process = null!;
    }

    public Stack Stack => _stack;

    public Uri Url => _process.Url;

    public GatewayProcess Process => _process;

    public static async Task<OwnGateway> StartAsync(Stack stack, params (string Name, string Value)[] settings)
    {
        var url = $"https://127.0.0.1:{GatewayProcess.FreePort()}";
        var gateway = new OwnGateway(stack, new(StringComparer.Ordinal) { ["MAPIGATE_LISTEN__URL"] = url, ["MAPIGATE_EXTERNALURL"] = url, ["MAPIGATE_LOGLEVEL"] = "Debug" });
        gateway._settings["MAPIGATE_STATE"] = gateway._state;
        foreach (var (name, value) in settings)
            gateway._settings[name] = value;
        gateway._process = await GatewayProcess.StartAsync(stack.ConfigPath, gateway._settings);
        return gateway;
    }

    /// <summary>Ends it and starts it again.</summary>
    /// <param name="forget">Its state is deleted in between.</param>
    /// <returns>The exit code of the first run.</returns>
    public async Task<int> RestartAsync(bool forget = false)
    {
        var exitCode = await _process.StopAsync();
        await _process.DisposeAsync();
        if (forget)
            Forget();
        _process = await GatewayProcess.StartAsync(_stack.ConfigPath, _settings);
        return exitCode;
    }

    /// <summary>Kills it, deletes its state and starts it again.</summary>
    public async Task KillAndForgetAsync()
    {
        await _process.KillAsync();
        await _process.DisposeAsync();
        Forget();
        _process = await GatewayProcess.StartAsync(_stack.ConfigPath, _settings);
    }

    public Task<Mailbox> OpenAsync(StackUser user) => Mailbox.OpenAsync(Url, user, _stack.CertificateAuthority);

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Directory.Delete(_state, recursive: true);
    }

    private void Forget()
    {
        Directory.Delete(_state, recursive: true);
        Directory.CreateDirectory(_state);
    }
}
