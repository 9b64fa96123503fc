namespace Mapigate.Gateway.Host.ClientCommands;

/// <summary>What the process returns.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>The server refused, or what was named does not exist.</summary>
    public const int Failed = 1;

    /// <summary>The command line makes no sense.</summary>
    public const int Usage = 2;

    /// <summary>The user name or password was refused.</summary>
    public const int NotAuthenticated = 3;

    /// <summary>No connection, or no MAPI server at the other end.</summary>
    public const int NoConnection = 4;

    /// <summary>Interrupted from outside.</summary>
    public const int Interrupted = 130;
}
