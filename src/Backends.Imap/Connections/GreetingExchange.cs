using System.Text;
using Mapigate.Backends.Imap.Wire;

namespace Mapigate.Backends.Imap.Connections;

/// <summary>What is said before the connection has its reader: one question, one answer. RFC 3501 3, 6.1.1, 6.2.1</summary>
internal sealed class GreetingExchange(Stream stream, ResponseFramer framer)
{
    private const int MostResponses = 100;

    /// <summary>As announced; null where the server has not yet.</summary>
    public ImapCapabilities? Capabilities { get; private set; }

    /// <summary>The server knows the user already (PREAUTH).</summary>
    public bool IsAuthenticated { get; private set; }

    public async Task GreetAsync(CancellationToken cancellationToken)
    {
        await NextAsync(cancellationToken);
        var greeting = (framer.Response.StartsWith("* "u8) ? StatusResponse.TryRead(framer.Response[2..]) : null)
            ?? throw new ImapProtocolException("There is no greeting.");
        switch (greeting.Status)
        {
            case ResponseStatus.Ok:
                break;
            case ResponseStatus.PreAuth:
                IsAuthenticated = true;
                break;
            case ResponseStatus.Bye when greeting.Code == "REFERRAL":
                throw ImapFault.FromLogIn("greeting", greeting);
            default:
                throw new BackendException(BackendError.Unavailable, $"The IMAP server refuses connections: {greeting.Text}");
        }

        Learn(greeting);
    }

    /// <exception cref="BackendException">NotSupported: the server does not offer it. Unavailable: it refuses.</exception>
    public async Task StartTlsAsync(CancellationToken cancellationToken)
    {
        if (IsAuthenticated)
        {
            throw new BackendException(BackendError.NotSupported, "The IMAP server takes the connection for logged in before it is protected.");
        }

        if (!(Capabilities ?? await AskCapabilitiesAsync(cancellationToken)).StartTls)
        {
            throw new BackendException(BackendError.NotSupported, "The IMAP server does not offer STARTTLS.");
        }

        var answer = await AskAsync("STARTTLS", cancellationToken);
        if (!answer.IsOk)
        {
            throw new BackendException(BackendError.Unavailable, $"The IMAP server refuses STARTTLS: {answer.Text}");
        }

        // What came before the protection may be anybody's.
        Capabilities = null;
        if (framer.HasBufferedData)
        {
            throw new ImapProtocolException("Data follow the answer to STARTTLS in the clear.");
        }
    }

    public async Task<ImapCapabilities> AskCapabilitiesAsync(CancellationToken cancellationToken)
    {
        var answer = await AskAsync("CAPABILITY", cancellationToken);
        return answer.IsOk && Capabilities is { } capabilities ? capabilities : throw new ImapProtocolException("There is no answer to CAPABILITY.");
    }

    private async Task<StatusResponse> AskAsync(string command, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"G {command}\r\n"), cancellationToken);
        await stream.FlushAsync(cancellationToken);
        for (var i = 0; i < MostResponses; i++)
        {
            await NextAsync(cancellationToken);
            if (Read(framer.Response) is { } answer)
            {
                return answer;
            }
        }

        throw new ImapProtocolException($"There is no answer to {command}.");
    }

    private StatusResponse? Read(ReadOnlySpan<byte> response)
    {
        if (response.StartsWith("G "u8))
        {
            var answer = StatusResponse.TryRead(response[2..]) ?? throw new ImapProtocolException("A tagged response has no status.");
            Learn(answer);
            return answer;
        }

        if (!response.StartsWith("* "u8))
        {
            return null;
        }

        if (StatusResponse.TryRead(response[2..]) is { } status)
        {
            Learn(status);
            return status.Status == ResponseStatus.Bye ? throw new BackendException(BackendError.Unavailable, $"The IMAP server said BYE: {status.Text}") : null;
        }

        var data = UntaggedResponse.Read(response[2..]);
        if (data.Is("CAPABILITY"u8))
        {
            Capabilities = ImapCapabilities.Parse(data.Arguments);
        }

        return null;
    }

    private void Learn(StatusResponse status)
    {
        if (status.Code == "CAPABILITY")
        {
            Capabilities = ImapCapabilities.Parse(status.Arguments);
        }
    }

    private async ValueTask NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            switch (framer.Scan())
            {
                case ScanResult.Response:
                    return;
                case ScanResult.Literal:
                    throw new ImapProtocolException("A literal is out of place.");
                default:
                    if (!await framer.FillAsync(cancellationToken))
                    {
                        throw new EndOfStreamException("The server hung up.");
                    }

                    break;
            }
        }
    }
}
