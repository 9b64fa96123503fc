using System.Globalization;

namespace Mapigate.Backends.Local.Tests;

/// <summary>What must be there after a crash: all that was answered, and of what was begun but not answered either state.</summary>
internal sealed class CrashModel
{
    private readonly HashSet<int> _messages = [];
    private readonly HashSet<int> _delivered = [];
    private readonly Dictionary<string, int> _items = [];
    private readonly Dictionary<(string Path, uint Uid), int> _places = [];
    private int? _openMessage;
    private int? _openExpunge;
    private int? _openDelivery;
    private (string Href, int? Number)? _openItem;

    public void Take(IReadOnlyList<string> lines)
    {
        (_openMessage, _openExpunge, _openDelivery, _openItem) = (null, null, null, null);
        for (var i = 0; i < lines.Count; i++)
        {
            // A last line may have been cut.
            var words = lines[i].Split(' ');
            var isAnswered = i + 1 < lines.Count && lines[i + 1].StartsWith("< " + words[1], StringComparison.Ordinal);
            if (words[0] == ">" && !isAnswered)
                Begin(words);
            else if (words[0] == "<")
                End(words);
        }
    }

    public void CompareMessages(Dictionary<int, int> found)
    {
        Assert.All(found, pair => Assert.Equal((pair.Key, 1), (pair.Key, pair.Value)));
        Settle(_messages, [.. found.Keys], _openMessage, _openExpunge);
    }

    public void CompareDelivered(List<int> found)
    {
        Assert.Equal(found.Count, found.Distinct().Count());
        Settle(_delivered, [.. found], _openDelivery, null);
    }

    public void CompareItems(Dictionary<string, int> found)
    {
        if (_openItem is var (href, number))
        {
            var isThere = found.TryGetValue(href, out var present);
            Assert.True(isThere ? present == number || (_items.TryGetValue(href, out var old) && old == present) : number is null || !_items.ContainsKey(href));
            _items.Remove(href);
            if (isThere)
                _items[href] = present;
        }

        Assert.Equal(_items.OrderBy(pair => pair.Key, StringComparer.Ordinal), found.OrderBy(pair => pair.Key, StringComparer.Ordinal));
    }

    /// <summary>Where the messages lie is read anew: a move that was not answered may have happened.</summary>
    public void Place(string path, uint uid, int number) => _places[(path, uid)] = number;

    private static void Settle(HashSet<int> expected, HashSet<int> found, int? mayBeThere, int? mayBeGone)
    {
        if (mayBeThere is { } added && found.Contains(added))
            expected.Add(added);
        if (mayBeGone is { } removed && !found.Contains(removed))
            expected.Remove(removed);
        Assert.Equal(expected.Order(), found.Order());
    }

    private void Begin(string[] words)
    {
        switch (words[1])
        {
            case "append":
                _openMessage = Int(words[2]);
                break;
            case "expunge":
                _openExpunge = _places[("INBOX", (uint)Int(words[2]))];
                break;
            case "deliver":
                _openDelivery = Int(words[2]);
                break;
            case "put":
                _openItem = (words[2], Int(words[3]));
                break;
            case "remove":
                _openItem = (words[2], null);
                break;
        }
    }

    private void End(string[] words)
    {
        switch (words[1])
        {
            case "append":
                _messages.Add(Int(words[2]));
                Place("INBOX", (uint)Int(words[3]), Int(words[2]));
                break;
            case "move":
                Place(words[2] == "INBOX" ? "Sent" : "INBOX", (uint)Int(words[4]), _places[(words[2], (uint)Int(words[3]))]);
                break;
            case "expunge":
                _messages.Remove(_places[("INBOX", (uint)Int(words[2]))]);
                break;
            case "deliver":
                _delivered.Add(Int(words[2]));
                break;
            case "put":
                _items[words[2]] = Int(words[3]);
                break;
            case "remove":
                _items.Remove(words[2]);
                break;
        }
    }

    private static int Int(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
