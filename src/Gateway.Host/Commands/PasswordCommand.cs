using System.CommandLine;
using System.Text;
using Mapigate.Backends.Local;

namespace Mapigate.Gateway.Host.Commands;

/// <summary><c>password</c>: reads a password, from the terminal without showing it or from standard input, and prints the hash that belongs into gateway.json.</summary>
internal static class PasswordCommand
{
    private const int LongestPassword = 1024;

    public static Command Create()
    {
        var command = new Command("password", "Reads a password and prints its hash for backends.local.users.");
        command.SetAction(static (_, cancellationToken) => RunAsync(cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var password = Console.IsInputRedirected ? await Console.In.ReadLineAsync(cancellationToken) : Ask("Password: ");
        if (password is not { Length: > 0 and <= LongestPassword })
        {
            await Console.Error.WriteLineAsync($"password: 1 to {LongestPassword} characters are needed");
            return 1;
        }

        if (!Console.IsInputRedirected && Ask("Once more: ") != password)
        {
            await Console.Error.WriteLineAsync("password: they are not the same");
            return 1;
        }

        Console.Out.WriteLine(LocalPassword.Hash(password));
        return 0;
    }

    /// <summary>The hash alone goes to standard output, so that it can be redirected.</summary>
    private static string Ask(string prompt)
    {
        Console.Error.Write(prompt);
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is var key && key.Key != ConsoleKey.Enter)
        {
            if (key.Key == ConsoleKey.Backspace)
                typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar))
                typed.Append(key.KeyChar);
        }

        Console.Error.WriteLine();
        return typed.ToString();
    }
}
