using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mapigate.Mapi.Client.Transport;

namespace Mapigate.Gateway.Host.ClientCommands;

/// <summary>The options of every client command: where the server is and who asks.</summary>
internal sealed class ConnectionOptions
{
    private const string ServerVariable = "MAPIGATE_SERVER";
    private const string UserVariable = "MAPIGATE_USER";
    private const string PasswordVariable = "MAPIGATE_PASSWORD";

    private readonly Option<Uri?> _server = new("--server", "-s")
    {
        Description = $"Address of the server, for example https://mail.example.org; without it the user's mail domain is asked (or {ServerVariable})",
        Recursive = true,
        CustomParser = static result => ParseServer(result.Tokens.Count == 0 ? null : result.Tokens[0].Value, result.AddError),
    };

    private readonly Option<string?> _user = new("--user", "-u") { Description = $"Log-in name, usually the mail address (or {UserVariable})", Recursive = true };

    private readonly Option<string?> _password = new("--password", "-p") { Description = $"Password; better in {PasswordVariable}, where other users of the machine do not see it", Recursive = true };

    private readonly Option<string?> _mailbox = new("--mailbox", "-m") { Description = "Mail address of another mailbox to open", Recursive = true };

    private readonly Option<bool> _insecure = new("--insecure", "-k") { Description = "Accept any certificate of the server", Recursive = true };

    private readonly Option<FileInfo?> _authority = new("--ca") { Description = "File with the certificates to trust, in PEM", Recursive = true };

    public Option<bool> Json { get; } = new("--json") { Description = "Print JSON for programs", Recursive = true };

    public IEnumerable<Option> All => [_server, _user, _password, _mailbox, _insecure, _authority, Json];

    /// <summary>Reads where to connect and as whom.</summary>
    /// <exception cref="CommandException">Something is missing or does not fit.</exception>
    public ConnectionTarget Read(ParseResult line)
    {
        var user = line.GetValue(_user) ?? Variable(UserVariable)
            ?? throw new CommandException($"Say who you are: --user NAME or {UserVariable}", ExitCodes.Usage);
        var password = line.GetValue(_password) ?? Variable(PasswordVariable)
            ?? throw new CommandException($"No password: --password or, better, {PasswordVariable}", ExitCodes.Usage);
        var server = line.GetValue(_server) ?? ParseServer(Variable(ServerVariable), static message => throw new CommandException(message, ExitCodes.Usage));
        if (server is null && !user.Contains('@', StringComparison.Ordinal))
            throw new CommandException($"Say where the server is: --server URL or {ServerVariable}", ExitCodes.Usage);
        var options = new ClientOptions(user, password)
        {
            AcceptAnyCertificate = line.GetValue(_insecure),
            CertificateAuthorities = Authorities(line.GetValue(_authority)),
        };
        return new ConnectionTarget(server, line.GetValue(_mailbox), options);
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static Uri? ParseServer(string? text, Action<string> fault)
    {
        if (text is null)
            return null;
        var address = text.Contains("://", StringComparison.Ordinal) ? text : "https://" + text;
        if (Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) && uri.Host.Length > 0)
            return uri;
        fault($"'{text}' is no address of a server");
        return null;
    }

    private static X509Certificate2Collection? Authorities(FileInfo? file)
    {
        if (file is null)
            return null;
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPemFile(file.FullName);
            return certificates.Count > 0 ? certificates : throw new CommandException($"{file.Name} holds no certificate", ExitCodes.Usage);
        }
        catch (Exception e) when (e is IOException or CryptographicException or UnauthorizedAccessException)
        {
            throw new CommandException($"Cannot read {file.Name}: {e.Message}", ExitCodes.Usage);
        }
    }
}

/// <summary>Where to connect and as whom.</summary>
/// <param name="Server">Null: the mail domain of the user tells.</param>
/// <param name="Mailbox">Address of another mailbox; null for the user's own.</param>
/// <param name="Client">Credentials and trust.</param>
internal sealed record ConnectionTarget(Uri? Server, string? Mailbox, ClientOptions Client)
{
    /// <summary>The address that Autodiscover is asked for.</summary>
    public string Address => Mailbox ?? Client.User;
}
