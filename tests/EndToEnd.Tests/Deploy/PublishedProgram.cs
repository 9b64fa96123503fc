using System.Runtime.InteropServices;

namespace Mapigate.EndToEnd.Tests.Deploy;

/// <summary>The program as the image holds it: the Dockerfile's own line publishes it from a copy of what the Dockerfile copies, so that the repository's build stays as it is.</summary>
public sealed class PublishedProgram : IAsyncLifetime
{
    private const string CopyStep = "COPY ";
    private const string PublishStep = "RUN dotnet publish ";

    private readonly string _folder = Directory.CreateTempSubdirectory("mapigate-image-").FullName;

    /// <summary>The program's folder, which belongs to root and which all may read.</summary>
    public string Folder => Path.Combine(_folder, "program");

    public string Program => Path.Combine(Folder, "Mapigate.Gateway.Host.dll");

    public async Task InitializeAsync()
    {
        var build = BuildStage();
        var source = Path.Combine(_folder, "source");
        foreach (var copied in build.Where(line => line.StartsWith(CopyStep, StringComparison.Ordinal)).SelectMany(line => line[CopyStep.Length..].Split(' ').SkipLast(1)))
            Copy(Sources.At(copied), Path.Combine(source, copied));

        var line = build.Single(line => line.StartsWith(PublishStep, StringComparison.Ordinal))["RUN dotnet ".Length..]
            .Replace("$TARGETARCH", RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "amd64", StringComparison.Ordinal)
            .Replace("--output /program", $"--output {Folder}", StringComparison.Ordinal);
        (await Tool.RunAsync("dotnet", line.Split(' '), source)).RequireSuccess();
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder, ReadableByAll);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    internal const UnixFileMode ReadableByAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <summary>The steps of the image's first stage.</summary>
    private static List<string> BuildStage() =>
        File.ReadLines(Sources.At("Dockerfile")).SkipWhile(line => !line.StartsWith("FROM ", StringComparison.Ordinal)).Skip(1).TakeWhile(line => !line.StartsWith("FROM ", StringComparison.Ordinal)).ToList();

    /// <summary>Copies a file or a folder, without what .dockerignore keeps away.</summary>
    private static void Copy(string from, string to)
    {
        if (File.Exists(from))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(from, to);
            return;
        }

        foreach (var below in Directory.EnumerateFileSystemEntries(from).Where(entry => Path.GetFileName(entry) is not ("bin" or "obj")))
            Copy(below, Path.Combine(to, Path.GetFileName(below)));
    }
}
