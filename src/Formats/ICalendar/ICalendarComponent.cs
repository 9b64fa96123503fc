namespace Mapigate.Formats.ICalendar;

/// <summary>A component (RFC 5545 3.6): its properties and sub-components in the order of the stream.</summary>
public sealed class ICalendarComponent
{
    /// <param name="name">Letters, digits and hyphens, such as VEVENT.</param>
    public ICalendarComponent(string name)
    {
        if (!ContentLine.IsName(name))
        {
            throw new ArgumentException("A component name consists of letters, digits and hyphens.", nameof(name));
        }

        Name = name;
    }

    internal ICalendarComponent(string name, bool asParsed)
    {
        _ = asParsed;
        Name = name;
    }

    /// <summary>The name as written; names compare without regard to case.</summary>
    public string Name { get; }

    public IList<ICalendarProperty> Properties { get; } = new List<ICalendarProperty>();

    public IList<ICalendarComponent> Children { get; } = new List<ICalendarComponent>();

    public bool Is(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The first property of the name, or null.</summary>
    public ICalendarProperty? Property(string name)
    {
        foreach (var property in Properties)
        {
            if (property.Is(name))
            {
                return property;
            }
        }

        return null;
    }

    /// <summary>Every property of the name, in order.</summary>
    public IEnumerable<ICalendarProperty> AllProperties(string name) => Properties.Where(property => property.Is(name));

    /// <summary>Every sub-component of the name, in order.</summary>
    public IEnumerable<ICalendarComponent> AllChildren(string name) => Children.Where(child => child.Is(name));

    /// <summary>Puts the property in the place of the first one of its name and drops the others; at the end if there was none.</summary>
    public void Set(ICalendarProperty property)
    {
        var at = -1;
        for (var i = Properties.Count - 1; i >= 0; i--)
        {
            if (Properties[i].Is(property.Name))
            {
                Properties.RemoveAt(i);
                at = i;
            }
        }

        Properties.Insert(at < 0 ? Properties.Count : at, property);
    }

    public override string ToString() => $"{Name} ({Properties.Count} properties, {Children.Count} components)";
}
