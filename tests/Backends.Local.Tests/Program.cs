namespace Mapigate.Backends.Local.Tests;

internal static class Program
{
    private static Task Main(string[] arguments) => new CrashWriter(arguments[0], int.Parse(arguments[1])).RunAsync();
}
