using System.Text;

namespace Mapigate.Backends.Imap.Tests.Scripted;

/// <summary>The server's end of one connection.</summary>
internal sealed class ScriptedConnection(DuplexStream stream)
{
    private string _tag = "";

    /// <summary>Of the command expected last.</summary>
    public string Tag => _tag;

    /// <summary>Reads a command and checks all of it but its tag, which "A " stands for in later answers.</summary>
    public async Task ExpectAsync(string command)
    {
        var line = await ReadLineAsync();
        var space = line.IndexOf(' ');
        Assert.True(space > 0, line);
        _tag = line[..space];
        Assert.Equal(command, line[(space + 1)..]);
    }

    /// <summary>Reads a command and checks how it begins.</summary>
    public async Task ExpectInitialAsync(string beginning)
    {
        var line = await ReadLineAsync();
        _tag = line[..Math.Max(line.IndexOf(' '), 0)];
        Assert.StartsWith(beginning, line[(_tag.Length + 1)..], StringComparison.Ordinal);
    }

    /// <summary>Reads a line that belongs to no new command.</summary>
    public async Task ExpectLineAsync(string text) => Assert.Equal(text, await ReadLineAsync());

    /// <summary>Sends lines; one that begins with "A " answers the command expected last.</summary>
    public async Task SendAsync(params string[] lines)
    {
        foreach (var line in lines)
        {
            await SendRawAsync((line.StartsWith("A ", StringComparison.Ordinal) ? _tag + line[1..] : line) + "\r\n");
        }
    }

    public Task SendRawAsync(string text) => SendRawAsync(Encoding.UTF8.GetBytes(text));

    public async Task SendRawAsync(byte[] bytes) => await stream.WriteAsync(bytes);

    /// <summary>Expects a command and answers it.</summary>
    public async Task AnswerAsync(string command, params string[] lines)
    {
        await ExpectAsync(command);
        await SendAsync(lines);
    }

    public async Task LogInAsync(string capabilities)
    {
        await SendAsync("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready");
        await AnswerAsync("AUTHENTICATE PLAIN AHVzZXIAcGFzc3dvcmQ=", $"A OK [CAPABILITY IMAP4rev1 {capabilities}] in");
        if (capabilities.Contains("QRESYNC", StringComparison.Ordinal))
        {
            await AnswerAsync("ENABLE QRESYNC", "* ENABLED QRESYNC", "A OK");
        }
        else if (capabilities.Contains("UTF8=ACCEPT", StringComparison.Ordinal) && capabilities.Contains("ENABLE", StringComparison.Ordinal))
        {
            await AnswerAsync("ENABLE UTF8=ACCEPT", "* ENABLED UTF8=ACCEPT", "A OK");
        }
        else if (capabilities.Contains("CONDSTORE", StringComparison.Ordinal) && capabilities.Contains("ENABLE", StringComparison.Ordinal))
        {
            await AnswerAsync("ENABLE CONDSTORE", "* ENABLED CONDSTORE", "A OK");
        }
    }

    /// <summary>Answers SELECT of a folder.</summary>
    public async Task SelectAsync(string name, int exists = 1, uint uidValidity = 7, ulong highestModSeq = 0, string parameters = "") =>
        await AnswerAsync(
            $"SELECT \"{name}\"{parameters}",
            $"* {exists} EXISTS",
            $"* OK [UIDVALIDITY {uidValidity}]",
            highestModSeq > 0 ? $"* OK [HIGHESTMODSEQ {highestModSeq}]" : "* OK [NOMODSEQ]",
            "A OK [READ-WRITE] selected");

    public void HangUp() => stream.Dispose();

    /// <summary>Null once the client has hung up.</summary>
    public async Task<string?> TryReadLineAsync()
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (true)
        {
            try
            {
                if (await stream.ReadAsync(one) == 0)
                {
                    return null;
                }
            }
            catch (OperationCanceledException)
            {
                return null;
            }

            if (one[0] == '\n')
            {
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            }

            line.Add(one[0]);
        }
    }

    public async Task<byte[]> ReadBytesAsync(int count)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes);
        return bytes;
    }

    private async Task<string> ReadLineAsync() => await TryReadLineAsync() ?? throw new EndOfStreamException("The client has hung up.");
}
