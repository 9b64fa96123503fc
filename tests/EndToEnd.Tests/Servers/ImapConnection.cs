using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Mapigate.Tests;

namespace Mapigate.EndToEnd.Tests.Servers;

/// <summary>What another mail program sees: commands typed at the IMAP server. Text is one character a byte.</summary>
internal sealed partial class ImapConnection : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly TcpClient _tcp = new();
    private Stream _stream = Stream.Null;
    private int _tags;

    private ImapConnection()
    {
    }

    public static async Task<ImapConnection> LogInAsync(Stack stack, StackUser user)
    {
        var connection = new ImapConnection();
        await connection._tcp.ConnectAsync(IPAddress.Loopback, stack.Imap);
        connection._stream = new BufferedStream(connection._tcp.GetStream());
        await connection.ReadLineAsync();
        await connection.CommandAsync($"LOGIN \"{user.Address}\" \"{user.Password}\"");
        return connection;
    }

    /// <summary>Sends a command and returns its untagged responses, literals within.</summary>
    public async Task<IReadOnlyList<string>> CommandAsync(string command, byte[]? literal = null)
    {
        var tag = $"a{++_tags}";
        await SendAsync($"{tag} {command}\r\n");
        var responses = new List<string>();
        while (true)
        {
            var line = await ReadResponseAsync();
            if (line.StartsWith('+') && literal is not null)
            {
                await _stream.WriteAsync(literal);
                await SendAsync("\r\n");
                literal = null;
            }
            else if (line.StartsWith(tag + " ", StringComparison.Ordinal))
            {
                return line.StartsWith($"{tag} OK", StringComparison.Ordinal) ? responses : throw new InvalidOperationException($"{command}: {line}");
            }
            else
            {
                responses.Add(line);
            }
        }
    }

    public Task AppendAsync(string folder, byte[] message, string flags = "") =>
        CommandAsync($"APPEND \"{folder}\" ({flags}) {{{message.Length}}}", message);

    /// <summary>The UIDs of a folder's messages that match; the folder stays selected.</summary>
    public async Task<IReadOnlyList<uint>> SearchAsync(string folder, string criteria = "ALL")
    {
        await CommandAsync($"SELECT \"{folder}\"");
        var found = (await CommandAsync($"UID SEARCH {criteria}")).Single(line => line.StartsWith("* SEARCH", StringComparison.Ordinal));
        return [.. found["* SEARCH".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(uid => uint.Parse(uid, CultureInfo.InvariantCulture))];
    }

    /// <summary>The UIDs of messages with a subject.</summary>
    public Task<IReadOnlyList<uint>> FindAsync(string folder, string subject) => SearchAsync(folder, $"SUBJECT \"{subject}\"");

    /// <summary>Flags of a message of the selected folder.</summary>
    public async Task<IReadOnlyList<string>> FlagsAsync(uint uid)
    {
        var answer = string.Concat(await CommandAsync($"UID FETCH {uid} (FLAGS)"));
        return Flags().Match(answer).Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>A whole message of the selected folder, byte for byte; \Seen stays as it is.</summary>
    public async Task<string> FetchAsync(uint uid)
    {
        var answer = string.Concat(await CommandAsync($"UID FETCH {uid} (BODY.PEEK[])"));
        var literal = Literal().Match(answer);
        return answer.Substring(literal.Index + literal.Length, int.Parse(literal.Groups[1].Value, CultureInfo.InvariantCulture));
    }

    public ValueTask DisposeAsync()
    {
        _tcp.Dispose();
        return ValueTask.CompletedTask;
    }

    [GeneratedRegex(@"FLAGS \(([^)]*)\)")]
    private static partial Regex Flags();

    [GeneratedRegex(@"\{(\d+)\}\r\n")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\{(\d+)\}$")]
    private static partial Regex LiteralAtEnd();

    private async Task SendAsync(string text)
    {
        await _stream.WriteAsync(Encoding.Latin1.GetBytes(text));
        await _stream.FlushAsync();
    }

    private async Task<string> ReadResponseAsync()
    {
        var response = await ReadLineAsync();
        while (LiteralAtEnd().Match(response) is { Success: true } literal)
        {
            var bytes = new byte[int.Parse(literal.Groups[1].Value, CultureInfo.InvariantCulture)];
            using var patience = new CancellationTokenSource(Patience);
            await _stream.ReadExactlyAsync(bytes, patience.Token);
            response += "\r\n" + Encoding.Latin1.GetString(bytes) + await ReadLineAsync();
        }

        return response;
    }

    private async Task<string> ReadLineAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var line = new List<byte>();
        var one = new byte[1];
        while (line.Count < 2 || line[^1] != '\n')
        {
            if (await _stream.ReadAsync(one, patience.Token) == 0)
                throw new InvalidOperationException("The IMAP server closed the connection");
            line.Add(one[0]);
        }

        return Encoding.Latin1.GetString([.. line]).TrimEnd('\r', '\n');
    }
}
