using System.Collections;

namespace Mapigate.Formats.Mime;

/// <summary>The parameters of a Content-Type or Content-Disposition field, decoded: RFC 2045 5.1, RFC 2231, and encoded words in quotes, which RFC 2047 5 forbids and most senders write.</summary>
public sealed class ParameterList : IEnumerable<KeyValuePair<string, string>>
{
    private readonly List<KeyValuePair<string, string>> items;

    private ParameterList(List<KeyValuePair<string, string>> items) => this.items = items;

    /// <summary>No parameters.</summary>
    public static ParameterList Empty { get; } = new([]);

    /// <summary>Number of parameters; a name counts once.</summary>
    public int Count => items.Count;

    /// <summary>The value of a parameter, or null. ASCII case of the name does not count.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var item in items)
            {
                if (item.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
                    return item.Value;
            }
            return null;
        }
    }

    /// <summary>Reads what follows the main value of a field, from the first semicolon on.</summary>
    public static ParameterList Parse(ReadOnlySpan<char> text)
    {
        var scanner = new ParameterScanner(text);
        List<RawParameter>? raw = null;
        while (scanner.TryRead(out var parameter))
            (raw ??= []).Add(parameter);
        return raw is null ? Empty : new ParameterList(ParameterDecoder.Decode(raw));
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
