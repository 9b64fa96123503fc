using System.Collections.ObjectModel;
using Mapigate.Backends.Mail;
using Mapigate.Formats.Mime;

namespace Mapigate.Backends.Local.Maildir;

/// <summary>A message's structure in the terms of BODYSTRUCTURE.</summary>
internal static class MailPartTree
{
    private const int MostParts = 1000;

    /// <summary>Null where the message has too many parts to tell.</summary>
    public static MailPart? Of(MimeEntity root)
    {
        var parts = 0;
        return Read(root, ref parts);
    }

    private static MailPart? Read(MimeEntity entity, ref int parts)
    {
        if (++parts > MostParts)
            return null;
        IEnumerable<MimeEntity> below = entity.ContentType.IsMessage && entity.EmbeddedMessage is { } embedded ? [embedded.Root] : entity.Children;
        var children = new List<MailPart>();
        foreach (var child in below)
        {
            if (Read(child, ref parts) is not { } part)
                break;
            children.Add(part);
        }

        var disposition = entity.ContentDisposition;
        var isMultipart = entity.ContentType.IsMultipart;
        return new MailPart(
            entity.ContentType.MediaType,
            Pairs(entity.ContentType.Parameters),
            entity.Headers.Value("Content-ID")?.Trim(),
            disposition?.Type,
            disposition is null ? ReadOnlyDictionary<string, string>.Empty : Pairs(disposition.Parameters),
            isMultipart ? null : entity.Headers.Value("Content-Transfer-Encoding")?.Trim().ToLowerInvariant() is { Length: > 0 } encoding ? encoding : "7bit",
            isMultipart ? 0 : entity.Body.Length,
            children);
    }

    private static IReadOnlyDictionary<string, string> Pairs(ParameterList parameters)
    {
        if (parameters.Count == 0)
            return ReadOnlyDictionary<string, string>.Empty;
        var pairs = new Dictionary<string, string>(parameters.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in parameters)
            pairs.TryAdd(name.ToLowerInvariant(), value);
        return pairs;
    }
}
