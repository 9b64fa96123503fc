using System.Text;
using Mapigate.Backends.Imap.Wire;

namespace Mapigate.Backends.Imap.Commands;

/// <summary>AUTHENTICATE. RFC 3501 6.2.2, RFC 4959 (initial response)</summary>
internal sealed class AuthenticateCommand : ImapCommand
{
    /// <summary>A longer response makes a longer line than servers need to take. RFC 7162 4</summary>
    private const int LongestInitialResponse = 7_000;

    private readonly string _mechanism;
    private readonly bool _mayBeInitial;
    private readonly string[] _responses;

    /// <param name="mechanism">As the server announces it behind AUTH=.</param>
    /// <param name="mayBeInitial">The mechanism begins with the client's word.</param>
    /// <param name="responses">One for each time that the server may ask.</param>
    private AuthenticateCommand(string mechanism, bool mayBeInitial, params string[] responses)
    {
        _mechanism = mechanism;
        _mayBeInitial = mayBeInitial;
        _responses = [.. responses.Select(response => Convert.ToBase64String(Encoding.UTF8.GetBytes(response)))];
    }

    public override string Name => "AUTHENTICATE";

    /// <summary>RFC 4616</summary>
    public static AuthenticateCommand Plain(BackendCredentials credentials) =>
        new("PLAIN", mayBeInitial: true, $"{credentials.AuthorizationId}\0{credentials.User}\0{credentials.Password}");

    /// <summary>For servers that have neither PLAIN nor the LOGIN command; the server asks for name and password in turn.</summary>
    public static AuthenticateCommand Login(BackendCredentials credentials) => new("LOGIN", mayBeInitial: false, credentials.User, credentials.Password);

    /// <summary>RFC 7628 3.1. A refusal comes as a challenge, which has to be answered by one control character before the server says NO (3.2.3).</summary>
    public static AuthenticateCommand OAuthBearer(BackendCredentials credentials, string token)
    {
        var name = (credentials.AuthorizationId ?? credentials.User).Replace("=", "=3D", StringComparison.Ordinal).Replace(",", "=2C", StringComparison.Ordinal);
        return new("OAUTHBEARER", mayBeInitial: true, $"n,a={name},\u0001auth=Bearer {token}\u0001\u0001", "\u0001");
    }

    /// <summary>What came before OAUTHBEARER. Here the challenge of a refusal wants an empty answer.</summary>
    public static AuthenticateCommand XOAuth2(BackendCredentials credentials, string token) =>
        new("XOAUTH2", mayBeInitial: true, $"user={credentials.AuthorizationId ?? credentials.User}\u0001auth=Bearer {token}\u0001\u0001", "");

    public override void Write(CommandWriter writer)
    {
        writer.Raw("AUTHENTICATE "u8).Raw(_mechanism);
        var isInitial = _mayBeInitial && writer.Capabilities.SaslIr && _responses[0].Length <= LongestInitialResponse;
        for (var i = 0; i < _responses.Length; i++)
        {
            if (i == 0 && isInitial)
            {
                writer.Raw(" "u8);
            }
            else
            {
                writer.AwaitContinuation();
            }

            writer.Raw(_responses[i]);
        }
    }
}
