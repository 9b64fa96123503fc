using System.CommandLine;

namespace Mapigate.Gateway.Host.ClientCommands;

/// <summary><c>mapigate client</c>: a mailbox from the command line, on any server that speaks MAPI over HTTP.</summary>
internal static class ClientCommand
{
    public static Command Create()
    {
        var options = new ConnectionOptions();
        var command = new Command("client", "Look into a mailbox on any MAPI/HTTP server")
        {
            TreeCommand.Create(options),
            ListCommand.Create(options),
            ShowCommand.Create(options),
            SendCommand.Create(options),
            PropertiesCommand.Create(options),
            WatchCommand.Create(options),
            ResolveCommand.Create(options),
        };
        foreach (var option in options.All)
            command.Options.Add(option);
        return command;
    }
}
