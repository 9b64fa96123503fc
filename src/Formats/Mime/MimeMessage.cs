namespace Mapigate.Formats.Mime;

/// <summary>A parsed message: the tree of its entities and its RFC 5322 fields, each decoded on every access.</summary>
public sealed class MimeMessage
{
    internal MimeMessage(MimeEntity root) => Root = root;

    /// <summary>The entity whose header section is the message's.</summary>
    public MimeEntity Root { get; }

    /// <summary>The message's header section.</summary>
    public HeaderList Headers => Root.Headers;

    /// <summary>Subject, decoded; null when absent.</summary>
    public string? Subject => Headers.Decoded("Subject");

    /// <summary>From.</summary>
    public AddressList From => Headers.Addresses("From");

    /// <summary>Sender: the one mailbox that sent on behalf of From; null when absent.</summary>
    public MailboxAddress? Sender => Headers.Addresses("Sender").Mailboxes.FirstOrDefault();

    /// <summary>Reply-To.</summary>
    public AddressList ReplyTo => Headers.Addresses("Reply-To");

    /// <summary>To.</summary>
    public AddressList To => Headers.Addresses("To");

    /// <summary>Cc.</summary>
    public AddressList Cc => Headers.Addresses("Cc");

    /// <summary>Bcc.</summary>
    public AddressList Bcc => Headers.Addresses("Bcc");

    /// <summary>Date with the sender's offset; null when absent or unreadable.</summary>
    public DateTimeOffset? Date => Headers.Date("Date");

    /// <summary>Message-ID with its angle brackets; null when absent.</summary>
    public string? MessageId => Headers.MessageIds("Message-ID") is [var id, ..] ? id : null;

    /// <summary>In-Reply-To, each with its angle brackets.</summary>
    public IReadOnlyList<string> InReplyTo => Headers.MessageIds("In-Reply-To");

    /// <summary>References, oldest first, each with its angle brackets.</summary>
    public IReadOnlyList<string> References => Headers.MessageIds("References");

    /// <summary>Parses a message in memory. The tree shares the memory, which must not change while the tree is used. Any bytes give a message.</summary>
    public static MimeMessage Parse(ReadOnlyMemory<byte> raw, MimeLimits? limits = null) => Parse(new MemorySource(raw), limits ?? MimeLimits.Default);

    internal static MimeMessage Parse(MimeSource source, MimeLimits limits) => new(new StructureParser(source, limits).Parse(depth: 0));

    /// <summary>All entities, each before its children, those of embedded messages left out.</summary>
    public IEnumerable<MimeEntity> Entities()
    {
        var pending = new Stack<MimeEntity>([Root]);
        while (pending.TryPop(out var entity))
        {
            yield return entity;
            for (var i = entity.Children.Count - 1; i >= 0; i--)
                pending.Push(entity.Children[i]);
        }
    }
}
