using System.Collections.Concurrent;
using System.Text;

namespace Mapigate.Backends.Imap.Wire;

/// <summary>
/// Folder names between the server's bytes and paths. A name whose bytes would not come back from its path (invalid modified UTF-7, raw 8-bit) is remembered, so that it
/// can be used all the same.
/// </summary>
internal sealed class MailboxNames
{
    private const int MostIrregular = 10_000;

    private readonly ConcurrentDictionary<string, byte[]> _irregular = new(StringComparer.Ordinal);

    /// <summary>UTF8=ACCEPT is enabled: names travel as UTF-8. RFC 6855 3</summary>
    public bool IsUtf8 { get; set; }

    public string Decode(ReadOnlySpan<byte> name)
    {
        var path = IsUtf8 ? TextCache.Decode(name) : ModifiedUtf7.Decode(name) ?? TextCache.Decode(name);
        if (path.Equals("INBOX", StringComparison.OrdinalIgnoreCase))
        {
            return "INBOX";
        }

        if (!_irregular.ContainsKey(path) && !name.SequenceEqual(Regular(path)) && _irregular.Count < MostIrregular)
        {
            _irregular.TryAdd(path, name.ToArray());
        }

        return path;
    }

    public byte[] Encode(string path) => _irregular.TryGetValue(path, out var name) ? name : Regular(path);

    private byte[] Regular(string path) => IsUtf8 ? Encoding.UTF8.GetBytes(path) : Encoding.ASCII.GetBytes(ModifiedUtf7.Encode(path));
}
