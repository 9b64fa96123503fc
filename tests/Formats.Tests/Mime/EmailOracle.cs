using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Mapigate.Formats.Tests.Mime;

/// <summary>Python's email package as an independent reader.</summary>
internal static class EmailOracle
{
    /// <summary>What the other reader found in each file that exists, or null where there is no Python.</summary>
    internal static IReadOnlyList<Finding>? Read(IEnumerable<string> files) => Run<Finding>("email_oracle.py", files);

    /// <summary>What the other reader found in each message that was written, or null where there is no Python.</summary>
    internal static IReadOnlyList<Built>? ReadBuilt(IEnumerable<string> files) => Run<Built>("email_built.py", files);

    private static List<T>? Run<T>(string script, IEnumerable<string> files)
    {
        var start = new ProcessStartInfo("python3") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        start.ArgumentList.Add(Path.Combine(Folder(), script));
        foreach (var file in files)
            start.ArgumentList.Add(file);
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var findings = new List<T>();
            while (process.StandardOutput.ReadLine() is { } line)
                findings.Add(JsonSerializer.Deserialize<T>(line, JsonSerializerOptions.Web)!);
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, errors.GetAwaiter().GetResult());
            return findings;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    /// <summary>One line of the script's output.</summary>
    internal sealed record Finding(string File, string? Subject, string[] From, string[] To, long? Date, JsonElement[][] Parts);

    /// <summary>One line of the output about messages that were written.</summary>
    internal sealed record Built(
        string Subject, Dictionary<string, string[][]> Addresses, DateTimeOffset? Date, string[] Defects, int Longest, int Lone, BuiltPart[] Parts);

    /// <summary>One leaf of such a message.</summary>
    internal sealed record BuiltPart(string Type, string? Disposition, string? Filename, string? Id, string? Sha256, string? Text);
}
