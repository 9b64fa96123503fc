using Mapigate.Backends.Mail;
using Mapigate.Formats.Mime;

namespace Mapigate.Backends.Local.Maildir;

/// <summary>Whether a message is what a query looks for: decoded header fields and decoded text, by substring without regard to case.</summary>
internal sealed class MailSearch(MimeMessage message)
{
    private const int MostText = 16 << 20;
    private const int DeepestEmbedding = 8;

    private List<string>? _texts;

    /// <summary>Headers alone tell the answer.</summary>
    public static bool NeedsBody(MailQuery query) => query switch
    {
        MailQuery.Body or MailQuery.Text => true,
        MailQuery.All all => all.Queries.Any(NeedsBody),
        MailQuery.Any any => any.Queries.Any(NeedsBody),
        MailQuery.Not not => NeedsBody(not.Query),
        _ => false,
    };

    public bool Matches(MailQuery query) => query switch
    {
        MailQuery.Header header => message.Headers.FindAll(header.Name).Any(field => header.Value.Length == 0 || Holds(field.Decoded, header.Value)),
        MailQuery.Body body => Texts().Exists(text => Holds(text, body.Value)),
        MailQuery.Text text => message.Headers.Any(field => Holds($"{field.Name}: {field.Decoded}", text.Value)) || Texts().Exists(part => Holds(part, text.Value)),
        MailQuery.All all => all.Queries.All(Matches),
        MailQuery.Any any => any.Queries.Any(Matches),
        MailQuery.Not not => !Matches(not.Query),
        _ => false,
    };

    private static bool Holds(string text, string wanted) => text.Contains(wanted, StringComparison.OrdinalIgnoreCase);

    private List<string> Texts()
    {
        if (_texts is null)
        {
            _texts = [];
            Collect(message, 0, MostText);
        }

        return _texts;
    }

    /// <returns>Bytes of text that may still be looked at.</returns>
    private long Collect(MimeMessage from, int depth, long room)
    {
        foreach (var entity in from.Entities())
        {
            if (entity.ContentType.IsMessage && depth < DeepestEmbedding && entity.EmbeddedMessage is { } embedded)
            {
                room = Collect(embedded, depth + 1, room);
            }
            else if (entity.ContentType.IsText && entity.Body.Length <= room)
            {
                room -= entity.Body.Length;
                _texts!.Add(entity.DecodeText());
            }
        }

        return room;
    }
}
