using Mapigate.Formats.Mime;

namespace Mapigate.Formats.Tests.Mime;

/// <summary>Asks a message for everything that it can tell, as a reader of hostile mail would be made to do.</summary>
internal static class Consumption
{
    /// <summary>Returns the number of decoded bytes and characters.</summary>
    internal static long Consume(MimeMessage message)
    {
        long total = 0;
        foreach (var field in message.Headers)
            total += field.Name.Length + field.Value.Length + field.Decoded.Length + field.Raw.Length;
        total += message.Subject?.Length ?? 0;
        total += message.From.Count + message.To.Count + message.Cc.Count + message.Bcc.Count + message.ReplyTo.Count;
        total += message.To.Mailboxes.Sum(mailbox => mailbox.LocalPart.Length + mailbox.Domain.Length + (mailbox.DisplayName?.Length ?? 0));
        total += message.Sender?.Address.Length ?? 0;
        total += message.Date?.Year ?? 0;
        total += (message.MessageId?.Length ?? 0) + message.InReplyTo.Count + message.References.Count;
        foreach (var entity in message.Entities())
            total += Consume(entity);
        return total;
    }

    private static long Consume(MimeEntity entity)
    {
        long total = entity.Raw.Length + entity.Preamble.Length + entity.Epilogue.Length;
        total += (entity.FileName?.Length ?? 0) + (entity.ContentId?.Length ?? 0) + (entity.ContentLocation?.Length ?? 0);
        total += entity.ContentDisposition?.Parameters.Sum(parameter => parameter.Value.Length) ?? 0;
        total += entity.ContentType.Parameters.Sum(parameter => parameter.Value.Length) + (entity.ContentDescription?.Length ?? 0);
        if (entity.EmbeddedMessage is { } embedded)
            total += Consume(embedded);
        if (entity.Children.Count > 0 || entity.EmbeddedMessage is not null)
            return total;
        var body = entity.DecodeBody();
        using var stream = entity.OpenBody();
        using var streamed = new MemoryStream();
        stream.CopyTo(streamed);
        Assert.Equal(body, streamed.ToArray());
        return total + body.Length + entity.DecodeText().Length;
    }
}
