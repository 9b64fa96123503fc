namespace Mapigate.Formats.ICalendar;

/// <summary>What was wrong with a line of an iCalendar stream, and what was done about it.</summary>
public enum ICalendarProblemKind
{
    /// <summary>The octets are not UTF-8; they were read as the declared charset or as Windows-1252.</summary>
    NotUtf8,

    /// <summary>The line is no content line and belongs to no text before it; it was left out.</summary>
    StrayLine,

    /// <summary>The line is no content line; it was taken as a further line of the text before it.</summary>
    UnfoldedText,

    /// <summary>The line names a property without a colon; its value is empty.</summary>
    MissingValue,

    /// <summary>A parameter cannot be read as RFC 5545 3.2 has it; it is kept as it was written.</summary>
    BadParameter,

    /// <summary>A property stands outside any component; it was left out.</summary>
    OutsideComponent,

    /// <summary>An END without its BEGIN; it was left out.</summary>
    UnmatchedEnd,

    /// <summary>A component was not closed before its parent's END or the end of the stream.</summary>
    UnclosedComponent,

    /// <summary>A bound of <see cref="ICalendarLimits"/> was passed; what lies beyond was left out.</summary>
    LimitExceeded,
}
