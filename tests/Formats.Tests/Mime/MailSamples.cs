using Mapigate.Tests;

namespace Mapigate.Formats.Tests.Mime;

/// <summary>The mail of the collection; protocol transcripts are no mail.</summary>
internal static class MailSamples
{
    internal static IEnumerable<string> Files() =>
        Corpus.Files("mail").Where(file => !Path.GetFileName(file).StartsWith("MailKit__Imap__", StringComparison.Ordinal));
}
