using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Conversion.Mail;

/// <summary>What the message itself does not say.</summary>
public sealed record MailComposeOptions
{
    /// <summary>Address of the mailbox's owner: the sender where the message names none.</summary>
    public required string SenderAddress { get; init; }

    public required string SenderName { get; init; }

    /// <summary>Message-ID with its angle brackets, used where the message has no PidTagInternetMessageId.</summary>
    public required string MessageId { get; init; }

    /// <summary>The Date field, used where the message has no PidTagClientSubmitTime.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>Write Bcc: for drafts and the sender's own copy, never for what is submitted.</summary>
    public bool IncludeBcc { get; init; }

    /// <summary>The open object that the message stands for in a mail folder; null for a mail.</summary>
    public CarriedObject? Carried { get; init; }

    /// <summary>A field for the mailbox's own copy, never for what is submitted, and its value; null for none.</summary>
    public (string Name, string Value)? OwnField { get; init; }

    /// <summary>The SMTP address of a recipient or sender that is known by another kind of address (EX); null where it is unknown.</summary>
    public Func<PropertyBag, string?>? ResolveAddress { get; init; }

    /// <summary>The extension field of the message with that Message-ID, null for none: for what is stored in the mailbox, never for what is submitted.</summary>
    public Func<string, string?>? Extension { get; init; }
}
