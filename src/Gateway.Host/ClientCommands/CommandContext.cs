using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Mapigate.Mapi.Client;
using Mapigate.Mapi.Client.Discovery;
using Mapigate.Mapi.Client.Transport;
using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Gateway.Host.ClientCommands;

/// <summary>What a command works with: its line, the connection, and where its output goes.</summary>
internal sealed record CommandContext(ParseResult Line, ClientConnection Connection, Output Output)
{
    /// <summary>Makes the action of a command: connects, runs it, and turns faults into one line and an exit code.</summary>
    public static Func<ParseResult, CancellationToken, Task<int>> Action(ConnectionOptions options, Func<CommandContext, CancellationToken, Task> run) => async (line, cancellation) =>
    {
        var output = new Output(line.InvocationConfiguration.Output, line.GetValue(options.Json));
        try
        {
            var target = options.Read(line);
            await using var connection = await ClientConnection.OpenAsync(target, cancellation);
            await run(new CommandContext(line, connection, output), cancellation);
            return ExitCodes.Success;
        }
        catch (Exception e) when (Explain(e) is not null)
        {
            var (message, exitCode) = Explain(e)!.Value;
            await line.InvocationConfiguration.Error.WriteLineAsync($"mapigate: {message}");
            return exitCode;
        }
    };

    /// <summary>One line for the user, and the exit code; null for a fault of the program itself.</summary>
    internal static (string Message, int ExitCode)? Explain(Exception fault) => fault switch
    {
        CommandException e => (e.Message, e.ExitCode),
        MapiTransportException { Status: HttpStatusCode.Unauthorized } e => (e.Message, ExitCodes.NotAuthenticated),
        MapiTransportException e => (e.Message, ExitCodes.NoConnection),
        AutodiscoverException { InnerException: HttpRequestException or IOException or SocketException } e => (e.Message, ExitCodes.NoConnection),
        AutodiscoverException e => (e.Message, e.Message.Contains("password", StringComparison.Ordinal) ? ExitCodes.NotAuthenticated : ExitCodes.Failed),
        MapiException { Code: ErrorCode.LoginPerm or ErrorCode.LogonFailed } e => ($"No right to this mailbox ({e.Message})", ExitCodes.NotAuthenticated),
        MapiException e => (e.Message, ExitCodes.Failed),
        OperationCanceledException => ("interrupted", ExitCodes.Interrupted),
        IOException or UnauthorizedAccessException => (fault.Message, ExitCodes.Failed),
        _ => null,
    };
}
