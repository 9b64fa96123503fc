namespace Mapigate.Gateway.Host.ClientCommands;

/// <summary>A command cannot go on; the message is for the user.</summary>
/// <param name="message">One line.</param>
/// <param name="exitCode">One of <see cref="ExitCodes"/>.</param>
internal sealed class CommandException(string message, int exitCode = ExitCodes.Failed) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
