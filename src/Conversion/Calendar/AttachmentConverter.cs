using Mapigate.Formats.ICalendar;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Conversion.Calendar;

/// <summary>Inline ATTACH properties. Those that are links stay in the calendar object. [MS-OXCICAL] 2.1.3.1.1.20.1</summary>
internal static class AttachmentConverter
{
    public const int MaxAttachments = 200;
    private const int ByValue = 1;

    public static IEnumerable<ConvertedAttachment> Convert(ICalendarComponent component)
    {
        foreach (var property in component.AllProperties("ATTACH").Take(MaxAttachments))
        {
            if (property.GetBinary() is not { } content)
                continue;
            var name = NameOf(property);
            var bag = new PropertyBag();
            bag.Set(PidTag.AttachMethod, ByValue);
            bag.Set(PidTag.RenderingPosition, -1);
            bag.Set(PidTag.AttachLongFilename, name);
            bag.Set(PidTag.DisplayName, name);
            bag.Set(PidTag.AttachExtension, Path.GetExtension(name));
            bag.Set(PidTag.AttachSize, content.Length);
            if (property.ParameterValue("FMTTYPE") is { Length: > 0 } type)
                bag.Set(PidTag.AttachMimeTag, type);
            yield return new ConvertedAttachment(bag, () => new MemoryStream(content, writable: false), null);
        }
    }

    public static string NameOf(ICalendarProperty property) =>
        property.ParameterValue("FILENAME") ?? property.ParameterValue("X-FILENAME") ?? property.ParameterValue("X-APPLE-FILENAME") ?? "attachment";
}
