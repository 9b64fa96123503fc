using System.CommandLine;
using System.Globalization;
using Mapigate.Gateway.Host.ClientCommands;
using Mapigate.Gateway.Host.Commands;
using Mapigate.Gateway.Host.Demo;

// Protocols write numbers and dates in one way wherever the gateway runs.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var root = new RootCommand("Gives Microsoft Outlook its native Exchange experience on IMAP, SMTP and CalDAV servers.")
{
    ServeCommand.Create(),
    DemoCommand.Create(),
    CheckCommand.Create(),
    HealthCommand.Create(),
    PasswordCommand.Create(),
    ClientCommand.Create(),
};

// The host ends the process at SIGTERM itself, in its own time.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
