using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Mapigate.Formats.Tests.Mime;

/// <summary>Python's email package as an independent reader.</summary>
internal static class EmailOracle
{
    /// <summary>What the other reader found in each file, or null where there is no Python.</summary>
    internal static IReadOnlyList<Finding>? Read(IEnumerable<string> files)
    {
        var start = new ProcessStartInfo("python3") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        start.ArgumentList.Add(Path.Combine(Folder(), "email_oracle.py"));
        foreach (var file in files)
            start.ArgumentList.Add(file);
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var findings = new List<Finding>();
            while (process.StandardOutput.ReadLine() is { } line)
                findings.Add(JsonSerializer.Deserialize<Finding>(line, JsonSerializerOptions.Web)!);
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
}
