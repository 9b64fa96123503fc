using System.Globalization;

namespace Mapigate.Formats.Mime;

/// <summary>Walks the entities of a message in order and sorts them into bodies and attachments.</summary>
internal sealed class ContentSelector
{
    private readonly MessageContent content = new();
    private readonly List<(MimeEntity Entity, bool InRelated)> attachments = [];

    internal MessageContent Select(MimeEntity root)
    {
        Walk(root, inAlternative: false, inRelated: false);
        var referenced = ReferencedIds();
        content.Attachments = attachments.Select((item, index) => Attachment(item.Entity, item.InRelated, index + 1, referenced)).ToList();
        return content;
    }

    private void Walk(MimeEntity entity, bool inAlternative, bool inRelated)
    {
        if (!entity.ContentType.IsMultipart)
        {
            TakeLeaf(entity, inAlternative, inRelated);
            return;
        }
        if (entity.Children.Count == 0)
        {
            // A multipart that could not be taken apart still has something to say.
            if (entity.Body.Length > 0)
                TakeText(entity, inAlternative, inRelated);
            return;
        }
        if (entity.ContentType.Is("multipart", "related"))
        {
            var start = RelatedRoot(entity);
            Walk(start, inAlternative, inRelated);
            foreach (var child in entity.Children)
            {
                if (child != start)
                    Walk(child, inAlternative: false, inRelated: true);
            }
            return;
        }
        var isAlternative = inAlternative || entity.ContentType.Is("multipart", "alternative");
        foreach (var child in entity.Children)
            Walk(child, isAlternative, inRelated);
    }

    private void TakeLeaf(MimeEntity entity, bool inAlternative, bool inRelated)
    {
        if (!entity.ContentType.IsText || entity.ContentDisposition is { IsAttachment: true })
            attachments.Add((entity, inRelated));
        else if (entity.ContentType.Is("text", "calendar") && content.Calendar is null)
            content.Calendar = entity;
        else if (entity.ContentType.Subtype is "plain" or "html")
            TakeText(entity, inAlternative, inRelated);
        else if (!inAlternative)
            attachments.Add((entity, inRelated));
    }

    /// <summary>Plain text or HTML that does not ask to be an attachment.</summary>
    private void TakeText(MimeEntity entity, bool inAlternative, bool inRelated)
    {
        var isHtml = entity.ContentType.Is("text", "html");
        var isFile = entity.FileName is not null && entity.Parent is { ContentType.IsMultipart: true };
        var isFirst = content.PlainText is null && content.Html is null;
        if (inRelated && !isFirst)
            attachments.Add((entity, inRelated));
        else if (inAlternative && isHtml)
            TakeAlternativeHtml(entity);
        else if (inAlternative && content.PlainText is null)
            content.PlainText = entity;
        else if (isFile)
            attachments.Add((entity, inRelated));
        else if (!isFirst)
            content.ContinuationList.Add(entity);
        else if (isHtml)
            content.Html = entity;
        else
            content.PlainText = entity;
    }

    /// <summary>Within alternatives the last is the best (RFC 2046 5.1.4), but HTML that comes in pieces between attachments is one body.</summary>
    private void TakeAlternativeHtml(MimeEntity entity)
    {
        if (content.Html is null || (content.Html.Parent == entity.Parent && entity.Parent!.ContentType.Is("multipart", "alternative")))
            content.Html = entity;
        else
            content.ContinuationList.Add(entity);
    }

    /// <summary>The start parameter names the root by its content id, else it is the first part. RFC 2387 3.2.</summary>
    private static MimeEntity RelatedRoot(MimeEntity related)
    {
        var start = related.ContentType.Parameters["start"]?.Trim('<', '>', ' ');
        if (string.IsNullOrEmpty(start))
            return related.Children[0];
        return related.Children.FirstOrDefault(child => child.ContentId == start) ?? related.Children[0];
    }

    /// <summary>The content ids that the HTML body refers to by cid: (RFC 2392).</summary>
    private HashSet<string>? ReferencedIds()
    {
        if (content.Html is null || !attachments.Exists(item => item.Entity.ContentId is not null))
            return null;
        var ids = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var html = content.ReadHtml().AsSpan();
        while (html.IndexOf("cid:", StringComparison.OrdinalIgnoreCase) is var start and >= 0)
        {
            html = html[(start + 4)..];
            var end = html.IndexOfAny(MailCharacters.CidEnd);
            var id = end < 0 ? html : html[..end];
            ids.Add(id.Contains('%') ? Uri.UnescapeDataString(id) : id.ToString());
            html = html[id.Length..];
        }
        return ids;
    }

    private static MimeAttachment Attachment(MimeEntity entity, bool inRelated, int number, HashSet<string>? referenced)
    {
        var isReferenced = entity.ContentId is { } id && referenced is not null && referenced.Contains(id);
        var isLocated = inRelated && referenced is null && entity.ContentLocation is not null;
        var isInline = (isReferenced || isLocated) && (inRelated || entity.ContentDisposition is not { IsAttachment: true });
        return new MimeAttachment(entity, entity.FileName ?? MadeUpName(entity, number), isInline);
    }

    private static string MadeUpName(MimeEntity entity, int number)
    {
        if (entity.EmbeddedMessage is { } message && MimeFileName.Clean(message.Subject?.Replace('/', '_').Replace('\\', '_')) is { } subject)
            return subject + ".eml";
        var extension = entity.ContentType.MediaType switch
        {
            "text/plain" => ".txt",
            "text/html" => ".htm",
            "text/calendar" or "application/ics" => ".ics",
            "text/vcard" or "text/x-vcard" => ".vcf",
            "message/rfc822" or "message/global" => ".eml",
            "image/jpeg" => ".jpg",
            "image/png" => ".png",
            "image/gif" => ".gif",
            "application/pdf" => ".pdf",
            "application/zip" => ".zip",
            _ => entity.ContentType.IsText || entity.ContentType.Type == "message" ? ".txt" : ".bin",
        };
        return string.Create(CultureInfo.InvariantCulture, $"ATT{number:00000}{extension}");
    }
}
