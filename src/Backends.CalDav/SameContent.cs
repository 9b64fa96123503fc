using Mapigate.Formats.ICalendar;

namespace Mapigate.Backends.CalDav;

/// <summary>
/// Whether a stored iCalendar object or vCard is what was sent. Servers rewrite what they store: they sort and fold lines, put in their own name and the time, and
/// add properties. So each line that was sent must be there, and others may be.
/// </summary>
internal static class SameContent
{
    private static readonly HashSet<string> OfTheWriter =
        new(["PRODID", "CALSCALE", "METHOD", "CREATED", "LAST-MODIFIED", "DTSTAMP", "REV"], StringComparer.OrdinalIgnoreCase);

    public static bool Holds(ReadOnlySpan<byte> stored, ReadOnlySpan<byte> sent)
    {
        var wanted = Lines(sent);
        if (wanted.Count == 0)
        {
            return stored.SequenceEqual(sent);
        }

        foreach (var (line, count) in Lines(stored))
        {
            if (wanted.TryGetValue(line, out var missing))
            {
                wanted[line] = missing - count;
            }
        }

        return wanted.Values.All(missing => missing <= 0);
    }

    /// <summary>Every line with the path of its component, and how often it occurs.</summary>
    private static Dictionary<string, int> Lines(ReadOnlySpan<byte> content)
    {
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        var open = new Stack<(ICalendarComponent Component, string Path)>(ICalendarDocument.Parse(content).Components.Select(c => (c, c.Name.ToUpperInvariant())));
        while (open.TryPop(out var part))
        {
            foreach (var property in part.Component.Properties.Where(p => !OfTheWriter.Contains(p.Name)))
            {
                var line = $"{part.Path}/{Spell(property)}";
                lines[line] = lines.GetValueOrDefault(line) + 1;
            }

            // A server may put in its own definition of a time zone.
            foreach (var child in part.Component.Children.Where(c => !c.Is("VTIMEZONE")))
            {
                open.Push((child, $"{part.Path}/{child.Name.ToUpperInvariant()}"));
            }
        }

        return lines;
    }

    private static string Spell(ICalendarProperty property)
    {
        var parameters = property.Parameters.SelectMany(p => p.Values.Select(v => $";{p.Name.ToUpperInvariant()}={v}")).Order(StringComparer.Ordinal);
        // What must be escaped is seen differently by different writers.
        return $"{property.Name.ToUpperInvariant()}{string.Concat(parameters)}:{property.RawValue.Replace("\\", "", StringComparison.Ordinal).Trim()}";
    }
}
