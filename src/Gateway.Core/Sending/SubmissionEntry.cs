using Mapigate.Gateway.Core.Index;
using Mapigate.Gateway.Core.Items;
using Mapigate.Gateway.Core.Journal;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Gateway.Core.Sending;

/// <summary>What the journal keeps of a submission: the message and its Message-ID, when it was submitted, whether it is filed in Sent Items.</summary>
internal static class SubmissionEntry
{
    public static JournalEntry Of(JournalEntry entry, MessageObject message, string messageId, DateTimeOffset submitted)
    {
        var isFiled = !message.Mailbox.Options.ServerFilesSentMail && message.Get(PidTag.DeleteAfterSubmit) is not true;
        return entry with
        {
            FolderId = message.FolderId,
            ItemId = message.Row!.RowId,
            Name = messageId,
            Properties = PropertyBlob.Encode([new PropertyValue(PidTag.ClientSubmitTime, FileTime.From(submitted)), new PropertyValue(PidTag.DeleteAfterSubmit, !isFiled)]),
        };
    }

    public static bool IsFiled(JournalEntry entry) => !(PropertyBlob.TryGet(entry.Properties.Span, PidTag.DeleteAfterSubmit, out var value) && value is true);

    public static DateTimeOffset Submitted(JournalEntry entry) =>
        PropertyBlob.TryGet(entry.Properties.Span, PidTag.ClientSubmitTime, out var value) && value is FileTime time ? new DateTimeOffset(time.ToDateTimeUtc()) : entry.Begun;
}
