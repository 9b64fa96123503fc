using Mapigate.Formats.Mime;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Conversion.Mail;

/// <summary>What the header fields of a mail say, as properties: the same for a contents table and for the opened message. [MS-OXCMAIL] 2.2.3.1 and 2.2.3.2</summary>
internal static class MailHeaders
{
    /// <summary>Longest value of a text property; the rest of a longer field is cut.</summary>
    private const int LongestText = 8192;

    public static void SetProperties(PropertyBag bag, HeaderList headers)
    {
        SetAddresses(bag, headers);
        SetSubject(bag, headers.Decoded("Subject") ?? "");
        SetThread(bag, headers);
        if (headers.Date("Date") is { } date)
            bag[PidTag.ClientSubmitTime] = FileTime.From(date);
        var (importance, priority) = Importance(headers);
        bag[PidTag.Importance] = importance;
        bag[PidTag.Priority] = priority;
        bag[PidTag.Sensitivity] = Sensitivity(headers.Value("Sensitivity"));
        if (headers.Addresses("Disposition-Notification-To").Mailboxes.Any())
            bag[PidTag.ReadReceiptRequested] = true;
    }

    /// <summary>The message class by the type of the whole. [MS-OXCMAIL] 2.2.3.2.3; [MS-OXOSMIME] 2.1</summary>
    public static string MessageClass(ContentType type)
    {
        switch (type.MediaType)
        {
            case "multipart/signed":
                return "IPM.Note.SMIME.MultipartSigned";
            case "application/pkcs7-mime" or "application/x-pkcs7-mime":
                return "IPM.Note.SMIME";
            case "multipart/report":
                var report = type.Parameters["report-type"];
                return string.Equals(report, "delivery-status", StringComparison.OrdinalIgnoreCase) ? "REPORT.IPM.Note.NDR"
                    : string.Equals(report, "disposition-notification", StringComparison.OrdinalIgnoreCase) ? "REPORT.IPM.Note.IPNRN"
                    : "IPM.Note";
            default:
                return "IPM.Note";
        }
    }

    public static void SetSubject(PropertyBag bag, string subject)
    {
        subject = Cut(subject);
        var prefix = PrefixOf(subject);
        bag[PidTag.Subject] = subject;
        bag[PidTag.SubjectPrefix] = prefix;
        bag[PidTag.NormalizedSubject] = subject[prefix.Length..];
    }

    private static void SetAddresses(PropertyBag bag, HeaderList headers)
    {
        var from = headers.Addresses("From").Mailboxes.FirstOrDefault();
        var sender = headers.Addresses("Sender").Mailboxes.FirstOrDefault() ?? from;
        if (sender is not null && (from is null || from == sender))
        {
            MailAddresses.Set(bag, sender, MailAddresses.SentRepresenting, MailAddresses.Sender);
        }
        else if (from is not null && sender is not null)
        {
            MailAddresses.Set(bag, from, MailAddresses.SentRepresenting);
            MailAddresses.Set(bag, sender, MailAddresses.Sender);
        }

        bag[PidTag.DisplayTo] = Names("To");
        bag[PidTag.DisplayCc] = Names("Cc");
        bag[PidTag.DisplayBcc] = Names("Bcc");

        string Names(string field) => Cut(string.Join("; ", headers.Addresses(field).Mailboxes.Select(MailAddresses.NameOf)));
    }

    private static void SetThread(PropertyBag bag, HeaderList headers)
    {
        if (headers.MessageIds("Message-ID") is [var id, ..])
            bag[PidTag.InternetMessageId] = id;
        if (headers.MessageIds("In-Reply-To") is [var parent, ..])
            bag[PidTag.InReplyToId] = parent;
        if (headers.MessageIds("References") is { Count: > 0 } references)
            bag[PidTag.InternetReferences] = Cut(string.Join(' ', references));
        bag[PidTag.ConversationTopic] = Cut(headers.Decoded("Thread-Topic") ?? (string)bag[PidTag.NormalizedSubject]!);
        if (headers.Value("Thread-Index") is { } index && DecodeIndex(index) is { } bytes)
            bag[PidTag.ConversationIndex] = bytes;
    }

    /// <summary>A conversation index has a header of 22 bytes and 5 for each reply. [MS-OXOMSG] 2.2.1.3</summary>
    private static byte[]? DecodeIndex(string value)
    {
        var compact = string.Concat(value.Where(c => !char.IsWhiteSpace(c)));
        var bytes = new byte[(compact.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(compact, bytes, out var length) && length is >= 22 and <= 2048 ? bytes[..length] : null;
    }

    /// <summary>[MS-OXCMAIL] 2.2.3.2.5</summary>
    private static (int Importance, int Priority) Importance(HeaderList headers)
    {
        var word = headers.Value("Importance")?.Trim().ToUpperInvariant() ?? headers.Value("X-Priority")?.TrimStart() switch
        {
            ['1' or '2', ..] => "HIGH",
            ['4' or '5', ..] => "LOW",
            _ => headers.Value("Priority")?.Trim().ToUpperInvariant(),
        };
        return word switch
        {
            "HIGH" or "URGENT" => (2, 1),
            "LOW" or "NON-URGENT" => (0, -1),
            _ => (1, 0),
        };
    }

    /// <summary>[MS-OXCMAIL] 2.2.3.2.4</summary>
    private static int Sensitivity(string? value) => value?.Trim().ToUpperInvariant() switch
    {
        "PERSONAL" => 1,
        "PRIVATE" => 2,
        "COMPANY-CONFIDENTIAL" => 3,
        _ => 0,
    };

    /// <summary>One to three characters that are no digits before a colon and a blank. [MS-OXCMAIL] 2.2.3.2.6.1</summary>
    private static string PrefixOf(string subject)
    {
        var colon = subject.IndexOf(": ", StringComparison.Ordinal);
        return colon is >= 1 and <= 3 && !subject.AsSpan(0, colon).ContainsAnyInRange('0', '9') ? subject[..(colon + 2)] : "";
    }

    private static string Cut(string text) => MailText.Cut(MailText.WithoutTerminators(text), LongestText);
}
