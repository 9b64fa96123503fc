using System.Text;
using Mapigate.Formats.ICalendar;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Conversion.Calendar;

/// <summary>The properties of a component that do not hang on time or people. [MS-OXCICAL] 2.1.3.1.1.20</summary>
internal static class AppointmentText
{
    private const int Utf8Codepage = 65001;

    // Outlook shows no more of a subject or location; [MS-OXCICAL] 2.1.3.1.1.20.24 cuts both here.
    private const int MaxSubject = 255;

    public static void Convert(ICalendarComponent component, PropertyBag bag)
    {
        var subject = Subject(component);
        bag.Set(PidTag.Subject, subject);
        bag.Set(PidTag.NormalizedSubject, subject);
        bag.Set(PidTag.SubjectPrefix, string.Empty);
        bag.Set(PidTag.ConversationTopic, subject);
        bag.Set(PidLid.Location, Location(component));
        ConvertBody(component, bag);

        var sensitivity = component.Property("CLASS")?.GetText().Trim().ToUpperInvariant() switch { "PRIVATE" => 2, "CONFIDENTIAL" => 3, "X-PERSONAL" => 1, _ => 0 };
        bag.Set(PidTag.Sensitivity, sensitivity);
        bag.Set(PidLid.Private, sensitivity >= 2);
        var importance = Importance(component);
        bag.Set(PidTag.Importance, importance);
        bag.Set(PidTag.Priority, importance - 1);

        var categories = component.AllProperties("CATEGORIES").SelectMany(property => property.GetTextList()).Select(text => text.Trim())
            .Where(text => text.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Take(100).ToArray();
        if (categories.Length > 0)
            bag.Set(PidName.Keywords, categories);
    }

    public static string Subject(ICalendarComponent component) => OneLine(component.Property("SUMMARY"));

    public static string Location(ICalendarComponent component) => OneLine(component.Property("LOCATION"));

    public static string Body(ICalendarComponent component) =>
        component.Property("DESCRIPTION")?.GetText().Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal) ?? string.Empty;

    /// <summary>PidLidBusyStatus. [MS-OXCICAL] 2.1.3.1.1.20.25, .31</summary>
    public static int BusyStatus(ICalendarComponent component)
    {
        switch (Text(component, "X-MICROSOFT-CDO-BUSYSTATUS") ?? Text(component, "X-MICROSOFT-MSNCALENDAR-BUSYSTATUS"))
        {
            case "FREE":
                return 0;
            case "TENTATIVE":
                return 1;
            case "BUSY":
                return 2;
            case "OOF":
                return 3;
            case "WORKINGELSEWHERE":
                return 4;
        }

        return Text(component, "TRANSP") == "TRANSPARENT" ? 0 : Text(component, "STATUS") == "TENTATIVE" ? 1 : 2;
    }

    private static int Importance(ICalendarComponent component)
    {
        if (component.Property("X-MICROSOFT-CDO-IMPORTANCE")?.GetInteger() is { } given and >= 0 and <= 2)
            return given;

        // [MS-OXCICAL] 2.1.3.1.1.20.18: 1 is the highest priority, 9 the lowest, 0 none.
        return component.Property("PRIORITY")?.GetInteger() switch { >= 1 and <= 4 => 2, >= 6 and <= 9 => 0, _ => 1 };
    }

    private static void ConvertBody(ICalendarComponent component, PropertyBag bag)
    {
        var html = component.AllProperties("X-ALT-DESC").FirstOrDefault(property => property.ParameterValue("FMTTYPE")?.Equals("text/html", StringComparison.OrdinalIgnoreCase) == true);
        bag.Set(PidTag.Body, Body(component));
        if (html is null)
            return;
        bag.Set(PidTag.Html, Encoding.UTF8.GetBytes(html.GetText()));
        bag.Set(PidTag.InternetCodepage, Utf8Codepage);
    }

    private static string OneLine(ICalendarProperty? property)
    {
        var text = property?.GetText().ReplaceLineEndings(" ").Trim() ?? string.Empty;
        if (text.Length <= MaxSubject)
            return text;
        return text[..(char.IsHighSurrogate(text[MaxSubject - 1]) ? MaxSubject - 1 : MaxSubject)];
    }

    private static string? Text(ICalendarComponent component, string name) => component.Property(name)?.GetText().Trim().ToUpperInvariant();
}
