using Mapigate.Formats.ICalendar;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Conversion.Calendar;

/// <summary>
/// Attachments as inline ATTACH properties, the counterpart of <see cref="AttachmentConverter"/>. Embedded messages have no content: those of modified instances are written as
/// overrides. [MS-OXCICAL] 2.1.3.1.1.20.1
/// </summary>
internal static class AttachmentComposer
{
    /// <summary>Flag of PidTagAttachmentFlags: the attachment belongs to a modified instance. [MS-OXCMSG] 2.2.2.18</summary>
    private const int OfException = 2;

    public static void Compose(IEnumerable<ConvertedAttachment> attachments, ICalendarComponent component)
    {
        foreach (var attachment in attachments.Where(IsInline))
            component.Properties.Add(Compose(attachment));
    }

    public static bool IsInline(ConvertedAttachment attachment) =>
        attachment is { OpenContent: not null, Embedded: null } && (attachment.Properties.Get<int>(PidTag.AttachmentFlags) & OfException) == 0;

    /// <summary>Lays changed attachments over those that are stored: each that is gone is removed, each new one is added, links and all others stay as they are written.</summary>
    public static void Change(ICalendarComponent stored, ICalendarComponent was, ICalendarComponent now)
    {
        var kept = now.AllProperties("ATTACH").GroupBy(p => p.ToString(), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        foreach (var before in was.AllProperties("ATTACH"))
        {
            if (kept.TryGetValue(before.ToString(), out var count) && count > 0)
                kept[before.ToString()] = count - 1;
            else if (stored.AllProperties("ATTACH").FirstOrDefault(p => IsSame(p, before)) is { } gone)
                stored.Properties.Remove(gone);
        }

        foreach (var added in now.AllProperties("ATTACH").Reverse())
        {
            if (kept[added.ToString()]-- > 0)
                stored.Properties.Add(added);
        }
    }

    private static bool IsSame(ICalendarProperty one, ICalendarProperty other) =>
        one.GetBinary() is { } content && AttachmentConverter.NameOf(one) == AttachmentConverter.NameOf(other) && content.AsSpan().SequenceEqual(other.GetBinary());

    private static ICalendarProperty Compose(ConvertedAttachment attachment)
    {
        var bag = attachment.Properties;
        var name = bag.Get<string>(PidTag.AttachLongFilename) ?? bag.Get<string>(PidTag.AttachFilename) ?? bag.Get<string>(PidTag.DisplayName);
        var property = new ICalendarProperty("ATTACH", Base64(attachment.OpenContent!)).SetParameter("ENCODING", "BASE64").SetParameter("VALUE", "BINARY");
        if (bag.Get<string>(PidTag.AttachMimeTag) is { Length: > 0 } type)
            property.SetParameter("FMTTYPE", type);
        return string.IsNullOrEmpty(name) ? property : property.SetParameter("X-FILENAME", name);
    }

    private static string Base64(Func<Stream> open)
    {
        using var content = open();
        using var memory = new MemoryStream();
        content.CopyTo(memory);
        return Convert.ToBase64String(memory.GetBuffer(), 0, (int)memory.Length);
    }
}
