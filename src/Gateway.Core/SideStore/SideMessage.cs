using System.Globalization;
using Mapigate.Formats.Mime;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Gateway.Core.SideStore;

/// <summary>A batch of side records as a message of the mirror: a few lines for whoever finds it, and the sealed records.</summary>
internal sealed class SideMessage(ExtensionSeal seal, string address)
{
    /// <summary>Most bytes of records that are read back from one message.</summary>
    public const int MaxRecords = 96 * 1024 * 1024;

    private const string HeaderSeal = "side-store header";
    private const string RecordsSeal = "side-store records ";

    private const string Explanation = """
        Mapigate keeps here what Outlook has stored in this mailbox and what the mail server
        has no place for: identifiers, categories, views, settings. Please leave this message
        and its folder as they are. Nothing of it is mail of yours; without it Outlook would
        have to load the mailbox anew, and these settings would be lost.

        """;

    public byte[] Write(SideBatch batch, IReadOnlyCollection<SideRecord> records, DateTimeOffset now)
    {
        var header = seal.Seal(batch.Encode(), HeaderSeal);
        var sealedRecords = seal.SealBytes(SideBatch.EncodeRecords(records), RecordsSeal + header);
        var from = new MailboxAddress("Mapigate", address);
        var headers = new HeaderBuilder();
        headers.AddAddress("From", from);
        headers.AddAddress("To", from);
        headers.AddText("Subject", "State of this mailbox in Mapigate: please do not delete");
        headers.AddDate("Date", now);
        headers.AddMessageIds("Message-ID", [string.Create(CultureInfo.InvariantCulture, $"<{batch.Sequence:x}.{batch.Set:x}.{batch.Part}@{address[(address.LastIndexOf('@') + 1)..]}>")]);
        headers.AddText(ExtensionField.Header, header);
        var records64 = MimePart.Binary("application/octet-stream", () => new MemoryStream(sealedRecords, writable: false)) with { Disposition = "attachment", FileName = "state.bin" };
        return MimeWriter.ToArray(headers, new ComposedContent { PlainText = Explanation, Attachments = [records64] }.ToPart());
    }

    /// <summary>What a message of the mirror says of itself; null where it is none of this mailbox's.</summary>
    public SideBatch? ReadHeader(ReadOnlyMemory<byte> header) =>
        Sealed(HeaderList.Parse(header)) is { } text && seal.Open(text, HeaderSeal) is { } content ? SideBatch.Decode(content) : null;

    /// <summary>The records of a message of the mirror; null where they are not those that were written with its header.</summary>
    public async Task<List<SideRecord>?> ReadAsync(Stream message, CancellationToken cancellationToken)
    {
        using var reader = await MimeReader.OpenAsync(message, cancellationToken: cancellationToken);
        if (Sealed(reader.Message.Headers) is not { } header || reader.Message.Root.Children is not [_, var part])
            return null;
        using var content = new MemoryStream();
        await using (var stream = part.OpenBody())
            await stream.CopyToAsync(content, cancellationToken);
        try
        {
            return seal.OpenBytes(content.GetBuffer().AsSpan(0, (int)content.Length), RecordsSeal + header, MaxRecords) is { } records ? SideBatch.DecodeRecords(records) : null;
        }
        catch (WireFormatException)
        {
            return null;
        }
    }

    /// <summary>The blanks are the writer's and the reader's affair.</summary>
    private static string? Sealed(HeaderList headers) => headers.Value(ExtensionField.Header) is { } value ? string.Join(' ', value.Split((char[])[' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)) : null;
}
