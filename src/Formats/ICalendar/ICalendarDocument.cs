using System.Buffers;
using System.Text;

namespace Mapigate.Formats.ICalendar;

/// <summary>
/// An iCalendar stream (RFC 5545 3.4): the components at its top, usually one VCALENDAR. Every input gives a document; what
/// could not be understood is listed in <see cref="Problems"/>.
/// </summary>
public sealed class ICalendarDocument
{
    public ICalendarDocument()
        : this([], [])
    {
    }

    internal ICalendarDocument(IList<ICalendarComponent> components, IReadOnlyList<ICalendarProblem> problems)
    {
        Components = components;
        Problems = problems;
    }

    public IList<ICalendarComponent> Components { get; }

    /// <summary>Departures from the format, in the order of the stream. Empty for a document that was built.</summary>
    public IReadOnlyList<ICalendarProblem> Problems { get; }

    /// <summary>The first VCALENDAR, or null.</summary>
    public ICalendarComponent? Calendar => Components.FirstOrDefault(component => component.Is("VCALENDAR"));

    /// <summary>Reads a stream in UTF-8 (or UTF-16 with a byte order mark).</summary>
    public static ICalendarDocument Parse(ReadOnlySpan<byte> octets, ICalendarLimits? limits = null)
    {
        if (octets is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            var encoding = octets[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode;
            return Parse(encoding.GetString(octets[2..]), limits);
        }

        return new ICalendarParser(limits ?? ICalendarLimits.Default).Parse(octets);
    }

    public static ICalendarDocument Parse(string text, ICalendarLimits? limits = null) => Parse(Encoding.UTF8.GetBytes(text), limits);

    /// <summary>Writes the stream in UTF-8, folded, with CRLF (RFC 5545 3.1).</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        var writer = new ICalendarWriter(output);
        foreach (var component in Components)
        {
            writer.Write(component);
        }
    }

    public byte[] ToBytes()
    {
        var buffer = new ArrayBufferWriter<byte>();
        WriteTo(buffer);
        return buffer.WrittenSpan.ToArray();
    }

    public override string ToString() => Encoding.UTF8.GetString(ToBytes());
}
