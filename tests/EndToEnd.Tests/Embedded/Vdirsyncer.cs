using System.Diagnostics;
using Mapigate.EndToEnd.Tests.Gateways;
using Mapigate.Tests;

namespace Mapigate.EndToEnd.Tests.Embedded;

/// <summary>vdirsyncer from Debian: keeps folders of files in step with the calendars and address books at <c>/dav/</c>.</summary>
internal sealed class Vdirsyncer : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mapigate-e2e-vdirsyncer-").FullName;

    /// <param name="gateway">Where; it is told the host alone and has to find the rest.</param>
    /// <param name="user">Who.</param>
    /// <param name="conflictResolution">Whose change holds where both sides made one: "a wins" for the files, "b wins" for the server.</param>
    public Vdirsyncer(EmbeddedGateway gateway, StackUser user, string conflictResolution)
    {
        File.WriteAllText(Path.Combine(_folder, "config"), $"""
            [general]
            status_path = "{_folder}/status/"

            {Pair("calendars", "caldav", ".ics")}
            {Pair("contacts", "carddav", ".vcf")}
            """);

        string Pair(string name, string kind, string extension) => $"""
            [pair {name}]
            a = "{name}_files"
            b = "{name}_server"
            collections = ["from a", "from b"]
            conflict_resolution = "{conflictResolution}"

            [storage {name}_files]
            type = "filesystem"
            path = "{_folder}/{name}/"
            fileext = "{extension}"

            [storage {name}_server]
            type = "{kind}"
            url = "{gateway.Url}"
            username = "{user.Address}"
            password = "{user.Password}"
            verify = "{gateway.Certificate}"

            """;
    }

    /// <summary>Installs it where it is missing, as the servers of tests/stack are.</summary>
    public static async Task InstallAsync()
    {
        var program = GatewayProcess.Program();
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(program[..program.IndexOf("/src/Gateway.Host/", StringComparison.Ordinal)], "tests", "stack", "install")))!;
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    /// <summary>A file of a collection: "calendars/calendar/lunch.ics".</summary>
    public string FileOf(string name) => Path.Combine(_folder, name);

    public void Write(string name, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FileOf(name))!);
        File.WriteAllText(FileOf(name), content.ReplaceLineEndings("\r\n"));
    }

    /// <summary>Files of a collection.</summary>
    public IEnumerable<string> Files(string collection) => Directory.EnumerateFiles(FileOf(collection)).Select(File.ReadAllText);

    /// <summary>Finds the collections of both sides, and makes those that only one has.</summary>
    public Task DiscoverAsync() => RunAsync("discover", string.Concat(Enumerable.Repeat("y\n", 20)));

    public Task SyncAsync() => RunAsync("sync", "");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task RunAsync(string command, string input)
    {
        var start = new ProcessStartInfo("vdirsyncer", [command]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["VDIRSYNCER_CONFIG"] = Path.Combine(_folder, "config");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"vdirsyncer {command}: {await output}\n{await errors}");
    }
}
