using System.Security.Cryptography;
using System.Text.Json;
using Mapigate.Formats.Mime;
using Xunit.Abstractions;

namespace Mapigate.Formats.Tests.Mime;

public class MimeOracleTests(ITestOutputHelper output)
{
    [Fact]
    public void Samples_read_as_another_implementation_reads_them()
    {
        var files = MailSamples.Files().ToList();
        if (files.Count == 0 || EmailOracle.Read(files) is not { } findings)
        {
            output.WriteLine("The collection of samples or Python is absent.");
            return;
        }
        var disagreements = new List<string>();
        var parts = 0;
        foreach (var (file, finding) in files.Zip(findings))
        {
            var message = MimeMessage.Parse(File.ReadAllBytes(file));
            disagreements.AddRange(Compare(message, finding).Select(difference => $"{finding.File}: {difference}"));
            parts += finding.Parts.Length;
        }
        output.WriteLine($"{files.Count} samples, {parts} parts");
        var unexpected = disagreements.Where(line => !OracleDisagreements.IsKnown(line)).ToList();
        Assert.True(unexpected.Count == 0, string.Join('\n', unexpected));
        Assert.Empty(OracleDisagreements.Unused(disagreements));
    }

    private static IEnumerable<string> Compare(MimeMessage message, EmailOracle.Finding finding)
    {
        if (finding.Subject is not null && OneBlank(message.Subject ?? "") != OneBlank(finding.Subject))
            yield return $"subject: '{OneBlank(message.Subject ?? "")}', not '{OneBlank(finding.Subject)}'";
        if (finding.Date is not null && message.Date?.ToUnixTimeSeconds() != finding.Date)
            yield return $"date: {message.Date?.ToUnixTimeSeconds()}, not {finding.Date}";
        foreach (var (name, list, expected) in new[] { ("from", message.From, finding.From), ("to", message.To, finding.To) })
        {
            var addresses = list.Mailboxes.Select(mailbox => mailbox.Address).Where(address => address.Contains('@')).ToArray();
            if (!addresses.SequenceEqual(expected))
                yield return $"{name}: {string.Join(' ', addresses)}, not {string.Join(' ', expected)}";
        }

        var found = Leaves(message.Root, "").ToList();
        var shape = string.Join(' ', found.Select(leaf => leaf.Path + "=" + leaf.Entity.ContentType.MediaType));
        var expectedShape = string.Join(' ', finding.Parts.Select(part => part[0].GetString() + "=" + part[1].GetString()));
        if (shape != expectedShape)
        {
            yield return $"shape: {shape}, not {expectedShape}";
            yield break;
        }
        foreach (var (leaf, part) in found.Zip(finding.Parts))
        {
            if (part[2].GetString() is { } name && MimeFileName.Clean(name) is { } clean && OneBlank(leaf.Entity.FileName ?? "") != OneBlank(clean))
                yield return $"file name {leaf.Path}: '{leaf.Entity.FileName}', not '{clean}'";
            if (part[3].ValueKind == JsonValueKind.String && leaf.Entity.EmbeddedMessage is null && !leaf.Entity.ContentType.IsMultipart
                && Convert.ToHexStringLower(SHA256.HashData(leaf.Entity.DecodeBody())) != part[3].GetString())
                yield return $"content {leaf.Path}";
        }
    }

    private static IEnumerable<(string Path, MimeEntity Entity)> Leaves(MimeEntity entity, string path)
    {
        if (entity.Children.Count == 0)
            return [(path, entity)];
        return entity.Children.SelectMany((child, index) => Leaves(child, path + "/" + index));
    }

    private static string OneBlank(string text) =>
        string.Join(' ', HeaderText.WithoutControls(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
