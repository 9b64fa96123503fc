using System.Globalization;
using System.Text;

namespace Mapigate.Gateway.Host.ClientCommands;

/// <summary>Aligns columns of text for a terminal.</summary>
internal sealed class TextTable(params TextTable.Column[] columns)
{
    private const string Gap = "  ";
    private readonly List<string[]> _rows = [];

    /// <summary>A column.</summary>
    /// <param name="Title">Its head.</param>
    /// <param name="MaxWidth">Longer cells are cut.</param>
    /// <param name="Right">Numbers stand at the right.</param>
    internal sealed record Column(string Title, int MaxWidth = 60, bool Right = false);

    public void Add(params string[] cells) => _rows.Add(Array.ConvertAll(cells, Clean));

    /// <summary>The head, if any column has a title, and the rows.</summary>
    public IEnumerable<string> Lines()
    {
        var widths = columns.Select((column, i) => Math.Min(column.MaxWidth, Math.Max(Width(column.Title), _rows.Select(row => Width(row[i])).DefaultIfEmpty().Max()))).ToArray();
        if (columns.Any(static column => column.Title.Length > 0))
            yield return Line(columns.Select(static column => column.Title).ToArray(), widths);
        foreach (var row in _rows)
            yield return Line(row, widths);
    }

    /// <summary>Replaces what would break a line or drive the terminal.</summary>
    public static string Clean(string text)
    {
        if (!text.Any(static c => char.IsControl(c)))
            return text;
        var clean = new StringBuilder(text.Length);
        foreach (var c in text)
            clean.Append(char.IsControl(c) ? ' ' : c);
        return clean.ToString();
    }

    private string Line(string[] cells, int[] widths)
    {
        var line = new StringBuilder();
        for (var i = 0; i < cells.Length; i++)
        {
            var cell = Fit(cells[i], widths[i]);
            var padding = new string(' ', widths[i] - Width(cell));
            line.Append(i == 0 ? string.Empty : Gap).Append(columns[i].Right ? padding + cell : cell + padding);
        }

        return line.ToString().TrimEnd();
    }

    private static string Fit(string text, int width)
    {
        if (Width(text) <= width)
            return text;
        var fitting = new StringBuilder();
        var used = 0;
        foreach (var element in Elements(text))
        {
            var size = ElementWidth(element);
            if (used + size > width - 1)
                break;
            fitting.Append(element);
            used += size;
        }

        return fitting.Append('…').ToString();
    }

    private static int Width(string text) => Elements(text).Sum(ElementWidth);

    private static IEnumerable<string> Elements(string text)
    {
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
            yield return elements.GetTextElement();
    }

    // East Asian ideographs and pictographs take two places of a terminal.
    private static int ElementWidth(string element)
    {
        var rune = Rune.TryGetRuneAt(element, 0, out var first) ? first.Value : 0;
        return rune is >= 0x1100 and <= 0x115F or >= 0x2E80 and <= 0xA4CF or >= 0xAC00 and <= 0xD7A3 or >= 0xF900 and <= 0xFAFF or >= 0xFE30 and <= 0xFE6F or >= 0xFF00 and <= 0xFF60 or >= 0x1F300 and <= 0x1FAFF or >= 0x20000 and <= 0x3FFFD ? 2 : 1;
    }
}
