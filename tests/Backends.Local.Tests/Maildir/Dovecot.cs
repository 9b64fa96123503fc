using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Mapigate.Backends.Local.Tests.Maildir;

/// <summary>The real Dovecot on one user's tree: its imap program, spoken to by standard input, without log-in.</summary>
public sealed class Dovecot : IDisposable
{
    private const string Program = "/usr/lib/dovecot/imap";
    private const int Nobody = 65534;

    private readonly string _folder = Directory.CreateTempSubdirectory("mapigate-dovecot-").FullName;
    private readonly string _maildir;
    private readonly Process _process;
    private int _tag;

    public Dovecot(string maildir)
    {
        _maildir = maildir;
        var isRoot = Environment.UserName == "root";
        File.WriteAllText(
            Path.Combine(_folder, "dovecot.conf"),
            $$"""
            base_dir = {{_folder}}/run
            state_dir = {{_folder}}/run
            log_path = {{_folder}}/log
            mail_location = maildir:{{maildir}}
            first_valid_uid = 0
            first_valid_gid = 0
            ssl = no
            {{(isRoot ? $"mail_uid = {Nobody}\nmail_gid = {Nobody}" : "")}}
            namespace inbox {
              inbox = yes
              separator = /
            }
            protocol imap {
              mail_plugins = listescape
            }
            """);
        Directory.CreateDirectory(Path.Combine(_folder, "run"));

        // Dovecot will not read mail as root; root may read and write what it leaves.
        if (isRoot)
            GiveAway();
        var start = new ProcessStartInfo(isRoot ? "setpriv" : Program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["USER"] = "alice", ["HOME"] = _folder },
        };
        foreach (var argument in isRoot ? [$"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", Program, "-c", Path.Combine(_folder, "dovecot.conf")] : (string[])["-c", Path.Combine(_folder, "dovecot.conf")])
            start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        Assert.StartsWith("* PREAUTH", _process.StandardOutput.ReadLine(), StringComparison.Ordinal);
    }

    /// <summary>Sends a command and gives its untagged answers; anything but OK is an error.</summary>
    public IReadOnlyList<string> Run(string command)
    {
        var tag = $"t{++_tag}";
        _process.StandardInput.Write($"{tag} {command}\r\n");
        _process.StandardInput.Flush();
        var answers = new List<string>();
        while (true)
        {
            var line = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException(File.ReadAllText(Path.Combine(_folder, "log")));
            answers.Add(line);
            if (line.StartsWith(tag + " ", StringComparison.Ordinal))
                return line.StartsWith(tag + " OK", StringComparison.Ordinal) ? answers : throw new InvalidOperationException($"{command}: {line}");
        }
    }

    public IReadOnlyList<string> Append(string path, string flags, string message) =>
        Run($"APPEND {path} ({flags}) {{{Encoding.UTF8.GetByteCount(message)}+}}\r\n{message}");

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Lets Dovecot write what is there, and what this process makes from now on.</summary>
    private void GiveAway()
    {
        _ = SetMask(0);
        File.SetUnixFileMode(Path.GetDirectoryName(_maildir)!, (UnixFileMode)0b111_101_101);
        File.SetUnixFileMode(Path.GetDirectoryName(Path.GetDirectoryName(_maildir))!, (UnixFileMode)0b111_101_101);
        using var chown = Process.Start("chown", ["-R", $"{Nobody}:{Nobody}", _maildir, _folder]);
        chown.WaitForExit();
        Assert.Equal(0, chown.ExitCode);
    }

    [DllImport("libc", EntryPoint = "umask")]
    private static extern int SetMask(int mask);
}
