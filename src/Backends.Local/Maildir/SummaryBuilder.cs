using Mapigate.Backends.Mail;
using Mapigate.Formats.Mime;

namespace Mapigate.Backends.Local.Maildir;

/// <summary>Makes of a message's file what lists need of it.</summary>
internal static class SummaryBuilder
{
    private static readonly byte[] LineEnd = "\r\n"u8.ToArray();

    public static async Task<MailSummary> BuildAsync(MessageFile file, CancellationToken cancellationToken)
    {
        var (row, flags, objectId) = file.Message;
        using var reader = await file.ParseAsync(cancellationToken);
        var root = reader.Message.Root;
        return new MailSummary(
            row.Uid, flags, row.ModSeq, file.Received, row.MessageSize ?? await file.MeasureAsync(cancellationToken), Header(root.Headers), MailPartTree.Of(root), objectId);
    }

    /// <summary>The fields of <see cref="MailSummary.HeaderNames"/> in the message's order.</summary>
    private static byte[] Header(HeaderList headers)
    {
        using var header = new MemoryStream();
        foreach (var field in headers)
        {
            if (!IsWanted(field))
                continue;
            header.Write(field.Raw.Span);
            header.Write(LineEnd);
        }

        header.Write(LineEnd);
        return header.ToArray();
    }

    private static bool IsWanted(HeaderField field)
    {
        foreach (var name in MailSummary.HeaderNames)
        {
            if (name.Length == field.RawName.Length && field.Is(name))
                return true;
        }

        return false;
    }
}
