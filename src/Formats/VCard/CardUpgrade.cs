using Mapigate.Formats.ICalendar;

namespace Mapigate.Formats.VCard;

/// <summary>Turns a card of version 2.1 into one of version 3.0 with the same lines: no quoted-printable, no charsets, no bare types. RFC 2426 5</summary>
public static class CardUpgrade
{
    private static readonly string[] Structured = ["N", "ADR", "ORG"];

    /// <summary>Changes the card; one of another version stays as it is.</summary>
    public static void Apply(Card card)
    {
        if (card.Version != "2.1")
            return;
        foreach (var line in card.All.ToList())
            card.Replace(line, line.Is("VERSION") ? new ICalendarProperty("VERSION", "3.0") : Upgrade(line));
    }

    private static ICalendarProperty Upgrade(CardLine line)
    {
        var old = line.Property;
        var octets = line.Octets;
        var value = octets is not null ? Convert.ToBase64String(octets)
            : old.ParameterValue("ENCODING") is null && old.Parameter("QUOTED-PRINTABLE") is null ? old.RawValue
            : Array.Exists(Structured, line.Is) ? string.Join(';', old.GetStructuredText().Select(TextValue.Escape))
            : TextValue.Escape(line.Text);
        var upgraded = new ICalendarProperty(old.Name, value);
        foreach (var parameter in old.Parameters.Where(p => p.Values.Count > 0 && p.Name.ToUpperInvariant() is not ("ENCODING" or "CHARSET" or "TYPE")))
            upgraded.Parameters.Add(parameter);
        if (octets is not null)
            upgraded.SetParameter("ENCODING", "b");
        if (line.Types.Count > 0)
            upgraded.Parameters.Add(new ICalendarParameter("TYPE", [.. line.Types]));
        return upgraded;
    }
}
