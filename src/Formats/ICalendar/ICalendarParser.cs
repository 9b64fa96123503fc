using System.Text;

namespace Mapigate.Formats.ICalendar;

/// <summary>Builds the component tree of a stream. Never throws on input; departures become problems.</summary>
internal sealed class ICalendarParser(ICalendarLimits limits)
{
    private static readonly Encoding StrictUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly List<ICalendarComponent> _roots = [];
    private readonly List<ICalendarComponent> _open = [];
    private readonly List<ICalendarProblem> _problems = [];
    private int _components;
    private int _properties;
    private int _skippedDepth;
    private StringBuilder? _unfolded;

    public ICalendarDocument Parse(ReadOnlySpan<byte> octets)
    {
        var lines = new ContentLineSplitter(octets, limits.MaxLineOctets);
        while (lines.Next())
        {
            if (lines.Truncated)
            {
                Report(lines.LineNumber, ICalendarProblemKind.LimitExceeded);
            }

            Take(Decode(lines.Line, lines.LineNumber), lines.LineNumber);
        }

        FlushUnfolded();
        if (_open.Count > 0)
        {
            Report(lines.LineNumber, ICalendarProblemKind.UnclosedComponent);
        }

        return new ICalendarDocument(_roots, _problems);
    }

    private void Take(string line, int lineNumber)
    {
        var property = ContentLine.Read(line, limits.MaxParameters, out var problem);
        if (property is null)
        {
            TakeStray(line, lineNumber, problem!.Value);
            return;
        }

        FlushUnfolded();
        if (problem is { } repaired)
        {
            Report(lineNumber, repaired);
        }

        if (property.Is("BEGIN"))
        {
            Begin(property.RawValue.Trim(), lineNumber);
        }
        else if (property.Is("END"))
        {
            End(property.RawValue.Trim(), lineNumber);
        }
        else if (_open.Count == 0)
        {
            Report(lineNumber, ICalendarProblemKind.OutsideComponent);
        }
        else if (_skippedDepth > 0 || _properties >= limits.MaxProperties)
        {
            Report(lineNumber, ICalendarProblemKind.LimitExceeded);
        }
        else
        {
            _properties++;
            _open[^1].Properties.Add(property);
        }
    }

    private void Begin(string name, int lineNumber)
    {
        if (!ContentLine.IsName(name))
        {
            Report(lineNumber, ICalendarProblemKind.StrayLine);
            return;
        }

        CloseMissed(name, lineNumber);
        if (_skippedDepth > 0 || _open.Count >= limits.MaxDepth || _components >= limits.MaxComponents)
        {
            _skippedDepth++;
            Report(lineNumber, ICalendarProblemKind.LimitExceeded);
            return;
        }

        var component = new ICalendarComponent(name, asParsed: true);
        _components++;
        (_open.Count == 0 ? _roots : _open[^1].Children).Add(component);
        _open.Add(component);
    }

    /// <summary>The components of RFC 5545 3.6.1 to 3.6.5 never lie in one another: one that begins ends the one before it, whose END was lost.</summary>
    private void CloseMissed(string name, int lineNumber)
    {
        var at = IsCalendarComponent(name) ? _open.FindIndex(component => IsCalendarComponent(component.Name)) : -1;
        if (at >= 0)
        {
            Report(lineNumber, ICalendarProblemKind.UnclosedComponent);
            _open.RemoveRange(at, _open.Count - at);
            _skippedDepth = 0;
        }
    }

    private static bool IsCalendarComponent(string name) =>
        name.ToUpperInvariant() is "VEVENT" or "VTODO" or "VJOURNAL" or "VFREEBUSY" or "VTIMEZONE";

    private void End(string name, int lineNumber)
    {
        if (_skippedDepth > 0)
        {
            _skippedDepth--;
            return;
        }

        for (var i = _open.Count - 1; i >= 0; i--)
        {
            if (_open[i].Is(name))
            {
                if (i < _open.Count - 1)
                {
                    Report(lineNumber, ICalendarProblemKind.UnclosedComponent);
                }

                _open.RemoveRange(i, _open.Count - i);
                return;
            }
        }

        Report(lineNumber, ICalendarProblemKind.UnmatchedEnd);
    }

    /// <summary>A line without a name: the further lines of a text whose writer did not escape its line breaks, or rubbish.</summary>
    private void TakeStray(string line, int lineNumber, ICalendarProblemKind problem)
    {
        var property = _open.Count > 0 && _skippedDepth == 0 && _open[^1].Properties.Count > 0 ? _open[^1].Properties[^1] : null;
        if (property is null || _open[^1].Children.Count > 0 || !IsFreeText(property))
        {
            Report(lineNumber, problem);
            return;
        }

        _unfolded ??= new StringBuilder(property.RawValue);
        if (_unfolded.Length + line.Length > limits.MaxLineOctets)
        {
            Report(lineNumber, ICalendarProblemKind.LimitExceeded);
            return;
        }

        _unfolded.Append("\\n").Append(line);
        Report(lineNumber, ICalendarProblemKind.UnfoldedText);
    }

    private void FlushUnfolded()
    {
        if (_unfolded is not null)
        {
            _open[^1].Properties[^1].RawValue = _unfolded.ToString();
            _unfolded = null;
        }
    }

    private static bool IsFreeText(ICalendarProperty property) =>
        property.Is("DESCRIPTION") || property.Is("SUMMARY") || property.Is("COMMENT") || property.Is("LOCATION") || property.Is("X-ALT-DESC");

    private string Decode(ReadOnlySpan<byte> line, int lineNumber)
    {
        if (Ascii.IsValid(line))
        {
            return Encoding.ASCII.GetString(line);
        }

        try
        {
            return StrictUtf8.GetString(line);
        }
        catch (DecoderFallbackException)
        {
            Report(lineNumber, ICalendarProblemKind.NotUtf8);
            return LegacyCharset.OfContentLine(line).GetString(line);
        }
    }

    private void Report(int lineNumber, ICalendarProblemKind kind)
    {
        if (_problems.Count < limits.MaxProblems)
        {
            _problems.Add(new ICalendarProblem(lineNumber, kind));
        }
    }
}
