namespace Mapigate.Formats.ICalendar;

/// <summary>Bounds of one parse. What lies beyond them is left out and reported as a problem.</summary>
public sealed record ICalendarLimits
{
    public static ICalendarLimits Default { get; } = new();

    /// <summary>Nested components; VCALENDAR, VEVENT, VALARM are three.</summary>
    public int MaxDepth { get; init; } = 16;

    /// <summary>Octets of one unfolded content line. Inline attachments are one line.</summary>
    public int MaxLineOctets { get; init; } = 32 * 1024 * 1024;

    /// <summary>Components of all levels.</summary>
    public int MaxComponents { get; init; } = 200_000;

    /// <summary>Properties of all components.</summary>
    public int MaxProperties { get; init; } = 2_000_000;

    /// <summary>Parameters of one property, and values of one parameter.</summary>
    public int MaxParameters { get; init; } = 1_000;

    /// <summary>Problems that are kept; later ones are not recorded.</summary>
    public int MaxProblems { get; init; } = 1_000;
}
