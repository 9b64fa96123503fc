using System.Buffers;
using System.Text;

namespace Mapigate.Formats.ICalendar;

/// <summary>Writes components as content lines (RFC 5545 3.1): CRLF, folded at 75 octets, never inside a character.</summary>
internal sealed class ICalendarWriter(IBufferWriter<byte> output)
{
    private const int MaxLineOctets = 75;

    private readonly ArrayBufferWriter<byte> _line = new();

    public void Write(ICalendarComponent component)
    {
        WriteLine($"BEGIN:{component.Name}");
        foreach (var property in component.Properties)
        {
            WriteLine(property.ToContentLine());
        }

        foreach (var child in component.Children)
        {
            Write(child);
        }

        WriteLine($"END:{component.Name}");
    }

    private void WriteLine(string line)
    {
        _line.ResetWrittenCount();
        Encoding.UTF8.GetBytes(line, _line);
        var rest = _line.WrittenSpan;
        var room = MaxLineOctets;
        while (rest.Length > room)
        {
            var length = room;
            while (length > 1 && (rest[length] & 0xC0) == 0x80)
            {
                length--;
            }

            output.Write(rest[..length]);
            output.Write("\r\n "u8);
            rest = rest[length..];

            // The space that begins a continued line counts among its octets.
            room = MaxLineOctets - 1;
        }

        output.Write(rest);
        output.Write("\r\n"u8);
    }
}
