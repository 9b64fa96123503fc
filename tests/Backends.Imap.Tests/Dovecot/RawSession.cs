using System.Net.Sockets;
using System.Text;
using Mapigate.Tests;

namespace Mapigate.Backends.Imap.Tests.Dovecot;

/// <summary>Another client at the same mailbox, as simple as it can be, so that it shares no code with what is tested.</summary>
internal sealed class RawSession : IDisposable
{
    private readonly TcpClient _client = new();
    private readonly Stream _stream;
    private int _tag;

    private RawSession(int port)
    {
        _client.Connect("127.0.0.1", port);
        _stream = _client.GetStream();
    }

    public static RawSession LogIn(Stack stack, StackUser user, string? folder = null)
    {
        var session = new RawSession(stack.Imap);
        session.ReadLine();
        session.Run($"LOGIN {user.Address} {user.Password}");
        if (folder is not null)
        {
            session.Run($"SELECT \"{folder}\"");
        }

        return session;
    }

    /// <summary>Sends a command and gives all lines of its answer; anything but OK fails.</summary>
    public IReadOnlyList<string> Run(string command)
    {
        var tag = $"r{++_tag}";
        _stream.Write(Encoding.UTF8.GetBytes($"{tag} {command}\r\n"));
        var lines = new List<string>();
        while (true)
        {
            var line = ReadLine();
            lines.Add(line);
            if (line.StartsWith(tag + " ", StringComparison.Ordinal))
            {
                Assert.StartsWith($"{tag} OK", line);
                return lines;
            }
        }
    }

    public void Append(string folder, string message, string flags = "") =>
        Run($"APPEND \"{folder}\" ({flags}) {{{Encoding.UTF8.GetByteCount(message)}+}}\r\n{message}");

    /// <summary>UID and flags of each message, as the server tells now.</summary>
    public SortedDictionary<uint, string> Flags()
    {
        Run("NOOP");
        var all = new SortedDictionary<uint, string>();
        foreach (var line in Run("UID FETCH 1:* (FLAGS)").Where(line => line.Contains("FETCH", StringComparison.Ordinal) && line.StartsWith('*')))
        {
            var uid = uint.Parse(line.Split("UID ")[1].Split(' ', ')')[0], System.Globalization.CultureInfo.InvariantCulture);
            all[uid] = Sorted(line.Split("FLAGS (")[1].Split(')')[0]);
        }

        return all;
    }

    public static string Sorted(string flags) =>
        string.Join(' ', flags.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(flag => flag != "\\Recent").Order(StringComparer.Ordinal));

    public void Dispose() => _client.Dispose();

    private string ReadLine()
    {
        var line = new List<byte>();
        while (_stream.ReadByte() is var read && read != '\n')
        {
            Assert.True(read >= 0, "The server hung up.");
            line.Add((byte)read);
        }

        return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
    }
}
