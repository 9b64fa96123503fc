using System.Net.Sockets;
using System.Text;

namespace Mapigate.Backends.Smtp.Tests;

/// <summary>Just enough IMAP to see what arrived in a user's INBOX.</summary>
internal sealed class Inbox : IDisposable
{
    private readonly TcpClient _client = new();
    private Stream _reading = Stream.Null;
    private int _tag;

    public static async Task<Inbox> OpenAsync(int port, BackendCredentials user, CancellationToken cancellationToken)
    {
        var inbox = new Inbox();
        await inbox._client.ConnectAsync("127.0.0.1", port, cancellationToken);
        inbox._reading = new BufferedStream(inbox._client.GetStream());
        await inbox.ReadLineAsync(cancellationToken);
        await inbox.AskAsync($"LOGIN {user.User} {user.Password}", cancellationToken);
        await inbox.AskAsync("SELECT INBOX", cancellationToken);
        return inbox;
    }

    /// <summary>The message with that Message-ID as it lies there; waits until it has come.</summary>
    public Task<string> TakeAsync(string messageId, CancellationToken cancellationToken) => TakeWithAsync($"HEADER Message-ID \"{messageId}\"", cancellationToken);

    /// <summary>The same for whatever a search finds.</summary>
    public async Task<string> TakeWithAsync(string search, CancellationToken cancellationToken) =>
        await FetchAsync((await FindAsync(search, 1, cancellationToken))[0], cancellationToken);

    /// <summary>All messages, as soon as there are that many.</summary>
    public async Task<IReadOnlyList<byte[]>> TakeAllAsync(int count, CancellationToken cancellationToken)
    {
        var messages = new List<byte[]>();
        foreach (var uid in await FindAsync("ALL", count, cancellationToken))
            messages.Add(Encoding.Latin1.GetBytes(await FetchAsync(uid, cancellationToken)));
        return messages;
    }

    public void Dispose() => _client.Dispose();

    private async Task<string[]> FindAsync(string search, int count, CancellationToken cancellationToken)
    {
        while (true)
        {
            var found = await AskAsync($"UID SEARCH {search}", cancellationToken);
            var uids = found.Split("* SEARCH")[1].Split('\r')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (uids.Length >= count)
                return uids;

            // What came while the search ran was announced in its answer, and IDLE would not say it again.
            if (!found.Contains(" EXISTS\r\n"))
                await WaitAsync(cancellationToken);
        }
    }

    private async Task<string> FetchAsync(string uid, CancellationToken cancellationToken)
    {
        var fetched = await AskAsync($"UID FETCH {uid} BODY.PEEK[]", cancellationToken);
        var start = fetched.IndexOf("}\r\n", StringComparison.Ordinal) + 3;
        var length = int.Parse(fetched[(fetched.IndexOf('{') + 1)..(start - 3)]);
        return fetched.Substring(start, length);
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        await WriteAsync("idle IDLE\r\n", cancellationToken);
        while (!(await ReadLineAsync(cancellationToken)).EndsWith("EXISTS", StringComparison.Ordinal))
        {
        }

        await WriteAsync("DONE\r\n", cancellationToken);
        while (!(await ReadLineAsync(cancellationToken)).StartsWith("idle ", StringComparison.Ordinal))
        {
        }
    }

    private async Task<string> AskAsync(string command, CancellationToken cancellationToken)
    {
        var tag = $"t{++_tag} ";
        await WriteAsync(tag + command + "\r\n", cancellationToken);
        var answer = new StringBuilder();
        while (true)
        {
            var line = await ReadLineAsync(cancellationToken);
            if (line.StartsWith(tag, StringComparison.Ordinal))
            {
                Assert.StartsWith(tag + "OK", line);
                return answer.ToString();
            }

            answer.Append(line).Append("\r\n");
        }
    }

    private async Task WriteAsync(string text, CancellationToken cancellationToken)
    {
        await _client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text), cancellationToken);
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (line.Count < 2 || line[^1] != '\n')
        {
            await _reading.ReadExactlyAsync(one, cancellationToken);
            line.Add(one[0]);
        }

        return Encoding.Latin1.GetString([.. line[..^2]]);
    }
}
