using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Mapigate.Backends.Smtp.Tests;

/// <summary>The server's end of one connection, led line by line by a test.</summary>
internal sealed class Conversation(Socket socket)
{
    private Stream _stream = new NetworkStream(socket, ownsSocket: true);

    public async Task SayAsync(params string[] lines)
    {
        await _stream.WriteAsync(Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\r\n"))));
    }

    public Task SayRawAsync(string text) => _stream.WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask();

    public async Task ExpectAsync(params string[] lines)
    {
        foreach (var line in lines)
        {
            Assert.Equal(line, await ReadLineAsync());
        }
    }

    public async Task<string> ReadLineAsync()
    {
        var line = await ReadUntilAsync("\r\n");
        return line[..^2];
    }

    /// <summary>What follows DATA, with the final dot.</summary>
    public async Task<string> ReadContentAsync()
    {
        var content = new StringBuilder();
        string line;
        do
        {
            line = await ReadUntilAsync("\r\n");
            content.Append(line);
        }
        while (line != ".\r\n");
        return content.ToString();
    }

    /// <summary>A BDAT command with its octets, each taken for a character.</summary>
    public async Task<(string Command, string Chunk)> ReadChunkAsync()
    {
        var command = await ReadLineAsync();
        Assert.StartsWith("BDAT ", command);
        var octets = new byte[int.Parse(command.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture)];
        await _stream.ReadExactlyAsync(octets);
        return (command, Encoding.Latin1.GetString(octets));
    }

    public async Task SecureAsync(X509Certificate2 certificate)
    {
        var tls = new SslStream(_stream);
        await tls.AuthenticateAsServerAsync(certificate);
        _stream = tls;
    }

    /// <summary>Greeting and EHLO.</summary>
    public async Task GreetAsync(params string[] offers)
    {
        await SayAsync("220 mail.test ESMTP");
        await AnswerEhloAsync(offers);
    }

    /// <summary>Greeting and LHLO.</summary>
    public async Task GreetLmtpAsync(params string[] offers)
    {
        await SayAsync("220 mail.test LMTP");
        await AnswerHelloAsync("LHLO", offers);
    }

    public Task AnswerEhloAsync(params string[] offers) => AnswerHelloAsync("EHLO", offers);

    private async Task AnswerHelloAsync(string verb, string[] offers)
    {
        await ExpectAsync($"{verb} gateway.test");
        string[] all = ["mail.test", .. offers];
        await SayAsync([.. all.Select((offer, i) => (i == all.Length - 1 ? "250 " : "250-") + offer)]);
    }

    public async Task FarewellAsync()
    {
        await ExpectAsync("QUIT");
        await SayAsync("221 2.0.0 Bye");
    }

    /// <summary>Waits until the client is gone.</summary>
    public async Task<string> ReadToEndAsync()
    {
        using var rest = new MemoryStream();
        try
        {
            await _stream.CopyToAsync(rest);
        }
        catch (IOException)
        {
            // A reset is an end as well.
        }

        return Encoding.UTF8.GetString(rest.ToArray());
    }

    public void Close() => _stream.Dispose();

    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    private async Task<string> ReadUntilAsync(string end)
    {
        var bytes = new List<byte>();
        var one = new byte[1];
        while (bytes.Count < end.Length || Encoding.UTF8.GetString([.. bytes[^end.Length..]]) != end)
        {
            if (await _stream.ReadAsync(one) == 0)
            {
                throw new EndOfStreamException($"The client left after \"{Encoding.UTF8.GetString([.. bytes])}\".");
            }

            bytes.Add(one[0]);
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
