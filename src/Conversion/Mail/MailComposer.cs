namespace Mapigate.Conversion.Mail;

/// <summary>A message composed through MAPI as a mail that every other client understands. [MS-OXCMAIL] 2.1</summary>
public static class MailComposer
{
    /// <summary>Writes the mail with CRLF line ends.</summary>
    public static void Write(ConvertedItem item, MailComposeOptions options, Stream destination)
    {
    }
}
