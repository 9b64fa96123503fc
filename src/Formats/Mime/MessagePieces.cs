using System.Text;

namespace Mapigate.Formats.Mime;

/// <summary>Takes a message to be written apart into the stretches that follow each other on the wire.</summary>
internal static class MessagePieces
{
    internal static List<MessagePiece> Of(HeaderBuilder headers, MimePart root, MimeWriterOptions options)
    {
        var pieces = new List<MessagePiece>();
        Add(pieces, headers.ToArray());
        Add(pieces, "MIME-Version: 1.0\r\n"u8.ToArray());
        AddEntity(pieces, root, options);
        return pieces;
    }

    private static void AddEntity(List<MessagePiece> pieces, MimePart part, MimeWriterOptions options)
    {
        if (part.IsVerbatim)
        {
            pieces.Add(new MessagePiece(default, part.OpenContent, ContentEncoder.Kind.None));
            return;
        }
        var boundary = part.Children is null ? null : options.NextBoundary();
        Add(pieces, Fields(part, boundary).ToArray());
        Add(pieces, "\r\n"u8.ToArray());
        if (part.Children is null)
        {
            pieces.Add(Content(part));
            return;
        }
        var delimiter = Encoding.ASCII.GetBytes($"--{boundary}\r\n");
        var isFirst = true;
        foreach (var child in part.Children)
        {
            Add(pieces, isFirst ? delimiter : [(byte)'\r', (byte)'\n', .. delimiter]);
            AddEntity(pieces, child, options);
            isFirst = false;
        }
        Add(pieces, Encoding.ASCII.GetBytes($"\r\n--{boundary}--\r\n"));
    }

    private static MessagePiece Content(MimePart part)
    {
        if (part.IsMessage)
            return new MessagePiece(part.Content, part.OpenContent, ContentEncoder.Kind.Lines);
        return part.TransferEncoding switch
        {
            ContentTransferEncoding.Base64 => new MessagePiece(part.Content, part.OpenContent, ContentEncoder.Kind.Base64),
            ContentTransferEncoding.QuotedPrintable => new MessagePiece(QuotedPrintableEncoder.Encode(part.Content.Span), Open: null, ContentEncoder.Kind.None),
            _ => new MessagePiece(part.Content, part.OpenContent, ContentEncoder.Kind.None),
        };
    }

    private static HeaderBuilder Fields(MimePart part, string? boundary)
    {
        var fields = new HeaderBuilder();
        var parameters = new List<KeyValuePair<string, string>>();
        if (part.IsText)
            parameters.Add(new("charset", "utf-8"));
        if (boundary is not null)
            parameters.Add(new("boundary", boundary));
        parameters.AddRange(part.Parameters);
        if (part.FileName is { Length: > 0 } name)
            parameters.Add(new("name", name));
        fields.AddParameterized("Content-Type", part.MediaType, parameters);
        if (boundary is null && EncodingName(part.TransferEncoding) is { } encoding)
            fields.AddToken("Content-Transfer-Encoding", encoding);
        if (part.Disposition is { } disposition)
            fields.AddParameterized("Content-Disposition", disposition, DispositionParameters(part));
        if (part.ContentId is { Length: > 0 } id)
            fields.AddToken("Content-ID", "<" + id.Trim('<', '>') + ">");
        if (part.ContentLocation is { Length: > 0 } location)
            fields.AddText("Content-Location", location);
        if (part.Description is { Length: > 0 } description)
            fields.AddText("Content-Description", description);
        return fields;
    }

    private static IEnumerable<KeyValuePair<string, string>> DispositionParameters(MimePart part)
    {
        if (part.FileName is { Length: > 0 } name)
            yield return new("filename", name);
        if (part.CreationDate is { } created)
            yield return new("creation-date", MailDate.Format(created));
        if (part.ModificationDate is { } modified)
            yield return new("modification-date", MailDate.Format(modified));
    }

    private static string? EncodingName(ContentTransferEncoding encoding) => encoding switch
    {
        ContentTransferEncoding.EightBit => "8bit",
        ContentTransferEncoding.QuotedPrintable => "quoted-printable",
        ContentTransferEncoding.Base64 => "base64",
        _ => null,
    };

    private static void Add(List<MessagePiece> pieces, byte[] bytes) => pieces.Add(new MessagePiece(bytes, Open: null, ContentEncoder.Kind.None));
}
