using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Mapigate.Gateway.Host.Composition;

/// <summary>The log: one line an entry on standard error; standard output is for what commands print.</summary>
internal static class GatewayConsole
{
    public static void AddGatewayConsole(this ILoggingBuilder logging, LogLevel least)
    {
        logging.SetMinimumLevel(least);
        logging.AddFilter("Microsoft", least <= LogLevel.Debug ? LogLevel.Information : LogLevel.Warning);
        logging.AddSimpleConsole(format =>
        {
            format.SingleLine = true;
            format.IncludeScopes = true;
            format.UseUtcTimestamp = true;
            format.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            format.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
