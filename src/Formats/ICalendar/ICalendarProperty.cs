using System.Text;

namespace Mapigate.Formats.ICalendar;

/// <summary>
/// A property (RFC 5545 3.5): name, parameters and value. The value is kept as it was written, so that what is not touched is written
/// back unchanged; <see cref="ICalendarPropertyValues"/> reads and makes typed values.
/// </summary>
public sealed class ICalendarProperty
{
    /// <param name="name">Letters, digits and hyphens.</param>
    /// <param name="rawValue">The value in the syntax of its type, escaped where TEXT demands it.</param>
    public ICalendarProperty(string name, string rawValue)
    {
        if (!ContentLine.IsName(name))
        {
            throw new ArgumentException("A property name consists of letters, digits and hyphens.", nameof(name));
        }

        Name = name;
        RawValue = rawValue;
        Parameters = new List<ICalendarParameter>();
    }

    internal ICalendarProperty(string name, IList<ICalendarParameter> parameters, string rawValue)
    {
        Name = name;
        RawValue = rawValue;
        Parameters = parameters;
    }

    /// <summary>The name as written; names compare without regard to case.</summary>
    public string Name { get; }

    public IList<ICalendarParameter> Parameters { get; }

    /// <summary>The unfolded value, as written.</summary>
    public string RawValue { get; set; }

    /// <summary>The type that the VALUE parameter names, else the property's default.</summary>
    public ICalendarValueType ValueType
    {
        get
        {
            var declared = ParameterValue("VALUE");
            return string.IsNullOrEmpty(declared) ? ICalendarValueTypes.DefaultOf(Name) : ICalendarValueTypes.OfName(declared);
        }
    }

    public bool Is(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    public ICalendarParameter? Parameter(string name)
    {
        foreach (var parameter in Parameters)
        {
            if (parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return parameter;
            }
        }

        return null;
    }

    /// <summary>The first value of a parameter, or null when it is absent.</summary>
    public string? ParameterValue(string name) => Parameter(name)?.Value;

    /// <summary>Sets a parameter to one value, or removes it.</summary>
    public ICalendarProperty SetParameter(string name, string? value)
    {
        for (var i = Parameters.Count - 1; i >= 0; i--)
        {
            if (Parameters[i].Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                Parameters.RemoveAt(i);
            }
        }

        if (value is not null)
        {
            Parameters.Add(new ICalendarParameter(name, value));
        }

        return this;
    }

    /// <summary>The content line, not folded and without line end.</summary>
    internal string ToContentLine()
    {
        var line = new StringBuilder(Name);
        foreach (var parameter in Parameters)
        {
            line.Append(';').Append(parameter.RawText);
        }

        line.Append(':');
        if (RawValue.AsSpan().IndexOfAny('\r', '\n') < 0)
        {
            return line.Append(RawValue).ToString();
        }

        // A line end in a value would begin a content line of the writer's choosing.
        return line.Append(RawValue.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\r", string.Empty, StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).ToString();
    }

    public override string ToString() => ToContentLine();
}
