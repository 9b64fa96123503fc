using System.Text;

namespace Mapigate.Backends.Imap.Wire;

/// <summary>
/// Values that recur from message to message (text/plain, utf-8, flag lists), so that each is made once. Direct-mapped and of fixed size: a peer can make it miss, never grow.
/// Used by one connection's reader alone.
/// </summary>
internal sealed class TextCache
{
    private const int Slots = 512;
    private const int LongestKey = 96;

    private readonly Entry[] _entries = new Entry[Slots];

    /// <summary>The value made of these bytes before, or made now.</summary>
    public T Get<T>(ReadOnlySpan<byte> key, Maker<T> make)
        where T : class
    {
        if (key.Length > LongestKey)
        {
            return make(key);
        }

        var hash = new HashCode();
        hash.Add(typeof(T));
        hash.AddBytes(key);
        ref var entry = ref _entries[(hash.ToHashCode() & int.MaxValue) % Slots];
        if (entry.Value is T known && ReferenceEquals(entry.Maker, make) && key.SequenceEqual(entry.Key))
        {
            return known;
        }

        var value = make(key);
        entry = new Entry(key.ToArray(), make, value);
        return value;
    }

    /// <summary>UTF-8 where it is valid, else Latin-1.</summary>
    public string Text(ReadOnlySpan<byte> bytes) => Get(bytes, MakeText);

    public string Lower(ReadOnlySpan<byte> bytes) => Get(bytes, MakeLower);

    internal delegate T Maker<out T>(ReadOnlySpan<byte> key);

    private static readonly Maker<string> MakeText = Decode;

    private static readonly Maker<string> MakeLower = bytes => Decode(bytes).ToLowerInvariant();

    public static string Decode(ReadOnlySpan<byte> bytes) =>
        System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes);

    private readonly record struct Entry(byte[] Key, object Maker, object Value);
}
